/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

/**
 * How much worse one sample is than another (Xiong et al., SuperBench, USENIX ATC'24, in the form of one side):
 *
 * <pre>
 * D(a, c) = integral of max(F_a - F_c, 0) dx / integral of max(1 - F_a, 1 - F_c) dx      higher is better
 * D(a, c) = integral of max(F_c - F_a, 0) dx / the same                                  lower is better
 * </pre>
 *
 * For one value each this is the relative shortfall: (c - a) / c, or (a - c) / a. It is in [0, 1] and knows no unit. Where
 * a metric has values of 0 or less the lower integral alone is used, a distance in the metric's own unit.
 */
final class Distance {

    private Distance() {}

    /** The distance of sorted values {@code a[from..to)} from the sorted sample {@code c}, on the metric's bad side. */
    static double worse(double[] a, int from, int to, double[] c, Direction direction, boolean relative) {
        return switch (direction) {
            case HIGHER_IS_BETTER -> side(a, from, to, c, true, relative);
            case LOWER_IS_BETTER -> side(a, from, to, c, false, relative);
            case BOTH -> Math.max(side(a, from, to, c, true, relative), side(a, from, to, c, false, relative));
        };
    }

    /**
     * The distance to the side on which there is more of it: positive where that is the bad side, negative where it is the good
     * one. Where both sides are bad, low is positive.
     */
    static double signed(double[] a, int from, int to, double[] c, Direction direction, boolean relative) {
        boolean low = direction != Direction.LOWER_IS_BETTER;
        double bad = side(a, from, to, c, low, relative);
        if (bad > 0 && to - from == 1 && c.length == 1) {
            return bad;
        }
        double good = side(a, from, to, c, !low, relative);
        return bad >= good ? bad : -good;
    }

    static double below(double[] a, double[] c, boolean relative) {
        return side(a, 0, a.length, c, true, relative);
    }

    static double above(double[] a, double[] c, boolean relative) {
        return side(a, 0, a.length, c, false, relative);
    }

    private static double side(double[] a, int from, int to, double[] c, boolean low, boolean relative) {
        if (to - from == 1 && c.length == 1) {
            double gap = low ? c[0] - a[from] : a[from] - c[0];
            return gap <= 0 ? 0 : relative ? gap / Math.max(a[from], c[0]) : gap;
        }
        int n = to - from;
        int i = 0;
        int j = 0;
        double at = Math.min(a[from], c[0]);
        double numerator = 0;
        double denominator = relative ? at : 0;
        while (i < n || j < c.length) {
            double next = i < n && (j >= c.length || a[from + i] <= c[j]) ? a[from + i] : c[j];
            double fa = (double) i / n;
            double fc = (double) j / c.length;
            double gap = low ? fa - fc : fc - fa;
            numerator += Math.max(gap, 0) * (next - at);
            denominator += Math.max(1 - fa, 1 - fc) * (next - at);
            at = next;
            while (i < n && a[from + i] == at) {
                i++;
            }
            while (j < c.length && c[j] == at) {
                j++;
            }
        }
        return !relative ? numerator : denominator > 0 ? numerator / denominator : 0;
    }

    /** The single value whose distance below (or above) {@code c} is {@code distance}; infinite where none is that far. */
    static double valueAt(double[] c, double distance, boolean low, boolean relative) {
        double mean = 0;
        for (double v : c) {
            mean += v / c.length;
        }
        if (!relative) {
            return bisect(c, distance, low, false, low ? mean - distance : mean + distance);
        }
        if (distance >= 1) {
            return low ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return bisect(c, distance, low, true, low ? mean * (1 - distance) : mean / (1 - distance));
    }

    /** Outside the sample's range the closed form is exact; inside, the distance is larger than it says. */
    private static double bisect(double[] c, double distance, boolean low, boolean relative, double closed) {
        boolean outside = low ? closed <= c[0] : closed >= c[c.length - 1];
        if (outside || c.length == 1) {
            return closed;
        }
        double near = low ? c[c.length - 1] : c[0];
        double far = low ? c[0] : c[c.length - 1];
        for (int i = 0; i < 60; i++) {
            double middle = (near + far) / 2;
            double[] one = {middle};
            if ((low ? below(one, c, relative) : above(one, c, relative)) < distance) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return far;
    }
}
