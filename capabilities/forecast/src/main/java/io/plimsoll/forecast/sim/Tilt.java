/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

/**
 * More failures than true in one stretch of time, for rare shortfalls: with equal chance one of {@code stretches} has its failure
 * rates, and the exponential repair and resupply times that begin in it, multiplied by {@code factor}; with chance {@code untouched} none. Since failures come as Poisson processes whose law does
 * not depend on the state, the weight of a replication is known exactly and is at most 1 / untouched (defensive mixture, Hesterberg
 * 1995).
 *
 * @param leadDays how long before its window a stretch begins
 */
public record Tilt(
        double factor, double leadDays, double windowDays, double firstDay, int stretches, double untouched) {

    double start(int stretch) {
        return firstDay + stretch * windowDays - leadDays;
    }

    double end(int stretch) {
        return firstDay + (stretch + 1) * windowDays;
    }

    /**
     * @param counts candidate failures in each stretch
     * @param expected their true means
     * @param times how many exponential times began in each stretch
     * @param sums of those, each by its true mean
     */
    double weight(long[] counts, double[] expected, long[] times, double[] sums) {
        double density = untouched;
        for (int m = 0; m < stretches; m++) {
            double log =
                    (counts[m] - times[m]) * Math.log(factor) - (factor - 1) * expected[m] + sums[m] * (1 - 1 / factor);
            density += (1 - untouched) / stretches * Math.exp(log);
        }
        return 1 / density;
    }
}
