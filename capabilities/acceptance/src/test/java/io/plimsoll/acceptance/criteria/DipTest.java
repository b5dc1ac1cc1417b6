/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.testkit.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DipTest {

    @Test
    void theDipOfAFewValuesIsTheOneOfTheLiterature() {
        // The dip of n evenly spaced values is 1 / (2 n); of two clumps of equal size it goes to 1/4.
        assertThat(Dip.dip(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})).isEqualTo(0.05, within(1e-12));
        double[] clumps = new double[200];
        Arrays.setAll(clumps, i -> (i < 100 ? 0 : 1000) + i * 1e-3);
        assertThat(Dip.dip(clumps)).isEqualTo(0.25, within(0.01));
    }

    @Test
    void twoGroupsAreToldAndOneGroupIsNot() {
        Seeds.forAll(100, (random, seed) -> {
            assertThat(Dip.scaled(draw(random, 0), 0)).isLessThan(Dip.THRESHOLD);
            assertThat(Dip.scaled(draw(random, 10), 0)).isGreaterThan(Dip.THRESHOLD);
        });
    }

    private static double[] draw(RandomGenerator random, double apart) {
        double[] out = new double[400];
        Arrays.setAll(out, i -> random.nextGaussian() + (i % 4 == 0 ? apart : 0));
        Arrays.sort(out);
        return out;
    }

    @Test
    void aToolThatPrintsFewDigitsIsNoCrowdOfGroups() {
        Seeds.forAll(50, (random, seed) -> {
            double[] rounded = new double[500];
            Arrays.setAll(rounded, i -> Math.round(10 * (26.1 + 0.1 * random.nextGaussian())) / 10.0);
            Arrays.sort(rounded);
            assertThat(Dip.scaled(rounded, MetricLearner.step(rounded))).isLessThan(Dip.THRESHOLD);
        });
    }

    @Test
    void meansOfAFewCoarseValuesAreNoCrowdOfGroupsButTwoGroupsStayTwo() {
        Seeds.forAll(50, (random, seed) -> {
            for (int repeats : new int[] {1, 3, 8}) {
                double[] one = coarseMeans(random, repeats, 0);
                double[] two = coarseMeans(random, repeats, 0.07);
                assertThat(Dip.scaled(one, 0.01)).as("repeats " + repeats).isLessThan(Dip.THRESHOLD);
                assertThat(Dip.scaled(two, 0.01)).as("repeats " + repeats).isGreaterThan(Dip.THRESHOLD);
            }
        });
    }

    /** Of 192 nodes the mean of some values near 0.565 that a tool printed with two decimals. */
    private static double[] coarseMeans(RandomGenerator random, int repeats, double apart) {
        double[] out = new double[192];
        for (int i = 0; i < out.length; i++) {
            double node = 0.565 + 0.002 * random.nextGaussian() + (i % 3 == 0 ? apart : 0);
            for (int r = 0; r < repeats; r++) {
                out[i] += Math.round(100 * (node + 0.001 * random.nextGaussian())) / 100.0 / repeats;
            }
        }
        Arrays.sort(out);
        return out;
    }
}
