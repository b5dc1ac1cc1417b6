/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects signals and warnings within limits. Past a limit it goes on counting and says in the end how much it left out. */
final class SignalSink {

    static final int EVENTS_MAX = 2_000_000;
    static final int WARNINGS_MAX = 200;
    private static final int REMEMBERED_MAX = 200_000;

    private final ReadOptions options;
    private final String source;
    private final List<Signal> events = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<Identity, Long> seen = new HashMap<>();
    private final Map<String, Long> once = new LinkedHashMap<>();
    private long left;
    private long warningsLeft;
    private long repeats;
    private long lines;

    /** What makes two reports the same report. */
    private record Identity(Optional<Instant> time, String place, String code, String raw) {}

    SignalSink(ReadOptions options, String source) {
        this.options = options;
        this.source = source;
    }

    ReadOptions options() {
        return options;
    }

    String source() {
        return source;
    }

    /** Counts one line, document or sample. */
    void looked(long count) {
        lines += count;
    }

    void add(long line, Signal signal) {
        if (events.size() >= EVENTS_MAX) {
            left++;
            return;
        }
        Signal named = signal.node().isEmpty() && !options.node().isEmpty() ? withNode(signal, options.node()) : signal;
        if (seen.size() < REMEMBERED_MAX) {
            Long first = seen.putIfAbsent(
                    new Identity(
                            named.time(),
                            named.place(),
                            named.kind() + named.code() + named.attribute("id"),
                            named.raw()),
                    line);
            if (first != null) {
                repeats++;
                if (repeats <= 5) {
                    warn(line, "repeats line " + first + " exactly; kept and marked, the engine counts it once");
                }
                named = marked(named);
            }
        }
        events.add(named);
    }

    private static Signal withNode(Signal s, String node) {
        return new Signal(
                s.time(),
                node,
                s.entity(),
                s.kind(),
                s.code(),
                s.mnemonic(),
                s.severity(),
                s.action(),
                s.raw(),
                s.attributes());
    }

    private static Signal marked(Signal s) {
        Map<String, String> attributes = new LinkedHashMap<>(s.attributes());
        attributes.put("duplicate", "true");
        return new Signal(
                s.time(),
                s.node(),
                s.entity(),
                s.kind(),
                s.code(),
                s.mnemonic(),
                s.severity(),
                s.action(),
                s.raw(),
                attributes);
    }

    /** Puts {@code signal} in the place of the last one, which it completes. */
    void replaceLast(Signal signal) {
        events.set(events.size() - 1, signal);
    }

    int size() {
        return events.size();
    }

    Signal get(int index) {
        return events.get(index);
    }

    void set(int index, Signal signal) {
        events.set(index, signal);
    }

    void warn(long line, String text) {
        if (warnings.size() < WARNINGS_MAX) {
            warnings.add(line > 0 ? "line " + line + ": " + text : text);
        } else {
            warningsLeft++;
        }
    }

    /** A warning that is told once, with how many lines it concerns. */
    void warnOnce(String text) {
        once.merge(text, 1L, Long::sum);
    }

    static Severity worse(Severity a, Severity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    SignalReading reading(String format) {
        once.forEach((text, count) -> warnings.add(count == 1 ? text : text + " (" + count + " times)"));
        if (repeats > 5) {
            warnings.add(repeats + " events repeat an earlier one exactly");
        }
        if (left > 0) {
            warnings.add(left + " events more than " + EVENTS_MAX + " were counted and left out");
        }
        if (warningsLeft > 0) {
            warnings.add(warningsLeft + " more warnings");
        }
        return new SignalReading(format, lines, events, warnings);
    }
}
