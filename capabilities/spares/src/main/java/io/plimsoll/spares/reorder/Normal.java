/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.reorder;

/** The standard normal law to about fifteen digits. */
public final class Normal {

    private static final double FAR = 8;

    private Normal() {}

    public static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** P(Z &lt;= z). Taylor series around 0 (Marsaglia 2004), a continued fraction in the tail. */
    public static double atMost(double z) {
        if (z > 4) {
            return 1 - above(z);
        }
        if (z < -4) {
            return above(-z);
        }
        double term = z;
        double sum = z;
        for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * density(z);
    }

    /** P(Z > z) for z above 4. */
    private static double above(double z) {
        double f = 0;
        for (int k = 60; k >= 1; k--) {
            f = k / (z + f);
        }
        return density(z) / (z + f);
    }

    /** The z with P(Z &lt;= z) = share, by bisection. */
    public static double quantile(double share) {
        double low = -FAR;
        double high = FAR;
        for (int i = 0; i < 120; i++) {
            double z = (low + high) / 2;
            if (atMost(z) < share) {
                low = z;
            } else {
                high = z;
            }
        }
        return (low + high) / 2;
    }

    /** E(Z - z)+. */
    public static double loss(double z) {
        return z > 4 ? density(z) - z * above(z) : density(z) - z * (1 - atMost(z));
    }

    /** The integral of {@link #loss} from z on. */
    public static double secondLoss(double z) {
        double tail = z > 4 ? above(z) : 1 - atMost(z);
        return ((z * z + 1) * tail - z * density(z)) / 2;
    }
}
