/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.util.Arrays;

/**
 * How alike repeated measurements are: the mean similarity 1 - D of pairs, D = |x - y| / max(x, y). Pairs are repeats of one
 * scope of one node where there are any; else nodes stand in for repeats, which can only make the figure lower.
 *
 * @param value from 0 to 1
 * @param repeats how many pairs of true repeats there were; 0 if nodes stood in
 * @param deviation of one repeat, in the metric's unit, from the median gap; 0 if nodes stood in
 */
record Repeatability(double value, int repeats, double deviation) {

    /** Fewer pairs say nothing of how much one run may be off. */
    private static final int PAIRS_MIN = 10;

    private static final double SHARE_MAX = 0.9;

    /** The median gap of two repeats of a normal law, in standard deviations. */
    private static final double GAP = 0.9539;

    /**
     * The share of the variance between values that is between repeats of one; 0 if not known.
     *
     * @param spread of the values, in the metric's unit
     */
    double share(double spread) {
        return repeats < PAIRS_MIN || spread <= 0 ? 0 : Math.min(SHARE_MAX, deviation * deviation / (spread * spread));
    }

    static Repeatability of(Column column, boolean[] kept, double[] means) {
        double gap = 0;
        double large = 0;
        double[] gaps = new double[kept.length];
        int pairs = 0;
        for (int u = 1; u < kept.length; u++) {
            boolean again = column.node[u] == column.node[u - 1] && column.scope[u] == column.scope[u - 1];
            if (again && kept[u]) {
                gaps[pairs] = Math.abs(means[u] - means[u - 1]);
                gap += gaps[pairs];
                large += Math.max(Math.abs(means[u]), Math.abs(means[u - 1]));
                pairs++;
            }
        }
        if (pairs > 0) {
            Arrays.sort(gaps, 0, pairs);
            return new Repeatability(large > 0 ? 1 - gap / large : 1, pairs, gaps[pairs / 2] / GAP);
        }
        double[] sorted = new double[kept.length];
        int n = 0;
        for (int u = 0; u < kept.length; u++) {
            if (kept[u]) {
                sorted[n++] = Math.abs(means[u]);
            }
        }
        double[] values = Arrays.copyOf(sorted, n);
        Arrays.sort(values);
        return ofNodes(values);
    }

    /** Of nodes that stand in for repeats, from their sorted values. */
    static Repeatability ofNodes(double[] sorted) {
        int n = sorted.length;
        double gaps = 0;
        double maxima = 0;
        for (int i = 0; i < n; i++) {
            gaps += (2.0 * i - n + 1) * sorted[i];
            maxima += i * Math.abs(sorted[i]);
        }
        return new Repeatability(maxima > 0 ? Math.max(0, 1 - gaps / maxima) : 1, 0, 0);
    }
}
