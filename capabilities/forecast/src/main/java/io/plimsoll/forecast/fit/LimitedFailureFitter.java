/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Newton;
import io.plimsoll.forecast.math.Numeric;
import io.plimsoll.forecast.math.Special;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits the limited-failure-population model: only a fraction of the units can fail at all, and those follow a Weibull law (Meeker,
 * Technometrics 29, 1987; Meeker and Escobar, section 11.5).
 */
final class LimitedFailureFitter {

    private static final double SHAPE_MAX = 1e4;
    private static final double[] STARTS = {1.05, 1.5, 4, 30};

    private LimitedFailureFitter() {}

    /** The fit, if the likelihood has a maximum with a fraction below one. */
    static Optional<LawFit> fit(List<Lifetime> rows, double level) {
        long failures = rows.stream()
                .filter(Lifetime::failure)
                .mapToLong(Lifetime::count)
                .sum();
        long all = rows.stream().mapToLong(Lifetime::count).sum();
        if (failures < 3 || failures == all) {
            return Optional.empty();
        }
        Likelihood likelihood = new Likelihood(Family.WEIBULL, rows, true);
        Newton.Maximum best = null;
        List<Lifetime> failed = rows.stream().filter(Lifetime::failure).toList();
        LawFitter ofFailed = new LawFitter(Family.WEIBULL, failed, level);
        Optional<Newton.Maximum> inner = ofFailed.maximum();
        for (double times : STARTS) {
            double p = Math.min(0.95, times * failures / all);
            double slope = inner.map(m -> Math.exp(m.at()[1])).orElse(1.0);
            double location =
                    inner.map(m -> ofFailed.centre() - m.at()[0] / slope).orElse(0.0);
            double[] start = {slope * (likelihood.centre - location), Math.log(slope), Math.log(p / (1 - p))};
            Newton.Maximum found = Newton.maximise(likelihood, start);
            boolean inside = found.converged()
                    && Math.abs(found.at()[2]) < 18
                    && Math.abs(found.at()[1]) < Math.log(SHAPE_MAX)
                    && Numeric.inverse(found.information()).length == 3;
            if (inside && (best == null || found.value() > best.value())) {
                best = found;
            }
        }
        return Optional.ofNullable(best).map(m -> describe(likelihood, m, level));
    }

    private static LawFit describe(Likelihood likelihood, Newton.Maximum maximum, double level) {
        double z = Special.normalQuantile(0.5 + level / 2);
        double[] at = maximum.at();
        double shape = Math.exp(at[1]);
        double location = likelihood.centre - at[0] / shape;
        double fraction = 1 / (1 + Math.exp(-at[2]));
        double[][] covariance = Numeric.inverse(maximum.information());
        double seLocation = Math.sqrt(LawFitter.form(new double[] {-1 / shape, at[0] / shape, 0}, covariance));
        double seShape = Math.sqrt(covariance[1][1]);
        double seLogit = Math.sqrt(covariance[2][2]);
        Map<String, Double> estimates = new LinkedHashMap<>();
        estimates.put("fraction", fraction);
        estimates.put("shape", shape);
        estimates.put("scale", Math.exp(location));
        Map<String, Double> errors = new LinkedHashMap<>();
        errors.put("fraction", fraction * (1 - fraction) * seLogit);
        errors.put("shape", shape * seShape);
        errors.put("scale", Math.exp(location) * seLocation);
        Map<String, Interval> wald = new LinkedHashMap<>();
        wald.put("fraction", Interval.of(logistic(at[2] - z * seLogit), logistic(at[2] + z * seLogit), "WALD"));
        wald.put("shape", Interval.of(shape * Math.exp(-z * seShape), shape * Math.exp(z * seShape), "WALD"));
        wald.put(
                "scale", Interval.of(Math.exp(location - z * seLocation), Math.exp(location + z * seLocation), "WALD"));
        Interval logit = profile(likelihood, maximum, seLogit, level);
        Double low = logit.low();
        Double high = logit.high();
        Map<String, Interval> ratio = Map.of(
                "fraction",
                new Interval(low == null ? 0 : logistic(low), high == null ? 1 : logistic(high), "LIKELIHOOD_RATIO"));
        return new LawFit(
                "LIMITED_FAILURE_POPULATION",
                estimates,
                errors,
                wald,
                ratio,
                maximum.value(),
                6 - 2 * maximum.value(),
                List.of());
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Interval profile(Likelihood likelihood, Newton.Maximum maximum, double error, double level) {
        double[] inner = {maximum.at()[0], maximum.at()[1]};
        return Profile.interval(maximum.at()[2], error, level, maximum.value(), c -> {
            Newton.Smooth fixed = new Newton.Smooth() {
                @Override
                public double value(double[] at) {
                    return likelihood.value(new double[] {at[0], at[1], c});
                }

                @Override
                public void gradient(double[] at, double[] out) {
                    double[] all = new double[3];
                    likelihood.gradient(new double[] {at[0], at[1], c}, all);
                    out[0] = all[0];
                    out[1] = all[1];
                }
            };
            Newton.Maximum found = Newton.maximise(fixed, inner.clone());
            if (found.converged()) {
                inner[0] = found.at()[0];
                inner[1] = found.at()[1];
            }
            return found.value();
        });
    }
}
