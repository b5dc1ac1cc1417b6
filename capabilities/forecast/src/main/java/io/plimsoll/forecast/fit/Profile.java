/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Newton;
import io.plimsoll.forecast.math.Special;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Likelihood-ratio intervals of one variable, the others at their best. */
final class Profile {

    private static final int DOUBLINGS_MAX = 12;

    private Profile() {}

    /** A likelihood along a curve through its variables: {@code path} with its derivative. */
    static Newton.Smooth line(Newton.Smooth f, DoubleFunction<double[]> path, DoubleFunction<double[]> slope) {
        return new Newton.Smooth() {
            @Override
            public double value(double[] at) {
                return f.value(path.apply(at[0]));
            }

            @Override
            public void gradient(double[] at, double[] out) {
                double[] point = path.apply(at[0]);
                double[] inner = new double[point.length];
                f.gradient(point, inner);
                double[] by = slope.apply(at[0]);
                out[0] = 0;
                for (int i = 0; i < by.length; i++) {
                    out[0] += by[i] * inner[i];
                }
            }
        };
    }

    /** Both ends; an end is null where the likelihood never falls far enough. */
    static Interval interval(double at, double error, double level, double best, DoubleUnaryOperator profile) {
        double drop = Special.chiSquareQuantile(1, level) / 2;
        DoubleUnaryOperator excess = x -> {
            double value = profile.applyAsDouble(x);
            return Double.isNaN(value) ? 1 : best - drop - value;
        };
        double low = end(at, -error, excess);
        double high = end(at, error, excess);
        return new Interval(
                Double.isInfinite(low) ? null : low, Double.isInfinite(high) ? null : high, "LIKELIHOOD_RATIO");
    }

    private static double end(double at, double error, DoubleUnaryOperator excess) {
        double inside = at;
        double step = 1.5 * error;
        for (int i = 0; i < DOUBLINGS_MAX; i++) {
            double outside = inside + step;
            if (excess.applyAsDouble(outside) > 0) {
                return between(inside, outside, excess);
            }
            inside = outside;
            step *= 1.6;
        }
        return error > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    private static double between(double inside, double outside, DoubleUnaryOperator excess) {
        double in = inside;
        double out = outside;
        for (int i = 0; i < 46 && Math.abs(out - in) > 1e-12 * Math.max(1, Math.abs(in)); i++) {
            double mid = (in + out) / 2;
            if (excess.applyAsDouble(mid) > 0) {
                out = mid;
            } else {
                in = mid;
            }
        }
        return (in + out) / 2;
    }
}
