/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.util.Arrays;

/**
 * The sample that stands for the healthy fleet: the one that is most similar to all others, argmax of the sum of
 * similarities 1 - D. For one value a unit it is found exactly, in the time of a sort, by prefix sums. For series it is the
 * sample nearest to the level-wise median of all series, which spares the square of the number of nodes.
 */
final class Centroid {

    /** Levels at which series are compared. */
    private static final int LEVELS = 16;

    /** A longer series is thinned to this many quantiles before it is kept. */
    static final int SAMPLE_MAX = 64;

    private Centroid() {}

    /** @param kept by unit: whether it counts */
    static double[] of(Column column, boolean[] kept, boolean relative) {
        int n = 0;
        for (boolean k : kept) {
            n += k ? 1 : 0;
        }
        if (column.single()) {
            double[] values = new double[n];
            for (int u = 0, at = 0; u < kept.length; u++) {
                if (kept[u]) {
                    values[at++] = column.values[u];
                }
            }
            Arrays.sort(values);
            return new double[] {relative ? mostSimilar(values, 0, n) : values[(n - 1) / 2]};
        }
        return series(column, kept, n);
    }

    /** Of sorted positive values: the sum of min/max over all others is prefix / x + x * suffix of 1/x. */
    static double mostSimilar(double[] sorted, int from, int to) {
        double inverse = 0;
        for (int i = from; i < to; i++) {
            inverse += sorted[i] > 0 ? 1 / sorted[i] : 0;
        }
        double best = -1;
        double value = sorted[from];
        double prefix = 0;
        for (int i = from; i < to; i++) {
            double v = sorted[i];
            if (v <= 0) {
                continue;
            }
            double one = 1 / v;
            inverse -= one;
            double sum = prefix * one + v * inverse;
            prefix += v;
            if (sum > best) {
                best = sum;
                value = v;
            }
        }
        return value;
    }

    private static double[] series(Column column, boolean[] kept, int n) {
        double[] middle = new double[LEVELS];
        double[] level = new double[n];
        for (int q = 0; q < LEVELS; q++) {
            int at = 0;
            for (int u = 0; u < kept.length; u++) {
                if (kept[u]) {
                    level[at++] = quantile(column.values, column.start[u], column.start[u + 1], (q + 0.5) / LEVELS);
                }
            }
            Arrays.sort(level);
            middle[q] = level[(n - 1) / 2];
        }
        double best = Double.POSITIVE_INFINITY;
        double[] out = middle;
        for (int u = 0; u < kept.length; u++) {
            if (!kept[u]) {
                continue;
            }
            double far = 0;
            for (int q = 0; q < LEVELS; q++) {
                far += Math.abs(
                        quantile(column.values, column.start[u], column.start[u + 1], (q + 0.5) / LEVELS) - middle[q]);
            }
            if (far < best || (far == best && Arrays.compare(column.sample(u), out) < 0)) {
                best = far;
                out = column.sample(u);
            }
        }
        return thin(out);
    }

    /** The order statistic at a level of sorted values. */
    static double quantile(double[] sorted, int from, int to, double level) {
        return sorted[from + Math.min(to - from - 1, (int) (level * (to - from)))];
    }

    private static double[] thin(double[] sample) {
        if (sample.length <= SAMPLE_MAX) {
            return sample;
        }
        double[] out = new double[SAMPLE_MAX];
        for (int i = 0; i < SAMPLE_MAX; i++) {
            out[i] = quantile(sample, 0, sample.length, (i + 0.5) / SAMPLE_MAX);
        }
        return out;
    }
}
