/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

/** The standard normal law. */
final class Normal {

    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

    private Normal() {}

    static double density(double z) {
        return Math.exp(-z * z / 2) / SQRT_2_PI;
    }

    /** The chance of a value above z; relative error under 1e-7 (W. J. Cody's form as in Hart 1968, by Genz). */
    static double above(double z) {
        if (z < 0) {
            return 1 - above(-z);
        }
        if (z > 37) {
            return 0;
        }
        double e = Math.exp(-z * z / 2);
        if (z >= 7.07106781186547) {
            return e / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / SQRT_2_PI;
        }
        double top = 3.52624965998911e-02 * z + 0.700383064443688;
        top = top * z + 6.37396220353165;
        top = top * z + 33.912866078383;
        top = top * z + 112.079291497871;
        top = top * z + 221.213596169931;
        top = top * z + 220.206867912376;
        double low = 8.83883476483184e-02 * z + 1.75566716318264;
        low = low * z + 16.064177579207;
        low = low * z + 86.7807322029461;
        low = low * z + 296.564248779674;
        low = low * z + 637.333633378831;
        low = low * z + 793.826512519948;
        low = low * z + 440.413735824752;
        return e * top / low;
    }

    /** The z that is exceeded with chance p, 0 &lt; p &lt; 1; to 1e-12. */
    static double exceededWith(double p) {
        double low = -38;
        double high = 38;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (above(middle) > p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
