/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.allocate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cheapest disjoint windows of so many places side by side: dynamic programming over the places from left to right, exact.
 */
final class Blocks {

    /** The price of a place that cannot be used. */
    static final long NO = Long.MAX_VALUE / 8;

    /**
     * @param starts first place of each window, from left to right; fewer than asked for where there are no more
     */
    record Chosen(List<Integer> starts, long cost) {}

    private Blocks() {}

    /**
     * @param price of each place; {@link #NO} for places that cannot be used
     * @param size places of a window
     * @param count windows asked for
     */
    static Chosen cheapest(long[] price, int size, int count) {
        int places = price.length;
        int most = Math.min(count, places / size);
        long[][] best = new long[most + 1][places + 1];
        boolean[][] ends = new boolean[most + 1][places + 1];
        for (int b = 1; b <= most; b++) {
            Arrays.fill(best[b], NO);
        }
        long[] sum = new long[places + 1];
        int[] blocked = new int[places + 1];
        for (int i = 0; i < places; i++) {
            boolean no = price[i] >= NO;
            sum[i + 1] = sum[i] + (no ? 0 : price[i]);
            blocked[i + 1] = blocked[i] + (no ? 1 : 0);
        }
        for (int b = 1; b <= most; b++) {
            for (int i = 1; i <= places; i++) {
                best[b][i] = best[b][i - 1];
                if (i >= size && blocked[i] == blocked[i - size] && best[b - 1][i - size] < NO) {
                    long with = best[b - 1][i - size] + sum[i] - sum[i - size];
                    if (with < best[b][i]) {
                        best[b][i] = with;
                        ends[b][i] = true;
                    }
                }
            }
        }
        int found = most;
        while (found > 0 && best[found][places] >= NO) {
            found--;
        }
        List<Integer> starts = new ArrayList<>();
        int i = places;
        for (int b = found; b > 0; ) {
            if (ends[b][i]) {
                i -= size;
                starts.addFirst(i);
                b--;
            } else {
                i--;
            }
        }
        return new Chosen(starts, found == 0 ? 0 : best[found][places]);
    }
}
