/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Newton;
import java.util.List;

/**
 * Log-likelihood of a lifetime table and its gradient. A unit is prone to fail with probability p (1 for a plain law); if so, z =
 * a + exp(b) (log t - centre) follows the {@link Family}. The variables are a, b and, with p below 1, c = logit p. Exact and
 * interval failures, right censoring and left truncation; densities are those of t, so values compare with other programs.
 */
final class Likelihood implements Newton.Smooth {

    private final Family family;
    private final List<Lifetime> rows;
    private final double[] left;
    private final double[] right;
    private final double[] entry;
    private final boolean limited;
    private double logTimes;

    /** Subtracted from log t, so that a and b hardly depend on each other. */
    final double centre;

    Likelihood(Family family, List<Lifetime> rows, boolean limited) {
        this.family = family;
        this.rows = rows;
        this.limited = limited;
        int n = rows.size();
        left = new double[n];
        right = new double[n];
        entry = new double[n];
        double sum = 0;
        long count = 0;
        for (Lifetime row : rows) {
            double time = row.failure() ? row.right() : row.left();
            if (time > 0) {
                sum += row.count() * Math.log(time);
                count += row.count();
            }
        }
        centre = count == 0 ? 0 : sum / count;
        for (int i = 0; i < n; i++) {
            Lifetime row = rows.get(i);
            left[i] = Math.log(row.left()) - centre;
            right[i] = Math.log(row.right()) - centre;
            entry[i] = Math.log(row.entry()) - centre;
            if (row.kind() == Lifetime.Kind.EXACT) {
                logTimes += row.count() * Math.log(row.left());
            }
        }
    }

    int variables() {
        return limited ? 3 : 2;
    }

    @Override
    public double value(double[] at) {
        double a = at[0];
        double b = at[1];
        double slope = Math.exp(b);
        double p = limited ? 1 / (1 + Math.exp(-at[2])) : 1;
        double logP = limited ? -Math.log1p(Math.exp(-at[2])) : 0;
        double sum = -logTimes;
        for (int i = 0; i < left.length; i++) {
            Lifetime row = rows.get(i);
            double one = switch (row.kind()) {
                case EXACT -> logP + b + family.logDensity(a + slope * left[i]);
                case RIGHT -> alive(z(a, slope, left[i]), p);
                case INTERVAL -> logP + family.logMass(z(a, slope, left[i]), a + slope * right[i]);
            };
            if (row.entry() > 0) {
                one -= alive(a + slope * entry[i], p);
            }
            sum += row.count() * one;
        }
        return sum;
    }

    private static double z(double a, double slope, double logTime) {
        return logTime == Double.NEGATIVE_INFINITY ? logTime : a + slope * logTime;
    }

    /** Logarithm of the probability to be alive: log(1 - p F(z)). */
    private double alive(double z, double p) {
        double tail = family.logTail(z);
        return limited ? Math.log1p(p * Math.expm1(tail)) : tail;
    }

    /** Derivative of {@link #alive} by z. */
    private double aliveSlope(double z, double p) {
        if (z == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        return limited
                ? -p * Math.exp(family.logDensity(z)) / (1 + p * Math.expm1(family.logTail(z)))
                : -family.hazard(z);
    }

    private double aliveByP(double z, double p) {
        double below = -Math.expm1(family.logTail(z));
        return -below / (1 - p * below);
    }

    @Override
    public void gradient(double[] at, double[] out) {
        double a = at[0];
        double slope = Math.exp(at[1]);
        double p = limited ? 1 / (1 + Math.exp(-at[2])) : 1;
        double byA = 0;
        double byB = 0;
        double byP = 0;
        for (int i = 0; i < left.length; i++) {
            Lifetime row = rows.get(i);
            double n = row.count();
            switch (row.kind()) {
                case EXACT -> {
                    double g = n * family.logDensitySlope(a + slope * left[i]);
                    byA += g;
                    byB += g * slope * left[i] + n;
                    byP += n / p;
                }
                case RIGHT -> {
                    if (row.left() > 0) {
                        double z = a + slope * left[i];
                        double g = n * aliveSlope(z, p);
                        byA += g;
                        byB += g * slope * left[i];
                        byP += n * aliveByP(z, p);
                    }
                }
                case INTERVAL -> {
                    double low = z(a, slope, left[i]);
                    double high = a + slope * right[i];
                    double mass = family.logMass(low, high);
                    double gHigh = n * Math.exp(family.logDensity(high) - mass);
                    byA += gHigh;
                    byB += gHigh * slope * right[i];
                    if (row.left() > 0) {
                        double gLow = -n * Math.exp(family.logDensity(low) - mass);
                        byA += gLow;
                        byB += gLow * slope * left[i];
                    }
                    byP += n / p;
                }
            }
            if (row.entry() > 0) {
                double z = a + slope * entry[i];
                double g = -n * aliveSlope(z, p);
                byA += g;
                byB += g * slope * entry[i];
                byP -= n * aliveByP(z, p);
            }
        }
        out[0] = byA;
        out[1] = byB;
        if (limited) {
            out[2] = byP * p * (1 - p);
        }
    }
}
