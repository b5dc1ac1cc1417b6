/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.data.DataTree;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The form of StepFun's InfiniteHBD-Trace: faults with start, end and class. A start is a fault that has been classified; an end
 * is a remedy that was done and tests that passed, since the trace returns the node to service then. Its times are days since
 * the trace began, which are counted from 1970 here.
 */
final class FaultTraceReader extends JsonReader {

    @Override
    public String format() {
        return "fault-trace";
    }

    @Override
    public List<String> aliases() {
        return List.of("infinitehbd", "infinitehbd-trace");
    }

    @Override
    public boolean looksLike(Head head) {
        return head.has("\"node_id\"", "\"event_time\"", "\"fault_start\"");
    }

    @Override
    String expected() {
        return "list of fault_start and fault_end with node_id and event_time in days";
    }

    @Override
    boolean document(long line, DataTree e, SignalSink sink) {
        String type = e.text("event_type");
        double days = e.at("event_time").number().orElse(Double.NaN);
        if (!type.startsWith("fault_")
                || Double.isNaN(days)
                || e.text("node_id").isEmpty()) {
            return false;
        }
        DataTree fault = e.at("fault_type");
        Optional<Instant> time = Times.epochSeconds(Math.rint(days * 86_400));
        String name = fault.text("Class");
        String node = e.text("node_id");
        Map<String, String> attributes =
                Map.of("level", fault.text("Level"), "description", fault.text("Desc"), "day", e.text("event_time"));
        String raw = type + " " + name + ": " + fault.text("Desc") + " at day " + e.text("event_time");
        String code = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        if (type.equals("fault_start")) {
            sink.add(
                    line,
                    new Signal(
                            time,
                            node,
                            "",
                            "fault",
                            code,
                            fault.text("Desc"),
                            Severity.FATAL,
                            "RESTART_BM",
                            raw,
                            attributes));
        } else {
            sink.add(line, new Signal(time, node, "", "remedy", "DONE", code, Severity.INFO, "NONE", raw, attributes));
            sink.add(line, new Signal(time, node, "", "test", "PASS", code, Severity.INFO, "NONE", raw, attributes));
        }
        return true;
    }
}
