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
}
