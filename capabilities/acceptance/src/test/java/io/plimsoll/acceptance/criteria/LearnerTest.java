/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.model.Verdict;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnerTest {

    @ParameterizedTest
    @EnumSource(Fleet.Noise.class)
    void healthyNodesFailNoMoreOftenThanTheBudgetOverTwoHundredSeeds(Fleet.Noise noise) {
        long[] failed = new long[1];
        long[] judged = new long[1];
        Seeds.forAll(200, (random, seed) -> {
            CriterionSet set = Fleet.learn(Fleet.values(random, 256, 10, noise, 0.004));
            for (NodeJudgement j : Fleet.judge(set, Fleet.values(random, 1_000, 10, noise, 0.004))) {
                judged[0]++;
                failed[0] += j.verdict() == Verdict.FAIL ? 1 : 0;
            }
        });
        // 200,000 healthy nodes: 200 within the budget; 2.6 standard deviations more would show a broken budget.
        assertThat(failed[0]).as("of " + judged[0]).isLessThanOrEqualTo(237);
    }

    @Test
    void theOrderOfNodesChangesNothing() {
        Seeds.forAll(20, (random, seed) -> {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                runs.add(run("n" + i, random, 3));
            }
            CriterionSet set = Learner.learn(new SamplesBuilder().addAll(runs).build(), Fleet.options());
            Collections.shuffle(runs, new Random(seed));
            CriterionSet again = Learner.learn(new SamplesBuilder().addAll(runs).build(), Fleet.options());
            assertThat(CriterionSets.write(again)).isEqualTo(CriterionSets.write(set));
        });
    }

    private static Run run(String node, RandomGenerator random, int scopes) {
        List<Measurement> out = new ArrayList<>();
        for (int s = 0; s < scopes; s++) {
            for (int v = 0; v < 4; v++) {
                out.add(new Measurement(
                        "copy_bandwidth", "GB/s", 50 * (1 + 0.004 * random.nextGaussian()), "gpu:" + s));
            }
            out.add(new Measurement("read_latency", "us", 5 * (1 + 0.01 * random.nextGaussian()), "gpu:" + s));
        }
        return new Run(node, node + ".json", out, List.of());
    }

    @Test
    void theUnitOfAMetricChangesNoVerdict() {
        Seeds.forAll(30, (random, seed) -> {
            double[][] values = Fleet.values(random, 300, 3, Fleet.Noise.NORMAL, 0.004);
            values[0][7] *= 0.9;
            values[1][8] *= 0.97;
            double[][] scaled = Arrays.stream(values)
                    .map(c -> Arrays.stream(c).map(v -> v * 1000).toArray())
                    .toArray(double[][]::new);
            List<Verdict> plain = Fleet.judge(Fleet.learn(values), values).stream()
                    .map(NodeJudgement::verdict)
                    .toList();
            List<Verdict> other = Fleet.judge(Fleet.learn(scaled), scaled).stream()
                    .map(NodeJudgement::verdict)
                    .toList();
            assertThat(other).isEqualTo(plain);
            assertThat(plain.get(7)).isEqualTo(Verdict.FAIL);
        });
    }

    @Test
    void aFarWorseNodeNeverMakesAGoodOneFail() {
        Seeds.forAll(50, (random, seed) -> {
            double[][] values = Fleet.values(random, 200, 1, Fleet.Noise.NORMAL, 0.004);
            List<NodeJudgement> before = Fleet.judge(Fleet.learn(values), values);
            double[][] more = {Arrays.copyOf(values[0], 201)};
            more[0][200] = 40 + 100 * random.nextDouble();
            List<NodeJudgement> after = Fleet.judge(Fleet.learn(more), more);
            for (int i = 0; i < 200; i++) {
                if (before.get(i).verdict() == Verdict.PASS) {
                    assertThat(after.get(i).verdict()).isEqualTo(Verdict.PASS);
                }
            }
            assertThat(after.get(200).verdict()).isEqualTo(Verdict.FAIL);
        });
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        double[][] values = Fleet.values(Seeds.random(1), 500, 40, Fleet.Noise.HEAVY, 0.004);
        byte[] wide = CriterionSets.write(Fleet.learn(values));
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            assertThat(one.submit(() -> CriterionSets.write(Fleet.learn(values)))
                            .get())
                    .isEqualTo(wide);
        }
    }

    @Test
    void aTenthOfTheNodesBadAtFivePercentIsFoundWhole() {
        double[][] values = Fleet.values(Seeds.random(2), 2_000, 1, Fleet.Noise.NORMAL, 0.004);
        for (int i = 0; i < 200; i++) {
            values[0][i * 10] *= 0.95;
        }
        CriterionSet set = Fleet.learn(values);
        List<NodeJudgement> judged = Fleet.judge(set, values);
        assertThat(IntStream.range(0, 2_000).filter(i -> judged.get(i).verdict() == Verdict.FAIL))
                .hasSize(200)
                .allMatch(i -> i % 10 == 0);
        assertThat(Fleet.first(set).population().setAside()).isEqualTo(200);
    }

    @Test
    void aBadMajorityIsToldAndCannotBecomeTheNormOfAnAnchoredSet() {
        CriterionSet signed = Fleet.learn(Fleet.values(Seeds.random(3), 1_000, 1, Fleet.Noise.NORMAL, 0.004));
        Anchor anchor =
                CriterionSets.read(CriterionSets.write(signed), "signed").anchor();
        for (double share : List.of(0.25, 0.5, 0.6, 1.0)) {
            double[][] values = Fleet.values(Seeds.random(4), 1_000, 1, Fleet.Noise.NORMAL, 0.004);
            for (int i = 0; i < share * 1_000; i++) {
                values[0][i] *= 0.94;
            }
            CriterionSet alone = Fleet.learn(values);
            if (share < 1) {
                assertThat(alone.alarms()).as("without an anchor, " + share).isNotEmpty();
            }
            CriterionSet held =
                    Learner.learn(Fleet.samples(values), Fleet.options().withAnchor(anchor));
            assertThat(held.alarms()).as("anchored, " + share).isNotEmpty();
            assertThat(held.version()).isEqualTo(2);
            assertThat(Fleet.judge(held, values).stream().filter(j -> j.verdict() == Verdict.FAIL))
                    .as("failing at " + share)
                    .hasSize((int) (share * 1_000));
        }
    }

    @Test
    void anotherCleanFleetIsNoAlarmButNoiseThatGrewPastTheSignedLimitIs() {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            Anchor anchor = CriterionSets.read(
                            CriterionSets.write(Fleet.learn(
                                    Fleet.values(Seeds.random(100 + seed), 128, 20, Fleet.Noise.NORMAL, 0.004))),
                            "signed")
                    .anchor();
            double[][] clean = Fleet.values(Seeds.random(200 + seed), 128, 20, Fleet.Noise.NORMAL, 0.004);
            alarms += Learner.learn(Fleet.samples(clean), Fleet.options().withAnchor(anchor))
                            .alarms()
                            .isEmpty()
                    ? 0
                    : 1;
            double[][] noisy = Fleet.values(Seeds.random(300 + seed), 128, 20, Fleet.Noise.NORMAL, 0.03);
            CriterionSet held =
                    Learner.learn(Fleet.samples(noisy), Fleet.options().withAnchor(anchor));
            assertThat(held.alarms()).extracting(Note::code).contains(Note.Code.LOOSENED);
            assertThat(Fleet.judge(held, noisy)).anyMatch(j -> j.verdict() == Verdict.FAIL);
        }
        assertThat(alarms).as("sets of 20 clean ones with an alarm").isLessThanOrEqualTo(1);
    }

    @Test
    void manySmallShiftsAddUp() {
        CriterionSet set = Fleet.learn(Fleet.values(Seeds.random(5), 1_000, 1, Fleet.Noise.NORMAL, 0.004));
        List<Note.Code> codes = new ArrayList<>();
        for (int step = 1; step <= 6; step++) {
            double[][] values = Fleet.values(Seeds.random(5 + step), 1_000, 1, Fleet.Noise.NORMAL, 0.004);
            for (int i = 0; i < 1_000; i++) {
                values[0][i] *= 1 - 0.008 * step;
            }
            Anchor anchor = CriterionSets.read(CriterionSets.write(set), "set").anchor();
            set = Learner.learn(Fleet.samples(values), Fleet.options().withAnchor(anchor));
            set.alarms().forEach(a -> codes.add(a.code()));
        }
        assertThat(codes).contains(Note.Code.SHIFTED);
        assertThat(set.anchors()).hasSize(6);
        assertThat(Fleet.first(set).atLeast().orElseThrow()).isGreaterThan(400 * 0.95);
    }

    @Test
    void aShiftThatAPersonTakesByNameIsTaken() {
        CriterionSet signed = Fleet.learn(Fleet.values(Seeds.random(3), 1_000, 1, Fleet.Noise.NORMAL, 0.004));
        double[][] values = Fleet.values(Seeds.random(4), 1_000, 1, Fleet.Noise.NORMAL, 0.004);
        Arrays.setAll(values[0], i -> values[0][i] * 0.94);
        CriterionSet taken = Learner.learn(
                Fleet.samples(values),
                Fleet.options()
                        .withAnchor(CriterionSets.read(CriterionSets.write(signed), "s")
                                .anchor())
                        .withAcceptShift(Set.of("busbw00000")));
        assertThat(Fleet.first(taken).anchored()).isFalse();
        assertThat(Fleet.judge(taken, values)).allMatch(j -> j.verdict() == Verdict.PASS);
    }

    @Test
    void aClassOfNodesWithWorseFirmwareIsToldAndASmallClassFallsBack() {
        double[][] values = Fleet.values(Seeds.random(6), 300, 1, Fleet.Noise.NORMAL, 0.002);
        Map<String, Stratum> strata = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            String firmware = i < 200 ? "96.00" : i < 295 ? "97.00" : "98.00";
            strata.put(String.format("n%05d", i), new Stratum("H100", firmware, ""));
            values[0][i] *= firmware.equals("97.00") ? 0.8 : 1;
        }
        CriterionSet set = Learner.learn(Fleet.samples(values), Fleet.options().withStrata(strata));
        assertThat(set.strata().keySet())
                .containsExactly("sku=H100", "sku=H100/firmware=96.00", "sku=H100/firmware=97.00");
        assertThat(set.alarms())
                .anyMatch(a -> a.code() == Note.Code.CLASS_WORSE && a.text().contains("97.00"));
        assertThat(set.notes())
                .anyMatch(n -> n.code() == Note.Code.FALLBACK && n.text().contains("98.00"));
        List<NodeJudgement> judged = CriteriaJudge.judge(set, Fleet.samples(values), strata);
        assertThat(judged.get(299).stratum()).isEqualTo("sku=H100");
        assertThat(judged.get(0).stratum()).isEqualTo("sku=H100/firmware=96.00");
    }

    @Test
    void whatCannotBeLearnedIsTold() {
        double[][] values = Fleet.values(Seeds.random(7), 100, 3, Fleet.Noise.NORMAL, 0.1);
        Arrays.fill(values[1], 0);
        values[2] = Fleet.values(Seeds.random(8), 100, 1, Fleet.Noise.NORMAL, 0.004)[0];
        CriterionSet set = Fleet.learn(values);
        List<LearnedCriterion> all = set.criteria("all");
        assertThat(all.get(0).has(Note.Code.LOW_REPEATABILITY)).isTrue();
        assertThat(all.get(1).has(Note.Code.CONSTANT)).isTrue();
        assertThat(all.get(2).has(Note.Code.SMALL_SAMPLE)).isFalse();
        assertThat(all).extracting(LearnedCriterion::used).containsExactly(false, false, true);
        CriterionSet few = Fleet.learn(Fleet.values(Seeds.random(7), 5, 1, Fleet.Noise.NORMAL, 0.004));
        assertThat(Fleet.first(few).has(Note.Code.TOO_FEW_NODES)).isTrue();
        CriterionSet small = Fleet.learn(Fleet.values(Seeds.random(7), 40, 1, Fleet.Noise.NORMAL, 0.004));
        assertThat(Fleet.first(small).has(Note.Code.SMALL_SAMPLE)).isTrue();
    }

    @Test
    void badInputIsToldAndCountsOnce() {
        List<Run> runs = new ArrayList<>();
        RandomGenerator random = Seeds.random(9);
        for (int i = 0; i < 30; i++) {
            runs.add(run("n" + i, random, 1));
        }
        runs.add(new Run("n3", "again.json", runs.get(3).measurements(), List.of()));
        runs.add(new Run("n4", "odd.json", List.of(new Measurement("copy_bandwidth", "W", 5, "gpu:0")), List.of()));
        runs.add(new Run(
                "n5", "nan.json", List.of(new Measurement("copy_bandwidth", "GB/s", Double.NaN, "gpu:0")), List.of()));
        Samples samples =
                new SamplesBuilder().addAll(runs).expect(List.of("n0", "lost")).build();
        assertThat(samples.notes())
                .extracting(Note::code)
                .contains(Note.Code.DUPLICATE_UPLOAD, Note.Code.UNIT_MIX, Note.Code.NOT_A_NUMBER, Note.Code.NO_RESULTS);
        CriterionSet set = Learner.learn(samples, Fleet.options());
        Map<String, Verdict> judged = new TreeMap<>();
        CriteriaJudge.judge(set, samples, Map.of()).forEach(j -> judged.put(j.node(), j.verdict()));
        assertThat(judged)
                .containsEntry("lost", Verdict.NOT_RUN)
                .containsEntry("n4", Verdict.ERROR)
                .containsEntry("n5", Verdict.ERROR)
                .containsEntry("n0", Verdict.PASS);
    }

    @Test
    void aDocumentReadsBackAndEachByteOfASignedOneCounts() {
        CriterionSet set = Fleet.learn(Fleet.values(Seeds.random(10), 100, 2, Fleet.Noise.SKEWED, 0.004));
        assertThat(CriterionSets.read(CriterionSets.write(set), "set").set()).isEqualTo(set);
    }
}
