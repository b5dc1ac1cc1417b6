/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SuperBench's {@code results-summary.jsonl}: one object a node, {@code benchmark[:annotation]/metric[:rank]} to a number. A
 * return code that is not zero is an error of that benchmark. The file names no units: those that SuperBench's documentation
 * states are given, any other is {@code unstated}.
 */
final class SuperBenchReader implements ToolReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("^([^/]{1,200})/(.{1,300}?)(?::(\\d{1,6}))?$");
    private static final Pattern HEAD =
            Pattern.compile("(?s)^\\s*\\{.{0,4000}?\"[\\w:.-]{1,80}/[^\"]{1,200}\"\\s*:\\s*[-0-9]");

    @Override
    public String format() {
        return "superbench";
    }

    @Override
    public String describes() {
        return "SuperBench results-summary.jsonl";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("\"node\"") && HEAD.matcher(head).find() && !head.contains("\"coll_perf\"");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        LogLines lines = new LogLines(in, source);
        Collected out = new Collected(format());
        int nodes = 0;
        long broken = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            if (!text.startsWith("{")) {
                if (!text.isEmpty()) {
                    out.warn(lines.number(), "no JSON object: " + text);
                }
                continue;
            }
            try {
                JsonNode node = JSON.readTree(text);
                nodes += node(node, lines.number(), out) ? 1 : 0;
                broken = 0;
            } catch (JacksonException e) {
                broken = lines.number();
                out.warn(lines.number(), "a line that is no JSON was left out");
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), "a node's results cannot be read");
            }
        }
        if (broken > 0) {
            out.cutOff(broken, "the rest of the last line");
        }
        if (nodes == 0 && broken == 0) {
            throw lines.refused("no node's results", "SuperBench's results-summary.jsonl");
        }
        return out.reading("SuperBench", lines);
    }

    private static boolean node(JsonNode object, long line, Collected out) {
        String node = object.path("node").asString("");
        if (node.isEmpty()) {
            out.warn(line, "results that name no node");
            node = "?";
        }
        boolean any = false;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Matcher name = NAME.matcher(entry.getKey());
            if (entry.getKey().equals("node")) {
                continue;
            }
            if (!entry.getValue().isNumber()) {
                out.warn(line, entry.getKey() + " of " + node + " has no number: " + entry.getValue());
                continue;
            }
            any = true;
            double value = entry.getValue().asDouble(Double.NaN);
            if (!name.matches()) {
                plain(node, entry.getKey(), value, out);
                continue;
            }
            metric(node, name, value, line, out);
        }
        return any;
    }

    /** The monitor's metrics have no benchmark: {@code gpu_temperature:3}. */
    private static void plain(String node, String key, double value, Collected out) {
        int colon = key.lastIndexOf(':');
        boolean ranked = colon > 0 && Numbers.whole(key.substring(colon + 1)).isPresent();
        String name = ranked ? key.substring(0, colon) : key;
        String scope = ranked ? "rank:" + key.substring(colon + 1) : Measurement.NODE;
        out.measure(GpcnetReader.snake(name), "unstated", value, scope, Map.of("node", node));
    }

    private static void metric(String node, Matcher name, double value, long line, Collected out) {
        String benchmark = name.group(1);
        String metric = name.group(2);
        String rank = name.group(3);
        Map<String, String> labels = new TreeMap<>();
        labels.put("node", node);
        labels.put("benchmark", benchmark);
        String scope = rank == null ? Measurement.NODE : "rank:" + rank;
        if (metric.equals("return_code")) {
            out.measure("return_code", "count", value, scope, labels);
            if (value != 0) {
                out.says(Verdict.ERROR, node, line, benchmark + " ended with return code " + (long) value);
            }
            return;
        }
        labels.put("name", benchmark + "/" + metric);
        out.measure(GpcnetReader.snake(benchmark + "_" + metric), unit(benchmark, metric), value, scope, labels);
    }

    /** Units of docs/user-tutorial/benchmarks in microsoft/superbenchmark. */
    static String unit(String benchmark, String metric) {
        String b = benchmark.contains(":") ? benchmark.substring(0, benchmark.indexOf(':')) : benchmark;
        if (b.endsWith("_models") || b.startsWith("model-")) {
            return metric.contains("steptime") ? "ms" : metric.contains("throughput") ? "1/s" : "unstated";
        }
        return switch (b) {
            case "kernel-launch" -> "ms";
            case "mem-bw", "gpu-copy-bw", "gpu-stream" -> "GB/s";
            case "gemm-flops" -> "Gflop/s";
            case "matmul", "sharding-matmul", "computation-communication-overlap" -> "ms";
            case "nccl-bw", "rccl-bw" ->
                metric.endsWith("busbw") || metric.endsWith("algbw")
                        ? "GB/s"
                        : metric.endsWith("time") ? "us" : "unstated";
            case "ib-loopback", "ib-traffic" ->
                metric.contains("bw") ? "GB/s" : metric.contains("lat") ? "us" : "unstated";
            case "tcp-connectivity" -> metric.contains("time") ? "ms" : "unstated";
            case "cpu-memory-bw-latency" -> metric.contains("lat") ? "ns" : metric.contains("bw") ? "MB/s" : "unstated";
            default -> "unstated";
        };
    }
}
