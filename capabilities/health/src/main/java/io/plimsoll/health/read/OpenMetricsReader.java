/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text form of Prometheus and OpenMetrics, as dcgm-exporter and node_exporter give it. */
final class OpenMetricsReader implements SignalReader {

    private static final Pattern SAMPLE =
            Pattern.compile("^[a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{.*\\})? +[-+0-9.eEInfNa]+.*$");

    @Override
    public String format() {
        return "openmetrics";
    }

    @Override
    public List<String> aliases() {
        return List.of("prometheus", "prometheus-text", "dcgm", "dcgm-exporter", "metrics");
    }

    @Override
    public boolean looksLike(Head head) {
        String first = head.firstLine();
        boolean comment = Stream.of("# HELP ", "# TYPE ", "# UNIT ").anyMatch(first::startsWith);
        return comment || (first.contains("{") && SAMPLE.matcher(first).matches());
    }

    @Override
    public void read(InputStream in, SignalSink sink) throws IOException {
        TextLines lines = new TextLines(in);
        MetricSignals signals = new MetricSignals(sink);
        boolean ended = false;
        for (String raw = lines.next(); raw != null; raw = lines.next()) {
            String line = raw.strip();
            ended |= line.equals("# EOF");
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            sink.looked(1);
            if (ended) {
                sink.warnOnce("samples after # EOF");
            }
            sample(lines.number(), line, signals, sink);
        }
    }

    private static void sample(long number, String line, MetricSignals signals, SignalSink sink) {
        int name = 0;
        while (name < line.length()
                && line.charAt(name) != '{'
                && line.charAt(name) != ' '
                && line.charAt(name) != '\t') {
            name++;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        int at = name < line.length() && line.charAt(name) == '{' ? labels(line, name + 1, labels) : name;
        String[] rest = at < 0 ? new String[0] : line.substring(at).strip().split("[ \t]+");
        if (name == 0 || rest.length == 0 || rest[0].isEmpty()) {
            sink.warn(number, "no sample: " + KernelMessages.shortened(line));
            return;
        }
        double value;
        try {
            value = value(rest[0]);
        } catch (NumberFormatException e) {
            sink.warn(number, "no number: " + KernelMessages.shortened(rest[0]));
            return;
        }
        signals.sample(
                number,
                line.substring(0, name),
                labels,
                value,
                rest.length > 1 ? time(rest[1]) : sink.options().received());
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    /** Prometheus writes milliseconds, OpenMetrics seconds with a fraction. */
    private static Optional<Instant> time(String text) {
        try {
            double number = Double.parseDouble(text);
            return Times.epochSeconds(Math.abs(number) > 1e11 ? number / 1e3 : number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The position after the closing brace, or -1. */
    private static int labels(String line, int from, Map<String, String> labels) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '}') {
                return at + 1;
            }
            if (c == ',' || c == ' ') {
                at++;
                continue;
            }
            int equals = line.indexOf('=', at);
            if (equals < 0 || equals + 1 >= line.length() || line.charAt(equals + 1) != '"') {
                return -1;
            }
            StringBuilder value = new StringBuilder();
            int i = equals + 2;
            while (i < line.length() && line.charAt(i) != '"') {
                char v = line.charAt(i);
                if (v == '\\' && i + 1 < line.length()) {
                    i++;
                    v = line.charAt(i) == 'n' ? '\n' : line.charAt(i);
                }
                value.append(v);
                i++;
            }
            labels.put(line.substring(at, equals).strip(), value.toString());
            at = i + 1;
        }
        return -1;
    }
}
