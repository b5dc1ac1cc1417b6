/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.math;

import java.util.function.DoubleUnaryOperator;

/** Roots in one dimension and small linear systems. */
public final class Numeric {

    private Numeric() {}

    /** A zero of {@code f} between two points where its signs differ, by bisection to the last digits. */
    public static double root(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        boolean negative = f.applyAsDouble(a) < 0;
        for (int i = 0; i < 200 && b - a > 4 * Math.ulp(Math.max(Math.abs(a), Math.abs(b))); i++) {
            double mid = 0.5 * (a + b);
            if ((f.applyAsDouble(mid) < 0) == negative) {
                a = mid;
            } else {
                b = mid;
            }
        }
        return 0.5 * (a + b);
    }

    /** Inverse of a symmetric positive definite matrix; empty array if it is not one. */
    public static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] work = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
        }
        for (int i = 0; i < n; i++) {
            if (!(work[i][i] > 0)) {
                return new double[0][];
            }
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    double factor = work[j][i] / work[i][i];
                    for (int k = i; k < 2 * n; k++) {
                        work[j][k] -= factor * work[i][k];
                    }
                }
            }
        }
        double[][] out = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i][j] = work[i][n + j] / work[i][i];
            }
        }
        return out;
    }
}
