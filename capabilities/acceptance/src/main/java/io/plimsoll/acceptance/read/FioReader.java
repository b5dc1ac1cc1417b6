/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * fio with {@code --output-format=json} or {@code json+}, version 3, one or several runs in one log; and its text for
 * people. Bandwidth comes from {@code bw_bytes}, else from {@code bw}, which is in KiB/s (fio.readthedocs.io, "JSON output").
 */
final class FioReader implements ToolReader {

    private static final String DISK = "disk";
    private static final Pattern JOB = Pattern.compile("^(.{1,100}?): \\(groupid=\\d+.*?\\): err= ?(\\d+)");
    private static final Pattern RATE = Pattern.compile(
            "^(read|write|trim)\\s*: IOPS=([0-9.]+)([kKMG]?), BW=[0-9.]+\\w+/s \\(([0-9.]+)([kMGT]?)B/s\\)");
    private static final Pattern P99 = Pattern.compile("99\\.00th=\\[\\s*(\\d+)\\]");
    private static final Pattern SCALE = Pattern.compile("^(?:clat|lat) percentiles \\((nsec|usec|msec)\\)");

    @Override
    public String format() {
        return "fio";
    }

    @Override
    public String describes() {
        return "fio JSON (--output-format=json) or text";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("\"fio version\"")
                || head.startsWith("fio: ")
                || (head.contains("fio-") && head.contains("ioengine="))
                || (head.contains("IOPS=") && head.contains("BW="));
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Log(new LogLines(in, source), new Collected(format())).read();
    }

    private static final class Log {
        private final LogLines lines;
        private final Collected out;
        private String tool = "fio";
        private double errors;
        private int jobs;
        private int runs;
        private String job = "?";
        private String direction = "";
        private double microseconds = Double.NaN;

        Log(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            boolean json = false;
            for (String line = lines.next(); line != null; line = lines.next()) {
                String text = line.strip();
                if (text.startsWith("{")) {
                    json = true;
                    object(EmbeddedJson.after(lines, text));
                } else if (!text.isEmpty()) {
                    text(text);
                }
            }
            if (jobs == 0 && !out.saidAnything()) {
                throw lines.refused(json ? "no 'jobs'" : "no job", "fio's output");
            }
            if (!out.measuredAnything() && errors == 0 && !out.saidAnything()) {
                throw new BadInputException(
                        new InputProblem(lines.source(), 0, "no input or output done", "a fio run that did some"));
            }
            if (jobs > 0 && !(out.isCutOff() && errors == 0)) {
                out.measure("disk_errors", "count", errors, DISK);
            }
            if (jobs > 0 && errors == 0 && !out.isCutOff() && out.says(Verdict.ERROR)) {
                out.contradict("the jobs count no error beside an error in the log");
            }
            return out.reading(tool, lines);
        }

        private void object(EmbeddedJson.Found found) {
            JsonNode root = found.node();
            JsonNode all = root.path("jobs");
            if (!all.isArray() || all.isEmpty()) {
                if (!found.whole()) {
                    found.report(out);
                }
                return;
            }
            runs++;
            found.report(out);
            tool = root.path("fio version").asString("fio");
            for (JsonNode one : all) {
                String name = one.path("jobname").asString("?");
                int error = one.path("error").asInt(0);
                double total = one.path("total_err").asDouble(0);
                errors += Math.max(total, error == 0 ? 0 : 1);
                jobs++;
                if (error != 0 || total > 0) {
                    out.says(Verdict.ERROR, DISK, found.line(), name + " ended with error " + error);
                }
                direction(one.path("read"), "read", name);
                direction(one.path("write"), "write", name);
                direction(one.path("mixed"), "mixed", name);
            }
        }

        private void direction(JsonNode node, String what, String name) {
            if (node.path("total_ios").asDouble(0) <= 0 && node.path("io_bytes").asDouble(0) <= 0) {
                return;
            }
            Map<String, String> labels = labels(name);
            if (node.has("bw_bytes") || node.has("bw")) {
                double bytes = node.has("bw_bytes")
                        ? node.path("bw_bytes").asDouble(0)
                        : node.path("bw").asDouble(0) * 1024;
                out.measure("disk_" + what + "_bandwidth", "MB/s", bytes / 1e6, DISK, labels);
            }
            if (node.has("iops")) {
                out.measure("disk_" + what + "_iops", "IOPS", node.path("iops").asDouble(0), DISK, labels);
            }
            OptionalDouble p99 = p99(node);
            if (p99.isPresent()) {
                out.measure("disk_" + what + "_latency_p99", "us", p99.getAsDouble() / 1000, DISK, labels);
            }
        }

        private static OptionalDouble p99(JsonNode node) {
            for (String latency : new String[] {"lat_ns", "clat_ns"}) {
                JsonNode p99 = node.path(latency).path("percentile").path("99.000000");
                if (p99.isNumber()) {
                    return OptionalDouble.of(p99.asDouble());
                }
            }
            JsonNode old = node.path("clat").path("percentile").path("99.000000");
            return old.isNumber() ? OptionalDouble.of(old.asDouble() * 1000) : OptionalDouble.empty();
        }

        private Map<String, String> labels(String name) {
            Map<String, String> labels = new TreeMap<>(Map.of("job", name));
            if (runs > 1) {
                labels.put("run", Integer.toString(runs));
            }
            return labels;
        }

        private void text(String text) {
            Matcher begins = JOB.matcher(text);
            Matcher rate = RATE.matcher(text);
            Matcher scale = SCALE.matcher(text);
            Matcher p99 = P99.matcher(text);
            if (begins.find()) {
                job = begins.group(1);
                jobs++;
                OptionalDouble error = Numbers.decimal(begins.group(2));
                if (error.orElse(0) != 0) {
                    errors++;
                    out.says(Verdict.ERROR, DISK, lines.number(), text);
                }
            } else if (rate.find()) {
                rate(rate);
            } else if (scale.find()) {
                microseconds = switch (scale.group(1)) {
                    case "nsec" -> 1e-3;
                    case "usec" -> 1;
                    default -> 1e3;
                };
            } else if (p99.find() && !direction.isEmpty() && !Double.isNaN(microseconds)) {
                double value = Numbers.decimal(p99.group(1)).orElse(0) * microseconds;
                out.measure("disk_" + direction + "_latency_p99", "us", value, DISK, labels(job));
                direction = "";
            } else if (text.startsWith("fio-")) {
                tool = Numbers.words(text)[0];
            } else if (isError(text)) {
                out.says(Verdict.ERROR, DISK, lines.number(), text);
            }
        }

        private void rate(Matcher rate) {
            direction = rate.group(1);
            microseconds = Double.NaN;
            OptionalDouble iops = Numbers.decimal(rate.group(2));
            OptionalDouble bytes = Numbers.decimal(rate.group(4));
            iops.ifPresent(v ->
                    out.measure("disk_" + direction + "_iops", "IOPS", v * factor(rate.group(3)), DISK, labels(job)));
            bytes.ifPresent(v -> out.measure(
                    "disk_" + direction + "_bandwidth", "MB/s", v * factor(rate.group(5)) / 1e6, DISK, labels(job)));
        }

        private static double factor(@Nullable String prefix) {
            return switch (prefix == null ? "" : prefix.toLowerCase(Locale.ROOT)) {
                case "k" -> 1e3;
                case "m" -> 1e6;
                case "g" -> 1e9;
                case "t" -> 1e12;
                default -> 1;
            };
        }

        private static boolean isError(String text) {
            return text.startsWith("verify: ")
                    || (text.startsWith("fio: ")
                            && (text.contains("error") || text.contains("failed") || text.contains("pid=")))
                    || text.contains("verify failed")
                    || Aborts.tells(text);
        }
    }
}
