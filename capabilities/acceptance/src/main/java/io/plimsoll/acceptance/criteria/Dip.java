/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.util.Arrays;

/**
 * Hartigan and Hartigan's dip test (Annals of Statistics 13, 1985): how far the distribution is from the nearest one with a
 * single mode. The uniform law is the worst single-moded one, so a threshold from it errs to the safe side for all others.
 */
final class Dip {

    /**
     * sqrt(n) times dip beyond which more than one mode is told. Of 20,000 uniform samples 1 in 600 exceeded it; of 12,000 normal, log-normal, skewed and heavy-tailed ones the largest was 0.54.
     */
    static final double THRESHOLD = 0.70;

    /** With fewer values nothing is said. */
    static final int VALUES_MIN = 30;

    /** In steps: means of the same values in another order differ by the last bits. */
    private static final double SAME = 1e-6;

    private Dip() {}

    /** sqrt(n) times the dip of sorted values; ties from rounding are spread over one step of the tool's resolution. */
    static double scaled(double[] sorted, double resolution) {
        double[] x = resolution > 0 ? spread(sorted, resolution) : sorted;
        return Math.sqrt(x.length) * dip(x);
    }

    /**
     * Sorted values with the ties spread over one step, ascending again: means of a few coarse values lie closer together than a
     * step, and then what one tie is spread over overlaps with the next.
     */
    static double[] spread(double[] sorted, double resolution) {
        double[] x = sorted.clone();
        for (int i = 0; i < x.length; ) {
            int end = i;
            while (end < x.length && sorted[end] - sorted[i] <= resolution * SAME) {
                end++;
            }
            for (int j = i; j < end; j++) {
                x[j] = sorted[i] + resolution * ((j - i + 0.5) / (end - i) - 0.5);
            }
            i = end;
        }
        Arrays.sort(x);
        return x;
    }

    /** The dip of sorted values, by the greatest convex minorant and least concave majorant (AS 217). */
    static double dip(double[] x) {
        int n = x.length;
        if (n < 2 || x[n - 1] == x[0]) {
            return 0;
        }
        int[] convex = convexBelow(x);
        int[] concave = concaveAbove(x);
        int low = 0;
        int high = n - 1;
        double dip = 1;
        int[] gcm = new int[n];
        int[] lcm = new int[n];
        while (true) {
            int g = hull(gcm, high, low, convex);
            int l = hull(lcm, low, high, concave);
            int[] at = new int[2];
            double far = farthest(x, gcm, g, lcm, l, at);
            if (far < dip) {
                break;
            }
            dip = Math.max(dip, inside(x, gcm, at[0], g, lcm, at[1], l));
            int nextLow = gcm[at[0]];
            int nextHigh = lcm[at[1]];
            if (nextLow == low && nextHigh == high) {
                break;
            }
            low = nextLow;
            high = nextHigh;
            if (low >= high) {
                break;
            }
        }
        return dip / (2.0 * n);
    }

    private static int[] convexBelow(double[] x) {
        int[] m = new int[x.length];
        for (int j = 1; j < x.length; j++) {
            m[j] = j - 1;
            while (true) {
                int a = m[j];
                int b = m[a];
                if (a == 0 || (x[j] - x[a]) * (a - b) < (x[a] - x[b]) * (j - a)) {
                    break;
                }
                m[j] = b;
            }
        }
        return m;
    }

    private static int[] concaveAbove(double[] x) {
        int n = x.length;
        int[] m = new int[n];
        m[n - 1] = n - 1;
        for (int k = n - 2; k >= 0; k--) {
            m[k] = k + 1;
            while (true) {
                int a = m[k];
                int b = m[a];
                if (a == n - 1 || (x[k] - x[a]) * (a - b) < (x[a] - x[b]) * (k - a)) {
                    break;
                }
                m[k] = b;
            }
        }
        return m;
    }

    /** The hull's corners from one end to the other; returns the index of the last. */
    private static int hull(int[] out, int from, int to, int[] next) {
        int i = 0;
        out[0] = from;
        while (from > to ? out[i] > to : out[i] < to) {
            out[i + 1] = next[out[i]];
            i++;
        }
        return i;
    }

    /** The largest distance between the hulls; {@code at} gets the corners to which the interval shrinks. */
    private static double farthest(double[] x, int[] gcm, int g, int[] lcm, int l, int[] at) {
        int ix = g - 1;
        int iv = 1;
        at[0] = g;
        at[1] = l;
        if (g == 1 && l == 1) {
            at[0] = g;
            at[1] = l;
            return 1;
        }
        double far = 0;
        do {
            int gx = gcm[Math.max(ix, 0)];
            int lv = lcm[Math.min(iv, l)];
            double d;
            if (gx > lv) {
                int before = gcm[ix + 1];
                d = (lv - before + 1) - (x[lv] - x[before]) * (gx - before) / (x[gx] - x[before]);
                iv++;
                if (d >= far) {
                    far = d;
                    at[0] = ix + 1;
                    at[1] = iv - 1;
                }
            } else {
                int before = lcm[iv - 1];
                d = (x[gx] - x[before]) * (lv - before) / (x[lv] - x[before]) - (gx - before - 1);
                ix--;
                if (d >= far) {
                    far = d;
                    at[0] = ix + 1;
                    at[1] = iv;
                }
            }
            ix = Math.max(ix, 0);
            iv = Math.min(iv, l);
        } while (gcm[ix] != lcm[iv]);
        return far;
    }

    private static double inside(double[] x, int[] gcm, int ig, int g, int[] lcm, int ih, int l) {
        double dip = 0;
        for (int j = ig; j < g; j++) {
            dip = Math.max(dip, segment(x, gcm[j + 1], gcm[j], true));
        }
        for (int j = ih; j < l; j++) {
            dip = Math.max(dip, segment(x, lcm[j], lcm[j + 1], false));
        }
        return dip;
    }

    private static double segment(double[] x, int from, int to, boolean convex) {
        double max = 1;
        if (to - from > 1 && x[to] != x[from]) {
            double c = (to - from) / (x[to] - x[from]);
            for (int i = from; i <= to; i++) {
                double d = convex ? (i - from + 1) - (x[i] - x[from]) * c : (x[i] - x[from]) * c - (i - from - 1);
                max = Math.max(max, d);
            }
        }
        return max;
    }

    /** Where to cut sorted values in two so that the parts are tightest (Otsu 1979): the index of the second part's first. */
    static int split(double[] sorted) {
        double total = Arrays.stream(sorted).sum();
        double left = 0;
        double best = -1;
        int at = 0;
        int n = sorted.length;
        for (int i = 1; i < n; i++) {
            left += sorted[i - 1];
            double gap = left / i - (total - left) / (n - i);
            double between = (double) i * (n - i) * gap * gap;
            if (between > best) {
                best = between;
                at = i;
            }
        }
        return at;
    }
}
