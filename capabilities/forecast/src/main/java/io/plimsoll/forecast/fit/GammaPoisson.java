/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Newton;
import io.plimsoll.forecast.math.Special;
import java.util.List;
import java.util.Optional;

/**
 * Failure rates of groups, each drawn towards what all groups have in common: Poisson counts with a gamma prior whose two numbers
 * come from the counts themselves (empirical Bayes on the negative binomial marginal likelihood), or are handed in.
 */
public final class GammaPoisson {

    /** A prior this sharp says that the groups do not differ. */
    private static final double SHAPE_MAX = 1e6;

    private GammaPoisson() {}

    /** Gamma law of a rate; its mean is {@code shape / rate}, {@code rate} in units of exposure. */
    public record Prior(double shape, double rate) {}

    /** Failures of one group in its watched time. */
    public record Count(String group, long failures, double exposure) {}

    /**
     * @param raw failures by exposure
     * @param mean of the posterior
     * @param interval of the posterior
     * @param predictiveShape of the negative binomial law of future failures: shape and, with future exposure T, probability
     *     predictiveRate / (predictiveRate + T)
     */
    public record GroupRate(
            String group,
            long failures,
            double exposure,
            double raw,
            double mean,
            Interval interval,
            double predictiveShape,
            double predictiveRate) {}

    public static GroupRate posterior(Prior prior, Count count, double level) {
        double a = prior.shape() + count.failures();
        double b = prior.rate() + count.exposure();
        double tail = (1 - level) / 2;
        return new GroupRate(
                count.group(),
                count.failures(),
                count.exposure(),
                count.failures() / count.exposure(),
                a / b,
                new Interval(Special.gammaQuantile(a, tail) / b, Special.gammaQuantile(a, 1 - tail) / b, "GAMMA"),
                a,
                b);
    }

    /** The prior under which the counts are likeliest; empty if the groups differ no more than chance lets them. */
    public static Optional<Prior> empirical(List<Count> counts) {
        long failures = counts.stream().mapToLong(Count::failures).sum();
        double exposure = counts.stream().mapToDouble(Count::exposure).sum();
        if (counts.size() < 2 || failures == 0) {
            return Optional.empty();
        }
        double mean = failures / exposure;
        Newton.Smooth f = marginal(counts);
        Newton.Maximum best = null;
        for (double shape : new double[] {0.5, 3, 30}) {
            Newton.Maximum found = Newton.maximise(f, new double[] {Math.log(mean), Math.log(shape)});
            if (found.converged() && (best == null || found.value() > best.value())) {
                best = found;
            }
        }
        if (best == null || Math.exp(best.at()[1]) > SHAPE_MAX || best.value() < poisson(counts, mean) + 1e-9) {
            return Optional.empty();
        }
        double shape = Math.exp(best.at()[1]);
        return Optional.of(new Prior(shape, shape / Math.exp(best.at()[0])));
    }

    private static double poisson(List<Count> counts, double mean) {
        return counts.stream()
                .mapToDouble(c -> c.failures() * Math.log(mean * c.exposure())
                        - mean * c.exposure()
                        - Special.logGamma(c.failures() + 1.0))
                .sum();
    }

    /** By log mean and log shape. */
    private static Newton.Smooth marginal(List<Count> counts) {
        return new Newton.Smooth() {
            @Override
            public double value(double[] at) {
                double shape = Math.exp(at[1]);
                double rate = shape / Math.exp(at[0]);
                double sum = 0;
                for (Count c : counts) {
                    for (long k = 0; k < c.failures(); k++) {
                        sum += Math.log((shape + k) / (k + 1) * c.exposure() / (rate + c.exposure()));
                    }
                    sum -= shape * Math.log1p(c.exposure() / rate);
                }
                return sum;
            }

            @Override
            public void gradient(double[] at, double[] out) {
                double shape = Math.exp(at[1]);
                double mean = Math.exp(at[0]);
                double byMean = 0;
                double byShape = 0;
                for (Count c : counts) {
                    double t = c.exposure();
                    double expected = mean * t;
                    byMean += shape * (c.failures() - expected) / (shape + expected);
                    for (long k = 0; k < c.failures(); k++) {
                        byShape += shape / (shape + k);
                    }
                    byShape += shape * (-Math.log1p(expected / shape) + (expected - c.failures()) / (shape + expected));
                }
                out[0] = byMean;
                out[1] = byShape;
            }
        };
    }

    /** Pearson's dispersion of the counts about one common rate: 1 for Poisson. The estimate of variance-to-mean of demand. */
    public static double varianceToMean(List<Count> counts) {
        long failures = counts.stream().mapToLong(Count::failures).sum();
        double exposure = counts.stream().mapToDouble(Count::exposure).sum();
        double sum = 0;
        for (Count c : counts) {
            double expected = failures * c.exposure() / exposure;
            sum += (c.failures() - expected) * (c.failures() - expected) / expected;
        }
        return sum / (counts.size() - 1);
    }
}
