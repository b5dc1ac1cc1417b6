/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartCondition;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.ToolVerdict;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lattice of verdicts, as a table. */
class JudgeTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Criterion NO_ERRORS = Criterion.of("errors", Comparison.EQUAL, 0, "count", "the sum is known");
    private static final Criterion FAST = Criterion.of("speed", Comparison.AT_LEAST, 52, "GB/s", "a published limit");

    private static PlannedTest test(boolean required, TestScope scope, Criterion... criteria) {
        return new PlannedTest(
                "burn",
                "Burn",
                "burn",
                "plimsoll",
                scope,
                required,
                Duration.ofSeconds(1),
                List.of("errors", "speed"),
                List.of(criteria),
                Set.of(PartKind.GPU),
                Optional.empty(),
                0);
    }

    private static TestPlan plan(PlannedTest... tests) {
        return new TestPlan("p", 1, "P", "", List.of(tests), List.of());
    }

    private static Measurement errors(double n) {
        return new Measurement("errors", "count", n, "gpu:0");
    }

    private static TestResult ran(Reading reading) {
        return TestResult.completed("burn", "burn 1", NOW, NOW, reading, Sha256.of(reading.toString()));
    }

    private static Reading reading(List<Measurement> measurements, List<Verdict> says, List<String> contradictions) {
        return new Reading(
                "plimsoll",
                "burn 1",
                measurements,
                says.stream()
                        .map(v -> new ToolVerdict(v, "node", 7, "it says so"))
                        .toList(),
                List.of(),
                contradictions);
    }

    private static TestVerdict judged(PlannedTest test, TestResult... results) {
        return Judge.judge(plan(test), List.of(results), List.of(), NOW).tests().getFirst();
    }

    /** What the run did, what it measured, what the tool says, whether the log contradicts itself: the verdict. */
    @ParameterizedTest
    @CsvSource({
        "0,   -,    false, PASS",
        "0,   PASS, false, PASS",
        "0,   PASS, true,  INCONCLUSIVE",
        "0,   FAIL, false, INCONCLUSIVE",
        "0,   ERROR,false, INCONCLUSIVE",
        "0,   FAIL, true,  INCONCLUSIVE",
        "3,   -,    false, FAIL",
        "3,   PASS, false, FAIL",
        "3,   PASS, true,  FAIL",
        "3,   FAIL, false, FAIL",
        "-,   -,    false, ERROR",
        "-,   PASS, false, ERROR",
        "-,   FAIL, false, FAIL",
        "NaN, PASS, false, ERROR",
    })
    void aRunGivesOneVerdict(String errors, String says, boolean contradicts, Verdict expected) {
        Reading reading = reading(
                errors.equals("-") ? List.of() : List.of(errors(Double.parseDouble(errors))),
                says.equals("-") ? List.of() : List.of(Verdict.valueOf(says)),
                contradicts ? List.of("PASS beside an error") : List.of());
        TestVerdict verdict = judged(test(true, TestScope.NODE, NO_ERRORS), ran(reading));
        assertThat(verdict.verdict()).isEqualTo(expected);
        assertThat(verdict.blocks()).isEqualTo(expected != Verdict.PASS);
        assertThat(verdict.reason().isEmpty()).isEqualTo(expected == Verdict.PASS);
    }

    @Test
    void aRequiredTestWithoutResultIsNotRunAndBlocks() {
        Judgement judgement = Judge.judge(plan(test(true, TestScope.NODE, NO_ERRORS)), List.of(), List.of(), NOW);
        assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_RUN);
        assertThat(judgement.certifiable()).isFalse();
        assertThat(judgement.blocking()).hasSize(1);
    }

    @Test
    void aTestThatDidNotRunKeepsItsReason() {
        TestVerdict verdict =
                judged(test(true, TestScope.NODE, NO_ERRORS), TestResult.notRun("burn", "fio is not installed", NOW));
        assertThat(verdict.verdict()).isEqualTo(Verdict.NOT_RUN);
        assertThat(verdict.reason()).isEqualTo("fio is not installed");
    }

    @Test
    void aToolThatBrokeIsAnErrorAndSaysNothingAboutTheNode() {
        TestVerdict verdict = judged(
                test(true, TestScope.NODE, NO_ERRORS),
                TestResult.broke("burn", "burn", NOW, NOW, "killed", Optional.empty()));
        assertThat(verdict.verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void aTestWithoutCriterionIsMeasuredAndNeverPasses() {
        TestVerdict verdict =
                judged(test(true, TestScope.NODE), ran(reading(List.of(errors(0)), List.of(Verdict.PASS), List.of())));
        assertThat(verdict.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void everyPartMustHaveBeenMeasured() {
        Fingerprint two = new Fingerprint(
                "S1",
                "",
                "",
                List.of(Part.of(PartKind.GPU, "0", "H100", "a"), Part.of(PartKind.GPU, "1", "H100", "b")),
                List.of(),
                List.of());
        TestPlan plan = plan(test(true, TestScope.GPU, NO_ERRORS));
        Judgement one =
                Judge.judge(plan, two, List.of(ran(reading(List.of(errors(0)), List.of(), List.of()))), List.of(), NOW);
        assertThat(one.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(one.tests().getFirst().reason()).contains("1 of 2");
        Reading both =
                reading(List.of(errors(0), new Measurement("errors", "count", 0, "gpu:1")), List.of(), List.of());
        assertThat(Judge.judge(plan, two, List.of(ran(both)), List.of(), NOW).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void oneGoodRunNeverBuysBackABadOne() {
        TestResult good = ran(reading(List.of(errors(0)), List.of(), List.of()));
        TestResult bad = ran(reading(List.of(errors(1)), List.of(), List.of()));
        TestResult broke = TestResult.broke("burn", "burn", NOW, NOW, "killed", Optional.empty());
        PlannedTest test = test(true, TestScope.NODE, NO_ERRORS);
        assertThat(judged(test, good, bad).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged(test, bad, good).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged(test, bad, bad).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged(test, broke, good).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aVerdictTellsWhenAndInWhichRunOfThePlanItWasMeasured() {
        TestResult carried =
                ran(reading(List.of(errors(0)), List.of(), List.of())).from("run 12");
        assertThat(judged(test(true, TestScope.NODE, NO_ERRORS), carried).runs())
                .containsExactly(new MeasuredRun(
                        carried.startedAt(), carried.endedAt(), carried.logSha256(), Optional.of("run 12")));
        assertThat(judged(test(true, TestScope.NODE, NO_ERRORS)).runs()).isEmpty();
    }

    @Test
    void unitsAreConvertedOrRefused() {
        PlannedTest test = test(true, TestScope.NODE, FAST);
        Measurement gigabits = new Measurement("speed", "Gbit/s", 420, "gpu:0");
        Measurement mebibytes = new Measurement("speed", "MiB/s", 24056.72, "gpu:0");
        Measurement seconds = new Measurement("speed", "s", 99, "gpu:0");
        assertThat(judged(test, ran(reading(List.of(gigabits), List.of(), List.of())))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(judged(test, ran(reading(List.of(mebibytes), List.of(), List.of())))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judged(test, ran(reading(List.of(seconds), List.of(), List.of())))
                        .verdict())
                .isEqualTo(Verdict.ERROR);
    }

    @Test
    void aWaiverThatHoldsLetsThroughAndKeepsWhatItWas() {
        Waiver waiver = new Waiver("burn", "n1", "Ada", "no time", NOW.plusSeconds(60), OptionalLong.of(100));
        Judgement judgement = Judge.judge(plan(test(true, TestScope.NODE, NO_ERRORS)), List.of(), List.of(waiver), NOW);
        assertThat(judgement.certifiable()).isTrue();
        assertThat(judgement.verdict()).isEqualTo(Verdict.WAIVED);
        assertThat(judgement.tests().getFirst().withoutWaiver()).isEqualTo(Verdict.NOT_RUN);
        assertThat(judgement.validUntil()).contains(NOW.plusSeconds(60));
        assertThat(Judge.judge(judgement.plan(), List.of(), List.of(waiver), NOW.plusSeconds(60))
                        .certifiable())
                .as("at its expiry a waiver no longer holds")
                .isFalse();
    }

    @Test
    void aWaiverForAPassedTestIsNotUsed() {
        Waiver waiver = new Waiver("burn", "n1", "Ada", "no time", NOW.plusSeconds(60), OptionalLong.empty());
        Judgement judgement = Judge.judge(
                plan(test(true, TestScope.NODE, NO_ERRORS)),
                List.of(ran(reading(List.of(errors(0)), List.of(), List.of()))),
                List.of(waiver),
                NOW);
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.validUntil()).isEmpty();
    }

    @Test
    void waiversOfSeveralNodesAreNotMixed() {
        List<Waiver> waivers = List.of(
                new Waiver("burn", "n1", "Ada", "no time", NOW.plusSeconds(60), OptionalLong.empty()),
                new Waiver("burn", "n2", "Ada", "no time", NOW.plusSeconds(60), OptionalLong.empty()));
        assertThatThrownBy(() -> Judge.judge(plan(test(true, TestScope.NODE, NO_ERRORS)), List.of(), waivers, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTestThatIsNotRequiredDoesNotBlock() {
        Judgement judgement = Judge.judge(plan(test(false, TestScope.NODE, NO_ERRORS)), List.of(), List.of(), NOW);
        assertThat(judgement.blocking()).isEmpty();
        assertThat(judgement.certifiable())
                .as("a plan that requires nothing certifies nothing")
                .isFalse();
    }

    @Test
    void limitsForOtherHardwareFallAwayAndNothingIsGuessed() {
        Criterion forH200 = new Criterion(
                "speed",
                Comparison.AT_LEAST,
                52,
                "GB/s",
                new TreeMap<>(),
                Optional.of(new PartCondition(PartKind.GPU, "H200")),
                "a source");
        Fingerprint grace = new Fingerprint(
                "S1", "", "", List.of(Part.of(PartKind.GPU, "0", "NVIDIA GH200 480GB", "a")), List.of(), List.of());
        Judgement judgement = Judge.judge(
                plan(test(true, TestScope.NODE, forH200)),
                grace,
                List.of(ran(reading(List.of(new Measurement("speed", "GB/s", 400, "gpu:0")), List.of(), List.of()))),
                List.of(),
                NOW);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, WAIVED, WAIVED",
        "WAIVED, INCONCLUSIVE, INCONCLUSIVE",
        "INCONCLUSIVE, NOT_RUN, NOT_RUN",
        "NOT_RUN, ERROR, ERROR",
        "ERROR, FAIL, FAIL",
        "FAIL, PASS, FAIL",
    })
    void theWorseOfTwoCounts(Verdict a, Verdict b, Verdict worse) {
        assertThat(Judge.worse(a, b)).isEqualTo(worse);
        assertThat(Judge.worse(b, a)).isEqualTo(worse);
    }
}
