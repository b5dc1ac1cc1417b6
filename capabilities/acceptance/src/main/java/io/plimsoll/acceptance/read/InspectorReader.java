/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON lines of NCCL's inspector plugin (NVIDIA/nccl ext-profiler/inspector): one collective of one rank a line. A line with
 * no time measured nothing and gives no number.
 */
final class InspectorReader implements ToolReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String format() {
        return "nccl-inspector";
    }

    @Override
    public String describes() {
        return "NCCL or RCCL inspector JSON lines";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("\"coll_perf\"") || head.contains("\"inspector_output_format_version\"");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        LogLines lines = new LogLines(in, source);
        Collected out = new Collected(format());
        String version = "";
        long broken = 0;
        long last = 0;
        int records = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            if (text.isEmpty()) {
                continue;
            }
            last = lines.number();
            JsonNode record = text.startsWith("{") ? parse(text) : null;
            if (record == null || !record.isObject()) {
                broken = lines.number();
                out.warn(broken, "a line that is no JSON was left out: " + text);
                continue;
            }
            version = record.path("metadata")
                    .path("inspector_output_format_version")
                    .asString(version);
            records += record(record, lines.number(), out) ? 1 : 0;
        }
        if (records == 0) {
            throw lines.refused("no collective", "NCCL inspector's output");
        }
        if (broken == last) {
            out.cutOff(broken, "the rest of the last line");
        }
        return out.reading("nccl inspector " + version, lines);
    }

    @org.jspecify.annotations.Nullable
    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean record(JsonNode record, long line, Collected out) {
        JsonNode perf = record.has("coll_perf") ? record.path("coll_perf") : record.path("p2p_perf");
        if (!perf.isObject()) {
            return false;
        }
        String prefix = record.has("coll_perf") ? "coll_" : "p2p_";
        JsonNode header = record.path("header");
        String rank = header.path("rank").asString("?");
        String kind = perf.path(prefix.equals("coll_") ? "coll" : "p2p").asString("?");
        Map<String, String> labels = new TreeMap<>();
        labels.put("collective", GpcnetReader.snake(kind).replace("_", ""));
        labels.put("size", perf.path(prefix + "msg_size_bytes").asString("?"));
        labels.put("communicator", header.path("id").asString("?"));
        labels.put("sequence", perf.path(prefix + "sn").asString("?"));
        labels.put("node", record.path("metadata").path("hostname").asString("?"));
        labels.put("timing", perf.path(prefix + "timing_source").asString("?"));
        String scope = rank.equals("?") ? Measurement.NODE : "rank:" + rank;
        double time = perf.path(prefix + "exec_time_us").asDouble(0);
        if (time <= 0) {
            out.warn(line, kind + " of rank " + rank + " has no time: nothing was measured");
            return true;
        }
        out.measure("collective_time", "us", time, scope, labels);
        rate(perf, prefix + "algobw_gbs", "algbw", scope, labels, line, out);
        rate(perf, prefix + "busbw_gbs", "busbw", scope, labels, line, out);
        return true;
    }

    private static void rate(
            JsonNode perf,
            String key,
            String metric,
            String scope,
            Map<String, String> labels,
            long line,
            Collected out) {
        JsonNode value = perf.path(key);
        if (value.isNumber()) {
            out.measure(metric, "GB/s", value.asDouble(0), scope, labels);
        } else {
            out.warn(line, key + " is no number");
        }
    }
}
