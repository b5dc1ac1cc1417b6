/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Newton;
import io.plimsoll.forecast.math.Special;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits a constant failure rate; in closed form unless failure times are known only as intervals. */
final class ExponentialFitter {

    private ExponentialFitter() {}

    /** Exact interval of a rate from {@code failures} in {@code exposure} (Garwood); the low end is null for no failure. */
    static Interval chiSquare(long failures, double exposure, double level) {
        double tail = (1 - level) / 2;
        double low = failures == 0 ? 0 : Special.chiSquareQuantile(2.0 * failures, tail) / (2 * exposure);
        double high = Special.chiSquareQuantile(2.0 * failures + 2, 1 - tail) / (2 * exposure);
        return Interval.of(low, high, "CHI_SQUARE");
    }

    /** The rate that no failure in {@code exposure} leaves at this one-sided level. */
    static double upperBoundWithoutFailure(double exposure, double level) {
        return -Math.log(1 - level) / exposure;
    }

    static LawFit fit(List<Lifetime> rows, double level) {
        long failures = 0;
        double exposure = 0;
        boolean exact = true;
        for (Lifetime row : rows) {
            failures += row.failure() ? row.count() : 0;
            exposure += row.count() * row.exposure();
            exact &= row.kind() != Lifetime.Kind.INTERVAL;
        }
        Newton.Smooth f = logRate(rows);
        double start = Math.log(failures / exposure);
        Newton.Maximum best = exact
                ? new Newton.Maximum(
                        new double[] {start},
                        f.value(new double[] {start}),
                        Newton.information(f, new double[] {start}),
                        true)
                : Newton.maximise(f, new double[] {start});
        double rate = Math.exp(best.at()[0]);
        double se = 1 / Math.sqrt(best.information()[0][0]);
        double z = Special.normalQuantile(0.5 + level / 2);
        Interval wald = Interval.of(rate * Math.exp(-z * se), rate * Math.exp(z * se), "WALD");
        Interval log = Profile.interval(best.at()[0], se, level, best.value(), x -> f.value(new double[] {x}));
        Double low = log.low();
        Double high = log.high();
        Interval ratio = Interval.of(
                low == null ? 0 : Math.exp(low),
                high == null ? Double.POSITIVE_INFINITY : Math.exp(high),
                "LIKELIHOOD_RATIO");
        Map<String, Double> estimates = new LinkedHashMap<>();
        estimates.put("rate", rate);
        estimates.put("mean", 1 / rate);
        List<LawFit.Quantile> quantiles = List.of(quantile(0.1, rate, z * se), quantile(0.5, rate, z * se));
        return new LawFit(
                "EXPONENTIAL",
                estimates,
                Map.of("rate", rate * se, "mean", se / rate),
                Map.of("rate", wald, "mean", inverse(wald)),
                Map.of("rate", ratio, "mean", inverse(ratio)),
                best.value(),
                2 - 2 * best.value(),
                quantiles);
    }

    private static LawFit.Quantile quantile(double p, double rate, double half) {
        double time = -Math.log1p(-p) / rate;
        return new LawFit.Quantile(p, time, time * Math.exp(-half), time * Math.exp(half));
    }

    private static Interval inverse(Interval of) {
        Double low = of.low();
        Double high = of.high();
        return Interval.of(high == null ? 0 : 1 / high, low == null ? Double.POSITIVE_INFINITY : 1 / low, of.method());
    }

    private static Newton.Smooth logRate(List<Lifetime> rows) {
        return new Newton.Smooth() {
            @Override
            public double value(double[] at) {
                double rate = Math.exp(at[0]);
                double sum = 0;
                for (Lifetime row : rows) {
                    double one = switch (row.kind()) {
                        case EXACT -> at[0] - rate * (row.left() - row.entry());
                        case RIGHT -> -rate * (row.left() - row.entry());
                        case INTERVAL ->
                            -rate * (row.left() - row.entry())
                                    + Math.log(-Math.expm1(-rate * (row.right() - row.left())));
                    };
                    sum += row.count() * one;
                }
                return sum;
            }

            @Override
            public void gradient(double[] at, double[] out) {
                double rate = Math.exp(at[0]);
                double sum = 0;
                for (Lifetime row : rows) {
                    double one = switch (row.kind()) {
                        case EXACT -> 1 - rate * (row.left() - row.entry());
                        case RIGHT -> -rate * (row.left() - row.entry());
                        case INTERVAL -> {
                            double width = row.right() - row.left();
                            yield -rate * (row.left() - row.entry()) + rate * width / Math.expm1(rate * width);
                        }
                    };
                    sum += row.count() * one;
                }
                out[0] = sum;
            }
        };
    }
}
