/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Execution;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives each test of a plan one verdict. The rules, strictest first:
 *
 * <ul>
 *   <li>no result: NOT_RUN; never a pass
 *   <li>the tool broke, a judged metric is missing, a unit cannot be compared, or a value is not a number: ERROR
 *   <li>a criterion is not kept: FAIL, whatever the tool says
 *   <li>the log contradicts itself, the tool says FAIL beside good numbers, a part was not measured, or nothing with a
 *       source says what to expect: INCONCLUSIVE
 *   <li>several runs that disagree: INCONCLUSIVE; one good run never buys back a bad one
 *   <li>else PASS
 *   <li>a waiver that holds turns what is not PASS into WAIVED, and what it was stays visible
 * </ul>
 */
public final class Judge {

    /** From good to bad; the verdict of a whole is the last of its parts. */
    private static final List<Verdict> WORSE =
            List.of(Verdict.PASS, Verdict.WAIVED, Verdict.INCONCLUSIVE, Verdict.NOT_RUN, Verdict.ERROR, Verdict.FAIL);

    private Judge() {}

    /** As {@link #judge(TestPlan, List, List, Instant)}, with the plan first applied to this node. */
    public static Judgement judge(
            TestPlan plan, Fingerprint fingerprint, List<TestResult> results, List<Waiver> waivers, Instant now) {
        return judge(plan.appliedTo(fingerprint), results, waivers, now);
    }

    /**
     * Judges one node.
     *
     * @param plan usually {@link TestPlan#appliedTo applied to} the node; in a plan that is not, every criterion counts
     * @param results of this node; several for one test are all heard
     * @param waivers of this node
     * @throws IllegalArgumentException if the waivers name more than one node
     */
    public static Judgement judge(TestPlan plan, List<TestResult> results, List<Waiver> waivers, Instant now) {
        return judge(plan, results, List.of(), waivers, now);
    }

    /**
     * As {@link #judge(TestPlan, List, List, Instant)}, beside verdicts that are given already.
     *
     * @param given verdicts of tests of several nodes, decided from all their results together; each stands instead of what
     *     results alone would say
     */
    public static Judgement judge(
            TestPlan plan, List<TestResult> results, List<TestVerdict> given, List<Waiver> waivers, Instant now) {
        if (waivers.stream().map(Waiver::node).distinct().count() > 1) {
            throw new IllegalArgumentException("one node is judged at a time, and the waivers name several");
        }
        List<String> notes = new ArrayList<>();
        for (TestResult result : results) {
            if (plan.test(result.test()).isEmpty()) {
                notes.add("a result for '" + result.test() + "' was left out: the plan has no such test for this node");
            }
        }
        List<TestVerdict> tests = new ArrayList<>();
        for (PlannedTest test : plan.tests()) {
            List<TestResult> own = results.stream()
                    .filter(r -> r.test().equals(test.id()))
                    .distinct()
                    .toList();
            TestVerdict verdict = given.stream()
                    .filter(g -> g.test().equals(test.id()))
                    .findFirst()
                    .orElseGet(() -> judgeTest(test, own));
            tests.add(waive(verdict, waivers, now, notes));
        }
        Verdict worst = tests.stream()
                .filter(TestVerdict::required)
                .map(TestVerdict::verdict)
                .reduce(Judge::worse)
                .orElse(Verdict.NOT_RUN);
        return new Judgement(plan, now, worst, tests, notes);
    }

    /** The worse of two verdicts in the lattice. */
    public static Verdict worse(Verdict a, Verdict b) {
        return WORSE.indexOf(a) >= WORSE.indexOf(b) ? a : b;
    }

    private static TestVerdict judgeTest(PlannedTest test, List<TestResult> results) {
        List<TestResult> ran =
                results.stream().filter(r -> r.execution() != Execution.NOT_RUN).toList();
        List<Sha256> logs =
                results.stream().flatMap(r -> r.logSha256().stream()).distinct().toList();
        if (ran.isEmpty()) {
            String reason = results.stream()
                    .map(TestResult::reason)
                    .filter(r -> !r.isBlank())
                    .findFirst()
                    .orElse("no result was handed in");
            return verdict(test, Verdict.NOT_RUN, "", List.of(), List.of(), logs, List.of(), reason);
        }
        List<RunJudge.Outcome> outcomes =
                ran.stream().map(r -> RunJudge.judge(test, r)).toList();
        List<RunJudge.Outcome> decided =
                outcomes.stream().filter(o -> o.verdict() != Verdict.ERROR).toList();
        List<RunJudge.Outcome> heard = decided.isEmpty() ? outcomes : decided;
        RunJudge.Outcome worst = heard.stream()
                .reduce((a, b) -> worse(a.verdict(), b.verdict()) == a.verdict() ? a : b)
                .orElseThrow();
        boolean disagree =
                heard.stream().map(RunJudge.Outcome::verdict).distinct().count() > 1;
        Verdict verdict = disagree ? Verdict.INCONCLUSIVE : worst.verdict();
        String reason = disagree
                ? heard.size() + " runs disagree; the worst: " + worst.verdict() + ", " + worst.reason()
                : worst.reason();
        List<Measurement> measurements = heard.stream()
                .flatMap(o -> o.result().reading().measurements().stream())
                .toList();
        List<MeasuredRun> runs = ran.stream()
                .map(r -> new MeasuredRun(r.startedAt(), r.endedAt(), r.logSha256(), r.carriedFrom()))
                .toList();
        return verdict(test, verdict, worst.result().tool(), measurements, worst.criteria(), logs, runs, reason);
    }

    private static TestVerdict verdict(
            PlannedTest test,
            Verdict verdict,
            String tool,
            List<Measurement> measurements,
            List<CriterionVerdict> criteria,
            List<Sha256> logs,
            List<MeasuredRun> runs,
            String reason) {
        List<CriterionVerdict> told = criteria.isEmpty() ? unjudged(test, verdict) : criteria;
        return new TestVerdict(
                test.id(),
                test.title(),
                test.required(),
                verdict,
                verdict,
                tool,
                measurements,
                told,
                logs,
                runs,
                Optional.empty(),
                reason);
    }

    private static List<CriterionVerdict> unjudged(PlannedTest test, Verdict verdict) {
        Set<CriterionVerdict> out = new LinkedHashSet<>();
        for (Criterion criterion : test.criteria()) {
            out.add(new CriterionVerdict(criterion, verdict, "not measured"));
        }
        return List.copyOf(out);
    }

    private static TestVerdict waive(TestVerdict test, List<Waiver> waivers, Instant now, List<String> notes) {
        if (!test.verdict().blocks()) {
            return test;
        }
        Optional<Waiver> holds = Optional.empty();
        for (Waiver waiver : waivers) {
            if (!waiver.test().equals(test.test())) {
                continue;
            }
            if (!waiver.holdsAt(now)) {
                notes.add("the waiver of " + waiver.owner() + " for '" + test.test() + "' ended at "
                        + waiver.expiresAt() + " and was not used");
            } else if (holds.isEmpty() || waiver.expiresAt().isAfter(holds.get().expiresAt())) {
                holds = Optional.of(waiver);
            }
        }
        if (holds.isEmpty()) {
            return test;
        }
        String reason =
                "waived by " + holds.get().owner() + " until " + holds.get().expiresAt() + ": "
                        + holds.get().reason() + " (was " + test.verdict() + ": " + test.reason() + ")";
        return new TestVerdict(
                test.test(),
                test.title(),
                test.required(),
                Verdict.WAIVED,
                test.verdict(),
                test.tool(),
                test.measurements(),
                test.criteria(),
                test.logs(),
                test.runs(),
                holds,
                reason);
    }
}
