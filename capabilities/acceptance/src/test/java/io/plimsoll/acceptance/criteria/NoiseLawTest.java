/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.model.Verdict;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class NoiseLawTest {

    private static final int MANY = 20_000;

    /** The quantiles of a law, evenly; {@code ofNormal} turns a normal value into one of the law. */
    private static NoiseLaw law(DoubleUnaryOperator ofNormal) {
        double[] x = new double[MANY];
        Arrays.setAll(x, i -> ofNormal.applyAsDouble(Normal.exceededWith(1 - (i + 0.5) / MANY)));
        return LawFit.fit(x, 0, MANY, MANY);
    }

    @Test
    void theNormalTailHasTheTabledChances() {
        assertThat(Normal.above(1.959964)).isCloseTo(0.025, within(1e-7));
        assertThat(Normal.above(4.753424)).isCloseTo(1e-6, within(1e-11));
        assertThat(Normal.exceededWith(1e-3)).isCloseTo(3.090232, within(1e-6));
    }

    @Test
    void aNormalLawIsReadAsItIs() {
        NoiseLaw law = law(z -> 3 + 0.004 * z);
        assertThat(law.skew()).isCloseTo(0, within(0.01));
        assertThat(law.weight()).isCloseTo(0, within(0.01));
        assertThat(law.exceededWith(1e-4)).isCloseTo(3 + 0.004 * 3.719, within(0.004 * 0.1));
    }

    @Test
    void aLogNormalLawIsCarriedFarBeyondWhatWasRead() {
        NoiseLaw law = law(z -> Math.exp(0.5 * z));
        assertThat(law.skew()).isCloseTo(0.5, within(0.02));
        assertThat(law.exceededWith(1e-6)).isCloseTo(Math.exp(0.5 * 4.753424), within(1.2));
    }

    @Test
    void aHeavyTailIsReadOffTheGoodSide() {
        // Student's t with 4 degrees of freedom: its 1e-6 quantile is 41.58 (closed form of its distribution function).
        NoiseLaw law = law(NoiseLawTest::studentFour);
        assertThat(law.weight()).isBetween(0.12, 0.17);
        assertThat(law.exceededWith(1e-6)).isBetween(0.8 * 41.58, 1.6 * 41.58);
    }

    /** The quantile of Student's t with 4 degrees of freedom (Shaw 2006). */
    private static double studentFour(double z) {
        double u = z > 0 ? Normal.above(z) : Normal.above(-z);
        double root = Math.sqrt(4 * u * (1 - u));
        double q = Math.cos(Math.acos(root) / 3) / root;
        return Math.signum(z) * 2 * Math.sqrt(q - 1);
    }

    @Test
    void nodesJustBeyondTheNoiseAreFoundAndDoNotWidenTheLimit() {
        double[][] values = Fleet.values(Seeds.random(11), 1_024, 8, Fleet.Noise.NORMAL, 0.004);
        int bad = 0;
        for (int i = 0; i < 1_024; i += 10) {
            values[i / 10 % 8][i] = 400 * (1 - 7 * 0.004);
            bad++;
        }
        List<NodeJudgement> judged = Fleet.judge(Fleet.learn(values), values);
        long found = judged.stream()
                .filter(j -> Integer.parseInt(j.node().substring(1)) % 10 == 0)
                .filter(j -> j.verdict() == Verdict.FAIL)
                .count();
        assertThat(found).isEqualTo(bad);
    }

    @Test
    void aSmallFleetGetsATightLimitFromTheShapeOfAllMetrics() {
        CriterionSet set = Fleet.learn(Fleet.values(Seeds.random(12), 128, 200, Fleet.Noise.NORMAL, 0.004));
        assertThat(set.criteria("all")).allMatch(c -> c.distanceMax() < 0.004 * 8);
        assertThat(set.criteria("all").stream()
                        .mapToDouble(LearnedCriterion::distanceMax)
                        .average()
                        .orElseThrow())
                .isLessThan(0.004 * 6);
    }

    @Test
    void aRepeatedLowValueCountsThoughNoRunAloneFails() {
        List<Run> runs = new ArrayList<>();
        RandomGenerator random = Seeds.random(13);
        for (int i = 0; i < 300; i++) {
            for (int r = 0; r < 4; r++) {
                runs.add(run(i, r, 400 * (1 + 0.004 * random.nextGaussian())));
            }
        }
        CriterionSet set = Learner.learn(new SamplesBuilder().addAll(runs).build(), Fleet.options());
        LearnedCriterion c = Fleet.first(set);
        assertThat(c.population().repeatShare()).isGreaterThan(0.8);
        assertThat(c.distanceMax(4)).isLessThan(0.7 * c.distanceMax());
        List<Run> late = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            late.add(run(1, r, 400 * (1 - (0.8 + 0.01 * r) * c.distanceMax())));
        }
        late.add(run(2, 0, 400 * (1 - 0.8 * c.distanceMax())));
        List<NodeJudgement> judged =
                CriteriaJudge.judge(set, new SamplesBuilder().addAll(late).build(), Map.of());
        assertThat(judged).extracting(NodeJudgement::verdict).containsExactly(Verdict.FAIL, Verdict.PASS);
    }

    private static Run run(int node, int run, double value) {
        return new Run(
                "n" + node,
                node + "-" + run + ".json",
                List.of(new Measurement("copy_bandwidth", "GB/s", value, "gpu:0")),
                List.of());
    }
}
