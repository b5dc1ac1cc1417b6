/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STREAM on GPUs: SuperBench's gpu-stream ({@code STREAM_COPY_double_gpu_0_buffer_..._block_128 GB/s percent-of-peak}) and
 * BabelStream's table or CSV (github.com/UoB-HPC/BabelStream), whose MBytes are 10^6 bytes.
 */
final class GpuStreamReader implements ToolReader {

    private static final Pattern SB =
            Pattern.compile("^STREAM_(COPY|SCALE|ADD|TRIAD)_([a-z]+\\d*)_gpu_(\\d{1,4})_buffer_(\\d{1,18})"
                    + "_block_(\\d{1,6})\\s+([0-9.eE+-]{1,20}|-?nan|inf)(?:\\s+([0-9.eE+-]{1,20}))?");
    private static final Pattern BABEL =
            Pattern.compile("^(Copy|Mul|Add|Triad|Dot|Nstream|Read)\\s+([0-9.eE+]{1,24})\\s+([0-9.eE+-]{1,20})\\s");
    private static final Pattern CSV = Pattern.compile(
            "^(Copy|Mul|Add|Triad|Dot|Nstream|Read),(\\d{1,9}),(\\d{1,18}),(\\d{1,4}),([0-9.eE+]{1,24}),");

    @Override
    public String format() {
        return "gpu-stream";
    }

    @Override
    public String describes() {
        return "STREAM on GPUs: SuperBench gpu-stream, BabelStream";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("STREAM Benchmark\n")
                || head.contains("STREAM_COPY_")
                || head.contains("STREAM_TRIAD_")
                || head.contains("BabelStream")
                || head.contains("MBytes/sec")
                || head.contains("max_mbytes_per_sec");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format())).read();
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private String tool = "gpu-stream";
        private String unit = "MB/s";
        private String precision = "double";
        private boolean babel;
        private boolean triad;
        private boolean known;
        private boolean cutRow;

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            if (!out.measuredAnything() && !out.saidAnything() && !known) {
                throw lines.refused("no row of results", "the output of STREAM on a GPU");
            }
            if (cutRow) {
                out.cutOff(lines.number(), "the end of a row");
            } else if ((!out.measuredAnything() || (!babel && !triad)) && !out.saidBad()) {
                out.cutOff(lines.number(), "the rows up to TRIAD");
            }
            if (out.measuredAnything() && !out.isCutOff() && out.says(Verdict.ERROR)) {
                out.contradict("there are results beside an error");
            }
            return out.reading(tool, lines);
        }

        private void line(String line) {
            cutRow &= line.isEmpty();
            Matcher sb = SB.matcher(line);
            Matcher row = BABEL.matcher(line + " ");
            Matcher csv = CSV.matcher(line);
            if (sb.find()) {
                superbench(sb);
            } else if (row.find()) {
                babel(row.group(1), row.group(2));
            } else if (csv.find()) {
                babel(csv.group(1), csv.group(5));
            } else if (line.startsWith("BabelStream")) {
                tool = "BabelStream";
                known = true;
            } else if (line.startsWith("STREAM Benchmark") || line.startsWith("STREAM_")) {
                known = true;
                if (line.startsWith("STREAM_")) {
                    cutRow = true;
                    out.warn(lines.number(), "a row that is cut off was left out");
                }
            } else if (line.startsWith("Version:") && tool.equals("BabelStream")) {
                tool = "BabelStream " + line.substring(8).strip();
            } else if (line.startsWith("Precision:")) {
                precision = line.substring(10).strip();
            } else if (line.contains("MiBytes/sec")) {
                unit = "MiB/s";
            } else if (line.startsWith("Validation failed") || line.contains("Data check failed")) {
                out.says(Verdict.FAIL, "gpu:0", lines.number(), line);
            } else if (line.equals("Check data: No")) {
                out.warn(lines.number(), "the run checked no data");
            } else if (isError(line)) {
                out.says(Verdict.ERROR, "node", lines.number(), line);
            }
        }

        private static boolean isError(String line) {
            String lower = line.toLowerCase(Locale.ROOT);
            return lower.startsWith("error")
                    || lower.contains("cuda error")
                    || lower.contains("cudaerror")
                    || lower.contains("hip error")
                    || Aborts.tells(line);
        }

        private void superbench(Matcher row) {
            String metric = "gpu_stream_" + row.group(1).toLowerCase(Locale.ROOT);
            triad |= row.group(1).equals("TRIAD");
            known = true;
            Map<String, String> labels =
                    new TreeMap<>(Map.of("precision", row.group(2), "buffer", row.group(4), "block", row.group(5)));
            String scope = "gpu:" + row.group(3);
            OptionalDouble rate = Numbers.decimal(row.group(6));
            rate.ifPresent(v -> out.measure(metric, "GB/s", v, scope, labels));
            if (rate.isEmpty()) {
                out.warn(lines.number(), metric + " is '" + row.group(6) + "', no number");
            }
            if (row.group(7) != null) {
                Numbers.decimal(row.group(7))
                        .ifPresent(v -> out.measure(metric + "_of_peak", "ratio", v / 100, scope, labels));
            }
        }

        private void babel(String kernel, String rate) {
            babel = true;
            String metric = "gpu_stream_" + (kernel.equals("Mul") ? "scale" : kernel.toLowerCase(Locale.ROOT));
            Numbers.decimal(rate).ifPresent(v -> out.measure(metric, unit, v, "gpu:0", Map.of("precision", precision)));
        }
    }
}
