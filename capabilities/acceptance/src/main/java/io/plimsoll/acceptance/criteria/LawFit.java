/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.util.Arrays;

/**
 * Reads a {@link NoiseLaw} off order statistics: weighted least squares of the logarithms of half-spreads. On the bad side only
 * the middle is read, up to {@link NoiseLaw#READ_TO}: farther out bad nodes would be taken for the noise's tail. How heavy the
 * tail is comes from the good side, which has none.
 *
 * <p>The covariance of the estimate follows from that of order statistics of the law itself (Mosteller 1946).
 */
final class LawFit {

    private static final double[] BAD = {0.4, 0.6, 0.8, 1.0, 1.25, NoiseLaw.READ_TO};
    private static final double[] GOOD = {0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0, 2.3, 2.6, 2.9, 3.2};

    /** So many values at least lie beyond the farthest level that is read. */
    private static final double BEYOND_MIN = 1.5;

    private static final int GOOD_MIN = 5;

    /** A spread of less than this share of the widest is a tie of values. */
    private static final double TIE = 0.02;

    private LawFit() {}

    /**
     * The law of {@code sorted[from..to)}, distances that ascend to the bad side.
     *
     * @param independent values; fewer than {@code to - from} where those of a node go together
     */
    static NoiseLaw fit(double[] sorted, int from, int to, double independent) {
        int good = GOOD_MIN;
        while (good < GOOD.length && Normal.above(GOOD[good]) * independent >= BEYOND_MIN) {
            good++;
        }
        double centre = at(sorted, from, to, 0);
        int rows = BAD.length + good;
        double[] z = new double[rows];
        double[] spread = new double[rows];
        double widest = 0;
        for (int i = 0; i < rows; i++) {
            z[i] = i < BAD.length ? BAD[i] : -GOOD[i - BAD.length];
            spread[i] = Math.abs(at(sorted, from, to, z[i]) - centre);
            widest = Math.max(widest, spread[i]);
        }
        if (!(spread[BAD.length - 1] > 0) || !(spread[rows - 1] > 0)) {
            return new NoiseLaw(centre, Double.NaN, 0, 0, new double[9], independent);
        }
        double[] log = new double[rows];
        for (int i = 0; i < rows; i++) {
            log[i] = Math.log(Math.max(spread[i], TIE * widest) / Math.abs(z[i]));
        }
        double[][] solve = Plans.of(good);
        double[] theta = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < rows; i++) {
                theta[k] += solve[k][i] * log[i];
            }
        }
        return new NoiseLaw(
                centre,
                theta[0],
                theta[1],
                theta[2],
                covariance(solve, z, theta[1], theta[2], independent),
                independent);
    }

    /** The order statistic at a normal level. */
    private static double at(double[] sorted, int from, int to, double z) {
        double place = (1 - Normal.above(z)) * (to - from) - 0.5;
        int low = Math.clamp((int) Math.floor(place), 0, to - from - 1);
        int high = Math.min(low + 1, to - from - 1);
        double part = Math.clamp(place - low, 0, 1);
        return sorted[from + low] + part * (sorted[from + high] - sorted[from + low]);
    }

    private static double[] covariance(double[][] solve, double[] z, double skew, double weight, double independent) {
        int rows = z.length;
        double[] own = new double[rows];
        double[] middle = new double[rows];
        for (int i = 0; i < rows; i++) {
            double side = Math.signum(z[i]);
            double away = Math.abs(z[i]);
            double s = Math.clamp(side * skew, -0.5, 1.5);
            double w = Math.clamp(weight, -0.1, NoiseLaw.WEIGHT_MAX);
            own[i] = side * Math.max(0.1, 1 / away + s / 2 + w * (0.8 * away + away * away / 8));
            middle[i] = -side * Math.exp(-s * away / 2 - w * NoiseLaw.heavy(away)) / away;
        }
        double[][] e = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                e[i][j] = own[i] * own[j] * order(z[i], z[j])
                        + own[i] * middle[j] * order(z[i], 0)
                        + own[j] * middle[i] * order(z[j], 0)
                        + middle[i] * middle[j] * order(0, 0);
                e[j][i] = e[i][j];
            }
        }
        double[] out = new double[9];
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < rows; j++) {
                        sum += solve[a][i] * e[i][j] * solve[b][j];
                    }
                }
                out[3 * a + b] = sum / independent;
                out[3 * b + a] = sum / independent;
            }
        }
        return out;
    }

    /** The covariance of two order statistics of one normal value, in z. */
    private static double order(double a, double b) {
        double low = Math.min(a, b);
        double high = Math.max(a, b);
        return Normal.above(-low) * Normal.above(high) / (Normal.density(low) * Normal.density(high));
    }

    /** The least squares for each number of levels on the good side, worked out once. */
    private static final class Plans {

        private static final double[][][] SOLVE = new double[GOOD.length + 1][][];

        static {
            for (int good = GOOD_MIN; good <= GOOD.length; good++) {
                SOLVE[good] = solve(good);
            }
        }

        static double[][] of(int good) {
            return SOLVE[good];
        }

        private static double[][] solve(int good) {
            int rows = BAD.length + good;
            double[][] x = new double[rows][];
            double[] weight = new double[rows];
            for (int i = 0; i < rows; i++) {
                double z = i < BAD.length ? BAD[i] : GOOD[i - BAD.length];
                double side = i < BAD.length ? 1 : -1;
                x[i] = new double[] {1, side * z / 2, NoiseLaw.heavy(z)};
                weight[i] = z * z / (order(z, z) - 2 * order(z, 0) + order(0, 0));
            }
            double[] normal = new double[9];
            for (int i = 0; i < rows; i++) {
                for (int a = 0; a < 3; a++) {
                    for (int b = 0; b < 3; b++) {
                        normal[3 * a + b] += weight[i] * x[i][a] * x[i][b];
                    }
                }
            }
            double[] inverse = Matrix3.inverse(normal);
            double[][] out = new double[3][rows];
            for (int a = 0; a < 3; a++) {
                for (int i = 0; i < rows; i++) {
                    for (int b = 0; b < 3; b++) {
                        out[a][i] += inverse[3 * a + b] * x[i][b] * weight[i];
                    }
                }
            }
            return out;
        }
    }

    /** Three by three, row by row. */
    static final class Matrix3 {

        private Matrix3() {}

        static double[] inverse(double[] m) {
            double a = m[4] * m[8] - m[5] * m[7];
            double b = m[5] * m[6] - m[3] * m[8];
            double c = m[3] * m[7] - m[4] * m[6];
            double det = m[0] * a + m[1] * b + m[2] * c;
            double[] out = {
                a, m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
                b, m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
                c, m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]
            };
            return Arrays.stream(out).map(v -> v / det).toArray();
        }

        static double[] times(double[] m, double[] v) {
            double[] out = new double[3];
            for (int a = 0; a < 3; a++) {
                out[a] = m[3 * a] * v[0] + m[3 * a + 1] * v[1] + m[3 * a + 2] * v[2];
            }
            return out;
        }
    }
}
