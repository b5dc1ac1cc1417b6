/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.model.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * perftest's {@code --out_json}: in most versions without quotes and with commas too many (linux-rdma/perftest issue 216), so
 * it is taken as lines of key and value. It does not name the unit of its bandwidth; the message rate beside it does, and
 * where that does not settle it the unit is told as unstated.
 */
final class PerftestJson {

    private static final Pattern ENTRY =
            Pattern.compile("^\"?([A-Za-z_#][\\w .%-]{0,60}?)\"?\\s*:\\s*\"?([^\",{}\\[\\]]{0,200}?)\"?\\s*,?$");
    private static final Pattern OPEN = Pattern.compile("^\"?([\\w -]{1,40})\"?\\s*:?\\s*[{\\[]$");

    private final Collected out;
    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean inside;
    private boolean begun;
    private int depth;
    private String device = "?";
    private String metric = "ib_bw";
    private String side = "";
    private int results;

    PerftestJson(Collected out) {
        this.out = out;
    }

    int results() {
        return results;
    }

    boolean begun() {
        return begun;
    }

    /** Whether the line is part of the JSON. */
    boolean takes(String line, long number) {
        if (!inside) {
            if (line.equals("{") || (line.startsWith("{ ") && line.contains("test_info"))) {
                inside = true;
                depth = 1;
                return true;
            }
            if (!line.startsWith("test_info") && !line.startsWith("\"test_info")) {
                return false;
            }
            inside = true;
            depth = 1;
        }
        begun = true;
        for (String part : line.split("(?<=[{}\\[\\]])|(?=[}\\]])|(?<=,)(?=\\s*\"?[A-Za-z_]+\"?\\s*:)", 200)) {
            part(part.strip(), number);
        }
        return true;
    }

    private void part(String text, long number) {
        Matcher open = OPEN.matcher(text);
        Matcher entry = ENTRY.matcher(text);
        if (text.startsWith("}") || text.startsWith("]")) {
            depth--;
            flush(number);
            inside = depth > 0;
        } else if (open.matches() || text.equals("{") || text.equals("[")) {
            depth++;
            if (open.matches()) {
                String name = open.group(1).strip();
                side = name.equals("results_local") ? "local" : name.equals("results_remote") ? "remote" : "";
            }
        } else if (entry.matches()) {
            entry(entry.group(1).strip(), entry.group(2).strip());
        }
    }

    private void entry(String key, String value) {
        if (key.equals("Device")) {
            device = value;
        } else if (key.equals("test")) {
            Matcher title = PerftestReader.title(value, true);
            if (title.find()) {
                metric = PerftestReader.metric(title.group(1), title.group(2), title.group(3));
            }
        } else {
            if (key.equals("MsgSize") && values.containsKey("MsgSize")) {
                flush(0);
            }
            values.put(key, value);
        }
    }

    private void flush(long number) {
        OptionalDouble size = number("MsgSize");
        if (size.isEmpty()) {
            return;
        }
        String scope = "nic:" + device;
        Map<String, String> labels = side.isEmpty()
                ? Map.of("size", values.getOrDefault("MsgSize", ""))
                : Map.of("size", values.getOrDefault("MsgSize", ""), "side", side);
        OptionalDouble average = number("BW_average");
        if (average.isPresent()) {
            String unit = unit(average.getAsDouble(), size.getAsDouble(), number("MsgRate"));
            if (unit.equals("unstated")) {
                out.warn(number, "the unit of BW_average is not told, and the message rate does not settle it");
            }
            out.measure(metric + "_average", unit, average.getAsDouble(), scope, labels);
            number("BW_peak").ifPresent(v -> {
                if (v > 0) {
                    out.measure(metric + "_peak", unit, v, scope, labels);
                }
            });
            number("MsgRate").ifPresent(v -> out.measure(metric + "_message_rate", "Mpkt/s", v, scope, labels));
        }
        String latency = metric.equals("ib_bw") ? "ib_lat" : metric;
        values.forEach((key, value) -> {
            String statistic = PerftestReader.statistic(key);
            OptionalDouble v = Numbers.decimal(value);
            if (!statistic.isEmpty() && v.isPresent()) {
                out.measure(latency + "_" + statistic, "us", v.getAsDouble(), scope, labels);
            }
        });
        results++;
        values.clear();
    }

    private OptionalDouble number(String key) {
        return Numbers.decimal(values.getOrDefault(key, ""));
    }

    /** The unit in which size x message rate gives the bandwidth, within 2 %. */
    private String unit(double bandwidth, double size, OptionalDouble rate) {
        String named = values.getOrDefault("BW_unit", values.getOrDefault("Bandwidth_unit", ""));
        if (!named.isEmpty()) {
            return PerftestReader.unit(named);
        }
        double bytes = size * rate.orElse(0) * 1e6;
        if (near(bytes * 8 / 1e9, bandwidth)) {
            return "Gbit/s";
        }
        return near(bytes / 1048576, bandwidth) ? "MiB/s" : "unstated";
    }

    private static boolean near(double a, double b) {
        return b > 0 && Math.abs(a - b) <= 0.02 * b;
    }

    void end(LogLines lines) {
        if (inside && depth > 0) {
            flush(lines.number());
            out.cutOff(lines.number(), "the end of the JSON");
        }
        if (begun && results == 0 && !out.saidAnything()) {
            out.says(Verdict.ERROR, "nic:" + device, lines.number(), "JSON without results");
        }
    }
}
