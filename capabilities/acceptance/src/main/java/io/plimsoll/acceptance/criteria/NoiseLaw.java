/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

/**
 * The law of healthy values around their centre, told by its half-spreads: the value that a normal law would have at z on the
 * bad side lies
 *
 * <pre>
 * spread(z) = z exp(size + skew z / 2 + weight m(z)),   m(z) = z² (0.4 + z / 24)
 * </pre>
 *
 * from the centre, and on the good side the same with the skew turned. It is Tukey's g-and-h law (1977) to the second order in
 * the logarithm, with m in place of z² / 2, as Student's t with 3 and 4 degrees of freedom grows. The normal law has skew and
 * weight 0, a log-normal one skew alone, Student's t weight alone. Distances are those of {@link Distance}, bad ones positive.
 *
 * @param centre the median
 * @param size logarithm of the spread; {@code NaN} where the middle of the values has no spread
 * @param covariance of size, skew and weight as estimated, row by row
 * @param independent how many independent values the estimate rests on
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of an inner loop, never compared
record NoiseLaw(double centre, double size, double skew, double weight, double[] covariance, double independent) {

    /** Up to here the law was read off the values; beyond it is never taken for lighter than a normal one. */
    static final double READ_TO = 1.5;

    /** Student's t with two degrees of freedom, nearly; heavier is contamination. */
    static final double WEIGHT_MAX = 0.40;

    /** Four degrees of freedom; less is not worth a limit. */
    private static final double DOUBT_MAX = 0.125;

    /** The variance of a median, in those of one value of a normal law. */
    private static final double MEDIAN_VARIANCE = Math.PI / 2;

    boolean known() {
        return !Double.isNaN(size);
    }

    /** How much a weight of one adds to the logarithm at z. */
    static double heavy(double z) {
        return z * z * (0.4 + z / 24);
    }

    private double slope(double z) {
        return skew / 2 + weight * (0.8 * z + z * z / 8);
    }

    /** How far from the centre the bad side is at z. */
    double spread(double z) {
        double in = Math.min(z, READ_TO);
        return z * Math.exp(size + skew * in / 2 + weight * heavy(in) + (z > READ_TO ? tail(z) : 0));
    }

    /** What the logarithm grows by beyond what was read, where it does grow. */
    private double tail(double z) {
        double from = READ_TO;
        double to = z;
        if (slope(from) < 0 && slope(to) < 0) {
            return 0;
        }
        if (slope(from) * slope(to) < 0) {
            double zero = -3.2 + Math.sqrt(10.24 - 4 * skew / weight);
            if (weight > 0) {
                from = zero;
            } else {
                to = zero;
            }
        }
        return Math.max(0, skew / 2 * (to - from) + weight * (heavy(to) - heavy(from)));
    }

    /**
     * The distance that the next healthy value exceeds with chance p, what is not known of the law included: a spread that is
     * known to a variance v of its logarithm makes of z a value of Student's t with 1 / 2v degrees of freedom (Wallace's
     * approximation, 1959).
     */
    double exceededWith(double p) {
        double z = Normal.exceededWith(p);
        double degrees = 1 / (2 * Math.clamp(doubt(z), 1e-9, DOUBT_MAX));
        return centre + spread(Math.sqrt(degrees * Math.expm1(z * z / degrees)));
    }

    /** The variance of the logarithm of z that comes from the estimate, at the distance of z. */
    private double doubt(double z) {
        double s = z / 2;
        double w = heavy(z);
        double[] c = covariance;
        double log = c[0] + s * s * c[4] + w * w * c[8] + 2 * (s * c[1] + w * c[2] + s * w * c[5]);
        double slope = 1 + Math.max(0, slope(z) * z);
        return Math.max(0, log) / (slope * slope) + MEDIAN_VARIANCE / independent / (z * z);
    }
}
