/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.ToolVerdict;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a reader gathers on its way through a log, with bounds. */
final class Collected {

    static final int MEASUREMENTS_MAX = 200_000;
    static final int NOTES_MAX = 200;

    private final String format;
    private final String source;
    private final Set<Measurement> measurements = new LinkedHashSet<>();
    private final List<ToolVerdict> verdicts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();

    Collected(String format, String source) {
        this.format = format;
        this.source = source;
    }

    /** Keeps a finite number; one that is not finite is a problem of the log. The same measurement twice counts once. */
    void measure(String metric, String unit, double value, String scope, Map<String, String> labels) {
        if (!Double.isFinite(value)) {
            warn(0, metric + " of " + scope + " is " + value + " and was left out");
            return;
        }
        if (measurements.size() >= MEASUREMENTS_MAX) {
            throw new BadInputException(
                    new InputProblem(source, 0, "more than " + MEASUREMENTS_MAX + " numbers", "a log of one test run"));
        }
        measurements.add(new Measurement(metric, unit, value, scope, labels));
    }

    void measure(String metric, String unit, double value, String scope) {
        measure(metric, unit, value, scope, Map.of());
    }

    void says(Verdict verdict, String scope, long line, String text) {
        if (verdicts.size() < NOTES_MAX) {
            verdicts.add(new ToolVerdict(verdict, scope, line, shorten(text)));
        }
    }

    void warn(long line, String text) {
        if (warnings.size() < NOTES_MAX) {
            warnings.add((line > 0 ? "line " + line + ": " : "") + shorten(text));
        }
    }

    void contradict(String text) {
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

    boolean says(Verdict verdict) {
        return verdicts.stream().anyMatch(v -> v.verdict() == verdict);
    }

    Reading reading(String tool) {
        return new Reading(format, shorten(tool), List.copyOf(measurements), verdicts, warnings, contradictions);
    }

    private static String shorten(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 200); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
        }
        return out.toString().strip();
    }
}
