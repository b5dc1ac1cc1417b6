/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Special;

/**
 * The law of z = (log t - location) / scale. The smallest extreme value law makes t Weibull, the normal law lognormal, the
 * logistic law loglogistic (Meeker and Escobar, Statistical Methods for Reliability Data, chapter 4).
 */
enum Family {
    WEIBULL {
        @Override
        double logDensity(double z) {
            return z - Math.exp(z);
        }

        @Override
        double logDensitySlope(double z) {
            return 1 - Math.exp(z);
        }

        @Override
        double logTail(double z) {
            return -Math.exp(z);
        }

        @Override
        double quantile(double p) {
            return Math.log(-Math.log1p(-p));
        }
    },
    LOGNORMAL {
        @Override
        double logDensity(double z) {
            return Special.logNormalDensity(z);
        }

        @Override
        double logDensitySlope(double z) {
            return -z;
        }

        @Override
        double logTail(double z) {
            return z == Double.NEGATIVE_INFINITY ? 0 : Special.logNormalTail(z);
        }

        @Override
        double quantile(double p) {
            return Special.normalQuantile(p);
        }
    },
    LOGLOGISTIC {
        @Override
        double logDensity(double z) {
            return z - 2 * logOnePlusExp(z);
        }

        @Override
        double logDensitySlope(double z) {
            return -Math.tanh(z / 2);
        }

        @Override
        double logTail(double z) {
            return -logOnePlusExp(z);
        }

        @Override
        double quantile(double p) {
            return Math.log(p / (1 - p));
        }
    };

    abstract double logDensity(double z);

    abstract double logDensitySlope(double z);

    /** Logarithm of P(Z > z); 0 for minus infinity. */
    abstract double logTail(double z);

    abstract double quantile(double p);

    double hazard(double z) {
        return z == Double.NEGATIVE_INFINITY ? 0 : Math.exp(logDensity(z) - logTail(z));
    }

    /** Logarithm of P(low < Z <= high). */
    double logMass(double low, double high) {
        double from = logTail(low);
        double to = logTail(high);
        if (this == LOGNORMAL && high < -5) {
            double below = Special.logNormalTail(-high);
            return below
                    + Math.log(
                            -Math.expm1(low == Double.NEGATIVE_INFINITY ? -1e9 : Special.logNormalTail(-low) - below));
        }
        return from + Math.log(-Math.expm1(to - from));
    }

    private static double logOnePlusExp(double z) {
        return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
    }
}
