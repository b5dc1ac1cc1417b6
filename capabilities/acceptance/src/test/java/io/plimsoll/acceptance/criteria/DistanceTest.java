/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DistanceTest {

    @Test
    void theDistanceOfSingleValuesIsTheRelativeShortfall() {
        assertThat(Distance.below(new double[] {90}, new double[] {100}, true)).isEqualTo(0.1, within(1e-12));
        assertThat(Distance.above(new double[] {90}, new double[] {100}, true)).isZero();
        assertThat(Distance.above(new double[] {125}, new double[] {100}, true)).isEqualTo(0.2, within(1e-12));
    }

    @Test
    void theDistanceOfSeriesIsTheIntegralOfTheirDistributions() {
        Seeds.forAll(200, (random, seed) -> {
            double[] a = random.doubles(1 + random.nextInt(7), 1, 10).sorted().toArray();
            double[] c = random.doubles(1 + random.nextInt(7), 1, 10).sorted().toArray();
            double numerator = 0;
            double denominator = 0;
            double step = 1e-3;
            for (double x = step / 2; x < 10; x += step) {
                double at = x;
                double fa = Arrays.stream(a).filter(v -> v <= at).count() / (double) a.length;
                double fc = Arrays.stream(c).filter(v -> v <= at).count() / (double) c.length;
                numerator += Math.max(fa - fc, 0) * step;
                denominator += Math.max(1 - fa, 1 - fc) * step;
            }
            assertThat(Distance.below(a, c, true)).isEqualTo(numerator / denominator, within(2e-3));
        });
    }

    @Test
    void theLimitAsAValueIsWhereTheDistanceIsReached() {
        Seeds.forAll(200, (random, seed) -> {
            double[] c = random.doubles(1 + random.nextInt(7), 50, 60).sorted().toArray();
            double distance = 0.001 + 0.3 * random.nextDouble();
            double low = Distance.valueAt(c, distance, true, true);
            double high = Distance.valueAt(c, distance, false, true);
            assertThat(Distance.below(new double[] {low}, c, true)).isEqualTo(distance, within(1e-6));
            assertThat(Distance.above(new double[] {high}, c, true)).isEqualTo(distance, within(1e-6));
        });
    }

    @Test
    void theCentroidIsTheMostSimilarSample() {
        Seeds.forAll(100, (random, seed) -> {
            double[] x = random.doubles(1 + random.nextInt(30), 1, 10).sorted().toArray();
            double best = -1;
            double at = 0;
            for (double c : x) {
                double sum = Arrays.stream(x)
                        .map(v -> Math.min(v, c) / Math.max(v, c))
                        .sum();
                if (sum > best + 1e-12) {
                    best = sum;
                    at = c;
                }
            }
            assertThat(Centroid.mostSimilar(x, 0, x.length)).isEqualTo(at);
        });
    }
}
