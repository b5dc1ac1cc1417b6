/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.math;

import java.util.Arrays;

/**
 * Maximises a smooth function of a few variables whose gradient is known: Newton's step on a Hessian differenced from the gradient,
 * made steeper where the function is not concave, shortened until the value grows.
 */
public final class Newton {

    private static final int STEPS_MAX = 500;

    private Newton() {}

    /** A function with its gradient; the value may be {@code -Infinity} or NaN outside of where it is defined. */
    public interface Smooth {
        double value(double[] at);

        void gradient(double[] at, double[] out);
    }

    /** Where the function is largest. Without {@link #converged} nothing else here means much. */
    public static final class Maximum {
        private final double[] at;
        private final double value;
        private final double[][] information;
        private final boolean converged;

        public Maximum(double[] at, double value, double[][] information, boolean converged) {
            this.at = at;
            this.value = value;
            this.information = information;
            this.converged = converged;
        }

        public double[] at() {
            return at;
        }

        public double value() {
            return value;
        }

        /** The negative Hessian there. */
        public double[][] information() {
            return information;
        }

        /** Whether the gradient vanished. */
        public boolean converged() {
            return converged;
        }
    }

    /** The maximum that is reached from {@code start}. */
    public static Maximum maximise(Smooth f, double[] start) {
        int n = start.length;
        double[] at = start.clone();
        double value = f.value(at);
        double[] gradient = new double[n];
        for (int step = 0; step < STEPS_MAX; step++) {
            f.gradient(at, gradient);
            double[][] information = information(f, at);
            double[] direction = direction(information, gradient);
            double slope = 0;
            for (int i = 0; i < n; i++) {
                slope += direction[i] * gradient[i];
            }
            if (!(slope > 1e-14 * Math.max(1, Math.abs(value)))) {
                // So near, a last whole step is exact and the value itself can no longer tell.
                double[] last = moved(at, direction, 1);
                double lastValue = f.value(last);
                boolean better = lastValue >= value - 1e-9 * Math.max(1, Math.abs(value));
                return new Maximum(better ? last : at, better ? lastValue : value, information, Math.abs(slope) < 1e-6);
            }
            double length = 1;
            double[] next = at;
            double nextValue = Double.NaN;
            while (length > 1e-12) {
                next = moved(at, direction, length);
                nextValue = f.value(next);
                if (nextValue >= value + 1e-4 * length * slope) {
                    break;
                }
                length /= 2;
            }
            if (!(nextValue >= value + 1e-4 * length * slope)) {
                return new Maximum(at, value, information, slope < 1e-7);
            }
            at = next;
            value = nextValue;
        }
        return new Maximum(at, value, information(f, at), false);
    }

    private static double[] moved(double[] at, double[] direction, double length) {
        double[] out = at.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += length * direction[i];
        }
        return out;
    }

    private static double[] direction(double[][] information, double[] gradient) {
        int n = gradient.length;
        double damping = 0;
        for (int attempt = 0; attempt < 60; attempt++) {
            double[][] damped = new double[n][];
            for (int i = 0; i < n; i++) {
                damped[i] = information[i].clone();
                damped[i][i] += damping;
            }
            double[][] inverse = Numeric.inverse(damped);
            if (inverse.length > 0) {
                double[] out = new double[n];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        out[i] += inverse[i][j] * gradient[j];
                    }
                }
                if (Arrays.stream(out).allMatch(Double::isFinite)) {
                    return out;
                }
            }
            damping = damping == 0 ? 1e-6 : damping * 10;
        }
        return gradient.clone();
    }

    /** The negative Hessian, by central differences of the gradient. */
    public static double[][] information(Smooth f, double[] at) {
        int n = at.length;
        double[][] out = new double[n][n];
        double[] up = new double[n];
        double[] down = new double[n];
        for (int i = 0; i < n; i++) {
            double h = 6e-6 * Math.max(1, Math.abs(at[i]));
            double[] moved = at.clone();
            moved[i] = at[i] + h;
            f.gradient(moved, up);
            moved[i] = at[i] - h;
            f.gradient(moved, down);
            for (int j = 0; j < n; j++) {
                out[i][j] = -(up[j] - down[j]) / (2 * h);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (out[i][j] + out[j][i]) / 2;
                out[i][j] = mean;
                out[j][i] = mean;
            }
        }
        return out;
    }
}
