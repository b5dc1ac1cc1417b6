/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.ToolVerdict;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a reader gathers on its way through a log, with bounds. */
final class Collected {

    static final int MEASUREMENTS_MAX = 200_000;
    static final int VERDICTS_MAX = 10_000;
    static final int NOTES_MAX = 200;

    private final String format;
    private final Set<Measurement> measurements = new LinkedHashSet<>();
    private final List<ToolVerdict> verdicts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private final Set<String> doubted = new HashSet<>();
    private boolean overflow;
    private boolean bad;
    private boolean cutOff;

    Collected(String format) {
        this.format = format;
    }

    /** Keeps a finite number; one that is not finite is a problem of the log. The same measurement twice counts once. */
    void measure(String metric, String unit, double value, String scope, Map<String, String> labels) {
        if (!Double.isFinite(value)) {
            warn(0, metric + " of " + scope + " is " + value + " and was left out");
            return;
        }
        if (measurements.size() < MEASUREMENTS_MAX) {
            measurements.add(new Measurement(metric, unit, value, scope, labels));
        } else if (!overflow && !measurements.contains(new Measurement(metric, unit, value, scope, labels))) {
            overflow = true;
            warn(0, "more than " + MEASUREMENTS_MAX + " numbers: those after were not kept, so this log cannot pass");
            says(Verdict.ERROR, Measurement.NODE, 0, "more numbers than a log of one test run has");
        }
    }

    void measure(String metric, String unit, double value, String scope) {
        measure(metric, unit, value, scope, Map.of());
    }

    void says(Verdict verdict, String scope, long line, String text) {
        bad |= verdict == Verdict.FAIL || verdict == Verdict.ERROR;
        if (verdicts.size() < VERDICTS_MAX || (verdict == Verdict.FAIL && !says(Verdict.FAIL))) {
            verdicts.add(new ToolVerdict(verdict, scope, line, shorten(text)));
        }
    }

    void warn(long line, String text) {
        if (warnings.size() < NOTES_MAX) {
            warnings.add((line > 0 ? "line " + line + ": " : "") + shorten(text));
        }
    }

    /** The log ends where it should not: told as a warning, and as an error of the run, so that nothing passes by it. */
    void cutOff(long line, String expected) {
        cutOff = true;
        warn(line, "the log is cut off here (truncated): " + expected + " is missing");
        says(Verdict.ERROR, Measurement.NODE, line, "the log is cut off: " + expected + " is missing");
    }

    void contradict(String text) {
        contradict(Measurement.NODE, text);
    }

    /** The log speaks against itself about a scope; what it calls PASS there is not passed on as PASS. */
    void contradict(String scope, String text) {
        doubted.add(scope);
        if (contradictions.size() < NOTES_MAX) {
            contradictions.add(shorten(text));
        }
    }

    boolean measuredAnything() {
        return !measurements.isEmpty();
    }

    boolean saidAnything() {
        return !verdicts.isEmpty();
    }

    boolean isCutOff() {
        return cutOff;
    }

    /** Whether a FAIL or an ERROR was heard. */
    boolean saidBad() {
        return bad;
    }

    boolean says(Verdict verdict) {
        return verdicts.stream().anyMatch(v -> v.verdict() == verdict);
    }

    Reading reading(String tool) {
        List<String> told = new ArrayList<>();
        contradictions.forEach(c -> told.add("contradiction: " + c));
        told.addAll(warnings);
        return new Reading(
                format,
                shorten(tool),
                List.copyOf(measurements),
                verdicts.stream().map(this::doubt).toList(),
                told,
                contradictions);
    }

    Reading reading(String tool, LogLines lines) {
        if (lines.nulLine() > 0) {
            warn(lines.nulLine(), "NUL bytes in the log: the node may have crashed while it was written");
        }
        return reading(tool);
    }

    private ToolVerdict doubt(ToolVerdict said) {
        if (cutOff && said.verdict() == Verdict.PASS) {
            return new ToolVerdict(
                    Verdict.INCONCLUSIVE,
                    said.scope(),
                    said.line(),
                    shorten(said.text() + " (in a log that is cut off)"));
        }
        boolean about = doubted.contains(Measurement.NODE)
                || doubted.contains(said.scope())
                || (!doubted.isEmpty() && said.scope().equals(Measurement.NODE));
        return said.verdict() == Verdict.PASS && about
                ? new ToolVerdict(
                        Verdict.INCONCLUSIVE,
                        said.scope(),
                        said.line(),
                        shorten(said.text() + " (contradicted by the same log)"))
                : said;
    }

    static String shorten(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 300); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
        }
        return out.toString().strip();
    }
}
