/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

import java.util.Arrays;

/** The least sum of the sites' losses for each number of units, by comparing all spreads (min-plus sums, site by site). */
final class Spread {

    private final double[] best;
    private final int[][] given;

    private Spread(double[] best, int[][] given) {
        this.best = best;
        this.given = given;
    }

    /**
     * @param each loss of site j with 0, 1, 2, ... units more than it must have
     */
    static Spread of(double[][] each) {
        double[] sum = {0};
        int[][] given = new int[each.length][];
        for (int j = 0; j < each.length; j++) {
            double[] next = new double[sum.length + each[j].length - 1];
            int[] choice = new int[next.length];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int n = 0; n < sum.length; n++) {
                for (int k = 0; k < each[j].length; k++) {
                    double loss = sum[n] + each[j][k];
                    if (loss < next[n + k]) {
                        next[n + k] = loss;
                        choice[n + k] = k;
                    }
                }
            }
            sum = next;
            given[j] = choice;
        }
        return new Spread(sum, given);
    }

    int size() {
        return best.length;
    }

    double loss(int n) {
        return best[n];
    }

    int[] levels(int n, int[] low) {
        int[] at = low.clone();
        int left = n;
        for (int j = given.length - 1; j >= 0; j--) {
            at[j] += given[j][left];
            left -= given[j][left];
        }
        return at;
    }
}
