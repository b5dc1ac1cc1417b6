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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HPL 2.x text and what is built on it (HPL-NVIDIA, rocHPL, HPL-MxP). A result is its {@code WR...} row; the residual line
 * after it says whether the solution is right (netlib.org/benchmark/hpl).
 */
final class HplReader implements ToolReader {

    private static final Pattern ROW =
            Pattern.compile("^(W[A-Z0-9]{5,20})\\s+(\\d{1,12})\\s+(\\d{1,7})\\s+(\\d{1,7})\\s+(\\d{1,7})"
                    + "\\s+([0-9.eE+-]{1,20})\\s+(\\S{1,20})(?:\\s+\\(\\s*([0-9.eE+-]{1,20})\\s*\\))?");
    private static final Pattern RESIDUAL = Pattern.compile("^\\|\\|A.*=\\s*(\\S{1,30})\\s*\\.{2,}\\s*(PASSED|FAILED)");
    private static final Pattern LIMIT =
            Pattern.compile("scaled residuals? (?:are|is) less than\\s+([0-9.eE+-]{1,20})");
    private static final Pattern SUMMARY = Pattern.compile(
            "^(\\d{1,9}) tests? (completed and passed|completed and failed" + "|skipped|completed without checking)");
    private static final Pattern FINISHED = Pattern.compile("^Finished\\s+(\\d{1,9}) tests");

    @Override
    public String format() {
        return "hpl";
    }

    @Override
    public String describes() {
        return "HPL text (also HPL-NVIDIA, rocHPL)";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("HPLinpack")
                || head.contains("HPL-NVIDIA")
                || head.contains("NVIDIA-HPL")
                || head.contains("HPL-MxP")
                || head.contains("HPL_pdgesv")
                || (head.contains("||Ax-b||") && head.contains("Gflops"));
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format())).read();
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private String tool = "HPL";
        private double limit = 16;
        private int rows;
        private int checked;
        private int passed;
        private int failed;
        private double saidPassed = -1;
        private double saidFailed = -1;
        private double finished = -1;
        private boolean ended;
        private boolean progress;
        private boolean residual;
        private Map<String, String> labels = Map.of();

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            if (rows == 0 && !progress && !out.saidAnything()) {
                throw lines.refused("no row of results", "HPL's output");
            }
            if (!ended && finished < 0) {
                out.cutOff(lines.number(), rows == 0 ? "the row of results 'WR...'" : "the line 'End of Tests.'");
            }
            check();
            return out.reading(tool, lines);
        }

        private void check() {
            if (saidFailed > 0 && failed == 0) {
                out.says(Verdict.FAIL, Measurement.NODE, lines.number(), saidFailed + " tests failed residual checks");
            }
            if (saidFailed == 0 && failed > 0) {
                out.contradict(failed + " residuals FAILED, and the summary counts no failed test");
            }
            if (saidPassed > 0 && passed == 0 && checked > 0) {
                out.contradict("the summary counts passed tests, and no residual PASSED");
            }
            if (finished > 0 && rows < finished && !out.isCutOff()) {
                out.contradict("it finished " + (int) finished + " tests and shows " + rows + " results");
            }
            if (rows > checked && !out.isCutOff()) {
                out.warn(0, (rows - checked) + " results without a residual check");
            }
            if (passed > 0 && !out.isCutOff() && out.says(Verdict.ERROR)) {
                out.contradict("residuals PASSED beside an error");
            }
        }

        private void line(String line) {
            if (line.isEmpty()) {
                return;
            }
            Matcher row = ROW.matcher(line);
            Matcher check = RESIDUAL.matcher(line);
            Matcher summary = SUMMARY.matcher(line);
            Matcher bound = LIMIT.matcher(line);
            Matcher done = FINISHED.matcher(line);
            if (row.find()) {
                row(row);
            } else if (check.find()) {
                residual(check.group(1), check.group(2).equals("PASSED"), line);
            } else if (line.contains("HPLinpack ") || line.startsWith("HPL-NVIDIA") || line.startsWith("NVIDIA-HPL")) {
                tool = line.replaceAll("\\s*--.*$", "");
            } else if (line.startsWith("Column=") || line.contains("Prog=") || line.startsWith("N      :")) {
                progress = true;
            } else if (bound.find()) {
                limit = Numbers.decimal(bound.group(1)).orElse(limit);
            } else if (done.find()) {
                finished = Numbers.decimal(done.group(1)).orElse(0);
            } else if (summary.find()) {
                summary(summary.group(2), Numbers.decimal(summary.group(1)).orElse(0));
            } else if (line.startsWith("End of Tests")) {
                ended = true;
            } else if (line.startsWith("HPL ERROR") || line.contains("HPL_pdinfo") || Aborts.tells(line)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), line);
            } else if (line.contains("illegal input") && !line.startsWith("0 ")) {
                out.warn(lines.number(), line);
            }
        }

        private void row(Matcher row) {
            rows++;
            residual = false;
            Map<String, String> own = new TreeMap<>();
            own.put("variant", row.group(1));
            own.put("n", row.group(2));
            own.put("nb", row.group(3));
            own.put("p", row.group(4));
            own.put("q", row.group(5));
            labels = own;
            OptionalDouble rate = Numbers.decimal(row.group(7));
            Numbers.decimal(row.group(6)).ifPresent(v -> out.measure("hpl_time", "s", v, Measurement.NODE, own));
            rate.ifPresent(v -> out.measure("hpl_rate", "Gflop/s", v, Measurement.NODE, own));
            if (row.group(8) != null) {
                Numbers.decimal(row.group(8))
                        .ifPresent(v -> out.measure("hpl_rate_per_gpu", "Gflop/s", v, Measurement.NODE, own));
            }
            if (rate.isEmpty()) {
                out.warn(lines.number(), "the rate is '" + row.group(7) + "', no number");
            }
        }

        private void residual(String text, boolean ok, String line) {
            checked += residual ? 0 : 1;
            residual = true;
            passed += ok ? 1 : 0;
            failed += ok ? 0 : 1;
            out.says(ok ? Verdict.PASS : Verdict.FAIL, Measurement.NODE, lines.number(), line);
            OptionalDouble value = Numbers.decimal(text);
            value.ifPresent(v -> out.measure("hpl_residual", "ratio", v, Measurement.NODE, labels));
            if (ok && (value.isEmpty() || value.getAsDouble() >= limit || value.getAsDouble() < 0)) {
                out.contradict("PASSED beside a residual of " + text + ", and the limit is " + limit);
            }
        }

        private void summary(String what, double count) {
            switch (what) {
                case "completed and passed" -> {
                    saidPassed = count;
                    out.measure("hpl_tests_passed", "count", count, Measurement.NODE);
                }
                case "completed and failed" -> {
                    saidFailed = count;
                    out.measure("hpl_tests_failed", "count", count, Measurement.NODE);
                }
                case "skipped" -> {
                    out.measure("hpl_tests_skipped", "count", count, Measurement.NODE);
                    if (count > 0) {
                        out.says(Verdict.NOT_RUN, Measurement.NODE, lines.number(), count + " tests were skipped");
                    }
                }
                default -> out.warn(lines.number(), count + " tests were not checked");
            }
        }
    }
}
