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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nccl-tests and rccl-tests text: old headers ({@code error}) and new ones ({@code root}, {@code #wrong}), prefixes of
 * mpirun and srun, interleaved NCCL INFO lines also in the midst of a row, N/A, several runs in one log. Bandwidth is in
 * GB/s of 10^9 bytes (github.com/NVIDIA/nccl-tests, doc/PERFORMANCE.md).
 *
 * <p>{@code wrong_values} is only there if the tool checked its results ({@code -c 1}): a run that checked nothing cannot
 * keep a criterion on it.
 */
final class NcclTestsReader implements ToolReader {

    private static final Pattern BOUNDS = Pattern.compile("#\\s*Out of bounds values\\s*:\\s*(\\d{1,18})\\s*(\\S*)");
    private static final Pattern AVERAGE = Pattern.compile("#\\s*Avg bus bandwidth\\s*:\\s*(\\S+)");
    private static final Pattern RANK = Pattern.compile("#\\s+Rank\\s+(\\d+)\\s.*\\bdevice\\s+(\\d+)\\s");
    private static final Pattern FAILURE = Pattern.compile(
            "Test (NCCL|CUDA) failure|NCCL WARN|Test failure|unhandled (cuda|system) error|nccl(System|Internal|Remote"
                    + "|UnhandledCuda)Error|CUDA (error|failure)|hipError\\w+");
    private static final Pattern INFO =
            Pattern.compile("(?:\\S{1,100}:\\d{1,8}:\\d{1,8} )?(?:\\[\\d{1,4}\\] )?NCCL (?:INFO|TRACE|VERSION)");

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
        return head.contains("# nThread")
                || head.contains("nccl-tests version")
                || head.contains("# Collective test starting")
                || head.contains("algbw")
                || head.contains("# Using devices")
                || head.contains("Test NCCL failure");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Log(new LogLines(in, source), new Collected(format())).read();
    }

    /** One of the runs in a log. */
    private static final class Run {
        private final int number;
        private String collective = "";
        private int rows;
        private int ranks;
        private long wrong;
        private boolean checked;
        private boolean unchecked;
        private long boundsLine;
        private long boundsCount;
        private String boundsWord = "";
        private double busbwMax;
        private boolean footer;

        Run(int number) {
            this.number = number;
        }

        boolean begun() {
            return rows > 0 || ranks > 0 || footer;
        }

        Map<String, String> labels(Map<String, String> own) {
            Map<String, String> labels = new LinkedHashMap<>(own);
            if (!collective.isEmpty()) {
                labels.put("collective", collective);
            }
            if (number > 1) {
                labels.put("run", Integer.toString(number));
            }
            return labels;
        }
    }

    private static final class Log {
        private final LogLines lines;
        private final Collected out;
        private String tool = "nccl-tests";
        private Run run = new Run(1);
        private int rows;
        private String pending = "";
        private boolean headed;

        Log(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line);
            }
            if (rows == 0 && !out.saidAnything() && !headed) {
                throw lines.refused("no row of results", "nccl-tests' output");
            }
            end();
            return out.reading(tool, lines);
        }

        private void end() {
            if (!run.footer && !(rows == 0 && out.saidBad())) {
                out.cutOff(lines.number(), "the line '# Avg bus bandwidth'");
            }
            if (run.rows > 0) {
                out.measure("busbw_max", "GB/s", run.busbwMax, Measurement.NODE, run.labels(Map.of()));
            }
            if (run.rows > 0 && run.ranks > 0) {
                out.measure("ranks", "count", run.ranks, Measurement.NODE, run.labels(Map.of()));
            }
            if (run.checked) {
                out.measure("wrong_values", "count", (double) run.wrong, Measurement.NODE, run.labels(Map.of()));
            } else if (run.rows > 0) {
                out.warn(0, "the run checked no result (no #wrong column has a number)");
            }
            if (run.unchecked && run.checked && run.wrong == 0) {
                out.warn(0, "some results were not checked (N/A)");
            }
            bounds();
            if (run.wrong > 0 && out.says(Verdict.PASS)) {
                out.contradict("the footer says OK beside " + run.wrong + " wrong values");
            } else if (run.wrong > 0 && !out.says(Verdict.FAIL)) {
                out.says(Verdict.FAIL, Measurement.NODE, lines.number(), run.wrong + " wrong values");
            }
            if (run.footer && run.rows == 0) {
                out.contradict("the run ends as if complete, without a row of results");
            }
            if (run.footer && !out.isCutOff() && out.says(Verdict.ERROR)) {
                out.contradict("the run ends as if complete beside an NCCL, CUDA or launcher failure");
            }
        }

        private void line(String raw) {
            String line = raw;
            if (line.contains("NCCL ")) {
                Matcher info = INFO.matcher(line);
                if (info.find()) {
                    line = line.substring(0, info.start());
                }
            }
            String text = line.strip();
            if (text.isEmpty()) {
                return;
            }
            if (text.charAt(0) == '#') {
                comment(text);
            } else if (Character.isDigit(text.charAt(0)) || !pending.isEmpty()) {
                numbers(text);
            } else {
                other(text);
            }
        }

        private void other(String text) {
            if (FAILURE.matcher(text).find()) {
                if (text.contains("NCCL WARN")) {
                    out.warn(lines.number(), text);
                } else {
                    out.says(Verdict.ERROR, Measurement.NODE, lines.number(), text);
                }
            } else if (Aborts.tells(text)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), text);
            }
        }

        private void comment(String text) {
            headed = true;
            Matcher bounds = BOUNDS.matcher(text);
            Matcher average = AVERAGE.matcher(text);
            if (text.startsWith("# nThread") || text.startsWith("# Collective test starting:")) {
                start(text);
            } else if (RANK.matcher(text).find()) {
                run.ranks++;
            } else if (text.startsWith("# nccl-tests version")) {
                tool = text.substring(2);
            } else if (bounds.find()) {
                bounds(Long.parseLong(bounds.group(1)), bounds.group(2));
            } else if (average.find()) {
                run.footer = true;
                OptionalDouble value = Numbers.decimal(average.group(1));
                value.ifPresent(v -> out.measure("busbw_average", "GB/s", v, Measurement.NODE, run.labels(Map.of())));
                if (value.isEmpty()) {
                    out.warn(lines.number(), "the average bus bandwidth is '" + average.group(1) + "', no number");
                }
            }
        }

        private void start(String text) {
            if (run.begun()) {
                end();
                run = new Run(run.number + 1);
            }
            if (text.contains("starting:")) {
                run.collective = text.substring(text.indexOf(':') + 1)
                        .strip()
                        .replace("_perf", "")
                        .replace("_", "");
                tool = tool.equals("nccl-tests")
                        ? "nccl-tests " + text.substring(text.indexOf(':') + 1).strip()
                        : tool;
            }
        }

        private void bounds(long count, String word) {
            run.boundsLine = lines.number();
            run.boundsCount = count;
            run.boundsWord = word;
        }

        /** The footer's word, heard at the end of the run: an OK of a run that checked nothing is no PASS. */
        private void bounds() {
            if (run.boundsLine == 0) {
                return;
            }
            out.measure("out_of_bounds", "count", (double) run.boundsCount, Measurement.NODE, run.labels(Map.of()));
            boolean ok = run.boundsWord.equalsIgnoreCase("OK");
            Verdict verdict = !ok ? Verdict.FAIL : run.checked ? Verdict.PASS : Verdict.INCONCLUSIVE;
            String text = "out of bounds " + run.boundsCount + " " + run.boundsWord;
            out.says(
                    verdict,
                    Measurement.NODE,
                    run.boundsLine,
                    ok && !run.checked ? text + ", and nothing was checked" : text);
            if (ok == (run.boundsCount > 0)) {
                out.contradict("'" + run.boundsWord + "' beside " + run.boundsCount + " values out of bounds");
            }
        }

        /** A row, or a piece of one that other output cut in two. */
        private void numbers(String text) {
            String[] words = Numbers.words(pending.isEmpty() ? text : pending + " " + text);
            if (!looksLikeRow(words)) {
                if (!pending.isEmpty() && !looksLikeRow(Numbers.words(text))) {
                    other(text);
                    return;
                }
                pending = "";
                words = Numbers.words(text);
                if (!looksLikeRow(words)) {
                    other(text);
                    return;
                }
            }
            if (words.length < 11) {
                pending = String.join(" ", words);
            } else {
                pending = "";
                row(words);
            }
        }

        private static boolean looksLikeRow(String[] words) {
            if (words.length < 3
                    || words.length > 15
                    || Numbers.whole(words[0]).isEmpty()
                    || Numbers.whole(words[1]).isEmpty()
                    || !Character.isLetter(words[2].charAt(0))) {
                return false;
            }
            for (int i = 5; i < words.length; i++) {
                if (!value(words[i]).isPresent() && !isAbsent(words[i])) {
                    return false;
                }
            }
            return true;
        }

        /** size count type [redop] [root], then twice: time algbw busbw error. The tail is fixed, the head is not. */
        private void row(String[] words) {
            int n = words.length;
            long size = Numbers.whole(words[0]).orElse(0);
            boolean any = half(size, "out-of-place", words, n - 8);
            any |= half(size, "in-place", words, n - 4);
            run.rows += any ? 1 : 0;
            rows += any ? 1 : 0;
        }

        private boolean half(long size, String place, String[] words, int at) {
            OptionalDouble time = value(words[at]);
            OptionalDouble algbw = value(words[at + 1]);
            OptionalDouble busbw = value(words[at + 2]);
            if (time.isEmpty() || algbw.isEmpty() || busbw.isEmpty()) {
                return false;
            }
            Map<String, String> labels = run.labels(Map.of("size", Long.toString(size), "place", place));
            out.measure("collective_time", "us", time.getAsDouble(), Measurement.NODE, labels);
            out.measure("algbw", "GB/s", algbw.getAsDouble(), Measurement.NODE, labels);
            out.measure("busbw", "GB/s", busbw.getAsDouble(), Measurement.NODE, labels);
            run.busbwMax = Math.max(run.busbwMax, busbw.getAsDouble());
            wrong(words[at + 3], labels);
            return true;
        }

        private void wrong(String word, Map<String, String> labels) {
            OptionalDouble error = value(word);
            run.unchecked |= error.isEmpty();
            if (error.isPresent()) {
                run.checked = true;
                OptionalLong count = Numbers.whole(word.replace("*", ""));
                run.wrong += count.orElse(0);
                if (count.isEmpty()) {
                    out.measure("collective_error", "ratio", error.getAsDouble(), Measurement.NODE, labels);
                }
            }
        }

        /** A number; an asterisk marks one that is over the tool's own limit. */
        private static OptionalDouble value(String word) {
            return Numbers.decimal(word.endsWith("*") ? word.substring(0, word.length() - 1) : word);
        }

        private static boolean isAbsent(String word) {
            return word.equalsIgnoreCase("N/A")
                    || word.toLowerCase(java.util.Locale.ROOT).contains("nan")
                    || word.endsWith("inf");
        }
    }
}
