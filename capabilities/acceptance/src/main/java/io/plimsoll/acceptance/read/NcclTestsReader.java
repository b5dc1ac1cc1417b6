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
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nccl-tests and rccl-tests text: old headers ({@code error}) and new ones ({@code root}, {@code #wrong}), prefixes of
 * mpirun and srun, interleaved NCCL INFO lines, N/A. Bandwidth is in GB/s of 10^9 bytes
 * (github.com/NVIDIA/nccl-tests, doc/PERFORMANCE.md).
 *
 * <p>{@code wrong_values} is only there if the tool checked its results ({@code -c 1}): a run that checked nothing cannot
 * keep a criterion on it.
 */
final class NcclTestsReader implements ToolReader {

    private static final Pattern PREFIX = Pattern.compile("^(\\[\\d+,\\d+\\]<std(?:out|err)>:|\\s*\\d+:\\s)");
    private static final Pattern BOUNDS = Pattern.compile("#\\s*Out of bounds values\\s*:\\s*(\\d{1,18})\\s*(\\S*)");
    private static final Pattern AVERAGE = Pattern.compile("#\\s*Avg bus bandwidth\\s*:\\s*(\\S+)");
    private static final Pattern RANK = Pattern.compile("#\\s+Rank\\s+(\\d+)\\s.*\\bdevice\\s+(\\d+)\\s");
    private static final Pattern FAILURE =
            Pattern.compile("Test (NCCL|CUDA) failure|NCCL WARN|Test failure|unhandled (cuda|system) error");
    private static final Pattern INFO = Pattern.compile("NCCL (INFO|TRACE|VERSION)");

    @Override
    public String format() {
        return "nccl-tests";
    }

    @Override
    public String describes() {
        return "nccl-tests or rccl-tests text";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("# nThread") || head.contains("nccl-tests version") || head.contains("busbw");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format(), source)).read();
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private String tool = "nccl-tests";
        private int rows;
        private int ranks;
        private long wrong;
        private boolean checked;
        private double busbwMax;
        private boolean footer;

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(PREFIX.matcher(line).replaceFirst(""));
            }
            if (rows == 0 && !out.saidAnything()) {
                throw lines.refused("no row of results", "nccl-tests' output");
            }
            if (!footer && !out.says(Verdict.ERROR)) {
                throw lines.cutOff("the line '# Avg bus bandwidth'");
            }
            if (rows > 0) {
                out.measure("busbw_max", "GB/s", busbwMax, Measurement.NODE);
                out.measure("ranks", "count", ranks, Measurement.NODE);
            }
            if (checked) {
                out.measure("wrong_values", "count", (double) wrong, Measurement.NODE);
            }
            if (wrong > 0 && out.says(Verdict.PASS)) {
                out.contradict("the footer says OK beside " + wrong + " wrong values");
            }
            if (footer && out.says(Verdict.ERROR)) {
                out.contradict("the run ends as if complete beside an NCCL or CUDA failure");
            }
            return out.reading(tool);
        }

        private void line(String line) {
            if (FAILURE.matcher(line).find()) {
                if (line.contains("NCCL WARN")) {
                    out.warn(lines.number(), line);
                } else {
                    out.says(Verdict.ERROR, Measurement.NODE, lines.number(), line);
                }
                return;
            }
            if (INFO.matcher(line).find()) {
                return;
            }
            String text = line.strip();
            if (text.startsWith("#")) {
                comment(text);
            } else {
                row(Numbers.words(text));
            }
        }

        private void comment(String text) {
            Matcher bounds = BOUNDS.matcher(text);
            Matcher average = AVERAGE.matcher(text);
            if (RANK.matcher(text).find()) {
                ranks++;
            } else if (text.startsWith("# nccl-tests version")) {
                tool = text.substring(2);
            } else if (text.startsWith("# Collective test starting:")
                    || text.startsWith("# Collective test concluded:")) {
                tool = "nccl-tests " + text.substring(text.indexOf(':') + 1).strip();
            } else if (bounds.find()) {
                bounds(Long.parseLong(bounds.group(1)), bounds.group(2));
            } else if (average.find()) {
                footer = true;
                Numbers.decimal(average.group(1))
                        .ifPresent(v -> out.measure("busbw_average", "GB/s", v, Measurement.NODE));
            }
        }

        private void bounds(long count, String word) {
            out.measure("out_of_bounds", "count", (double) count, Measurement.NODE);
            boolean ok = word.equalsIgnoreCase("OK");
            out.says(
                    ok ? Verdict.PASS : Verdict.FAIL,
                    Measurement.NODE,
                    lines.number(),
                    "out of bounds " + count + " " + word);
            if (ok == (count > 0)) {
                out.contradict("'" + word + "' beside " + count + " values out of bounds");
            }
        }

        /** size count type [redop] [root], then twice: time algbw busbw error. The tail is fixed, the head is not. */
        private void row(String[] words) {
            int n = words.length;
            if (n < 11 || n > 14) {
                return;
            }
            OptionalLong size = Numbers.whole(words[0]);
            if (size.isEmpty() || Numbers.whole(words[1]).isEmpty() || !Character.isLetter(words[2].charAt(0))) {
                return;
            }
            boolean any = half(size.getAsLong(), "out-of-place", words, n - 8);
            any |= half(size.getAsLong(), "in-place", words, n - 4);
            rows += any ? 1 : 0;
        }

        private boolean half(long size, String place, String[] words, int at) {
            OptionalDouble time = Numbers.decimal(words[at]);
            OptionalDouble algbw = Numbers.decimal(words[at + 1]);
            OptionalDouble busbw = Numbers.decimal(words[at + 2]);
            if (time.isEmpty() || algbw.isEmpty() || busbw.isEmpty()) {
                return false;
            }
            Map<String, String> labels = Map.of("size", Long.toString(size), "place", place);
            out.measure("collective_time", "us", time.getAsDouble(), Measurement.NODE, labels);
            out.measure("algbw", "GB/s", algbw.getAsDouble(), Measurement.NODE, labels);
            out.measure("busbw", "GB/s", busbw.getAsDouble(), Measurement.NODE, labels);
            busbwMax = Math.max(busbwMax, busbw.getAsDouble());
            OptionalDouble error = Numbers.decimal(words[at + 3]);
            if (error.isPresent()) {
                checked = true;
                wrong += Numbers.whole(words[at + 3]).orElse(0);
                if (Numbers.whole(words[at + 3]).isEmpty()) {
                    out.measure("collective_error", "ratio", error.getAsDouble(), Measurement.NODE, labels);
                }
            }
            return true;
        }
    }
}
