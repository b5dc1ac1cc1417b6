/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Execution;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.ToolVerdict;
import io.plimsoll.acceptance.Units;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges a single run of a test against the test's criteria and against what the tool itself says. */
final class RunJudge {

    /** What one run comes to. */
    record Outcome(TestResult result, Verdict verdict, List<CriterionVerdict> criteria, String reason) {}

    private RunJudge() {}

    static Outcome judge(PlannedTest test, TestResult result) {
        if (result.execution() == Execution.BROKE) {
            String reason = result.reason().isBlank() ? "the tool broke" : result.reason();
            return new Outcome(result, Verdict.ERROR, List.of(), reason);
        }
        List<CriterionVerdict> criteria = test.criteria().stream()
                .map(c -> judge(c, test, result.reading().measurements()))
                .toList();
        Optional<CriterionVerdict> worst =
                criteria.stream().reduce((a, b) -> Judge.worse(a.verdict(), b.verdict()) == a.verdict() ? a : b);
        Reading reading = result.reading();
        Optional<ToolVerdict> toolFails = reading.verdicts().stream()
                .filter(v -> v.verdict() == Verdict.FAIL || v.verdict() == Verdict.ERROR)
                .findFirst();
        if (worst.isPresent() && worst.get().verdict() == Verdict.FAIL) {
            String beside = reading.verdicts().stream().anyMatch(v -> v.verdict() == Verdict.PASS)
                    ? "; the tool says PASS beside it"
                    : "";
            return new Outcome(result, Verdict.FAIL, criteria, worst.get().reason() + beside);
        }
        if (worst.isPresent() && worst.get().verdict() == Verdict.ERROR) {
            return toolFails.isPresent() && toolFails.get().verdict() == Verdict.FAIL
                    ? new Outcome(result, Verdict.FAIL, criteria, says(toolFails.get()))
                    : new Outcome(result, Verdict.ERROR, criteria, worst.get().reason());
        }
        if (!reading.contradictions().isEmpty()) {
            return inconclusive(
                    result,
                    criteria,
                    "the log contradicts itself: " + reading.contradictions().getFirst());
        }
        if (toolFails.isPresent()) {
            return inconclusive(result, criteria, says(toolFails.get()) + ", though every criterion is kept");
        }
        if (worst.isEmpty()) {
            return inconclusive(
                    result, criteria, "measured, but no criterion with a source says what this hardware should reach");
        }
        if (worst.get().verdict() != Verdict.PASS) {
            return inconclusive(result, criteria, worst.get().reason());
        }
        return new Outcome(result, Verdict.PASS, criteria, "");
    }

    private static Outcome inconclusive(TestResult result, List<CriterionVerdict> criteria, String reason) {
        return new Outcome(result, Verdict.INCONCLUSIVE, criteria, reason);
    }

    private static String says(ToolVerdict verdict) {
        String where = verdict.line() > 0 ? " (line " + verdict.line() + ")" : "";
        return "the tool says " + verdict.verdict() + " for " + verdict.scope() + where + ": " + verdict.text();
    }

    private static CriterionVerdict judge(Criterion criterion, PlannedTest test, List<Measurement> all) {
        List<Measurement> concerned = all.stream().filter(criterion::concerns).toList();
        if (concerned.isEmpty()) {
            return new CriterionVerdict(criterion, Verdict.ERROR, "the log has no " + criterion.metric() + " to judge");
        }
        List<Double> values = new ArrayList<>();
        for (Measurement m : concerned) {
            OptionalDouble value = Units.convert(m.value(), m.unit(), criterion.unit());
            if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
                return new CriterionVerdict(
                        criterion,
                        Verdict.ERROR,
                        m.metric() + " of " + m.scope() + " is " + m.value() + " " + m.unit()
                                + ", which cannot be compared with " + criterion.unit());
            }
            values.add(value.getAsDouble());
        }
        int worst = worstIndex(criterion, values);
        String told = criterion.metric() + " is " + CanonicalJson.rounded(values.get(worst)) + " " + criterion.unit()
                + " on " + concerned.get(worst).scope() + ", limit "
                + criterion.comparison().sign() + " "
                + CanonicalJson.rounded(criterion.limit());
        if (!criterion.comparison().holds(values.get(worst), criterion.limit())) {
            return new CriterionVerdict(criterion, Verdict.FAIL, told);
        }
        long units = concerned.stream().map(Measurement::scope).distinct().count();
        if (units < test.unitsExpected()) {
            return new CriterionVerdict(
                    criterion,
                    Verdict.INCONCLUSIVE,
                    criterion.metric() + " was measured on " + units + " of " + test.unitsExpected() + " parts");
        }
        return new CriterionVerdict(criterion, Verdict.PASS, told);
    }

    private static int worstIndex(Criterion criterion, List<Double> values) {
        int worst = 0;
        for (int i = 1; i < values.size(); i++) {
            double best = values.get(worst);
            double value = values.get(i);
            boolean worse = switch (criterion.comparison()) {
                case AT_LEAST -> value < best;
                case AT_MOST -> value > best;
                case EQUAL -> Math.abs(value - criterion.limit()) > Math.abs(best - criterion.limit());
            };
            worst = worse ? i : worst;
        }
        return worst;
    }
}
