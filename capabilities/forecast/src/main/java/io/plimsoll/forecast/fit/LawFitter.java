/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Newton;
import io.plimsoll.forecast.math.Special;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits Weibull, lognormal and loglogistic laws, with Wald and profile-likelihood intervals. */
final class LawFitter {

    /** A shape beyond this means that all failures fell on one moment. */
    private static final double SHAPE_MAX = 1e4;

    private static final double[] QUANTILES = {0.01, 0.05, 0.1, 0.5, 0.9};

    private final Family family;
    private final Likelihood likelihood;
    private final double level;
    private final double z;

    LawFitter(Family family, List<Lifetime> rows, double level) {
        this.family = family;
        this.likelihood = new Likelihood(family, rows, false);
        this.level = level;
        this.z = Special.normalQuantile(0.5 + level / 2);
    }

    /** The maximum in the likelihood's own variables; empty if there is none with a finite shape. */
    Optional<Newton.Maximum> maximum() {
        Newton.Maximum best = Newton.maximise(likelihood, new double[] {-0.5, 0});
        if (!best.converged()) {
            Newton.Maximum other = Newton.maximise(likelihood, new double[] {-2, -0.7});
            best = other.converged() || other.value() > best.value() ? other : best;
        }
        return best.converged()
                        && Math.exp(best.at()[1]) < SHAPE_MAX
                        && Math.exp(best.at()[1]) > 1 / SHAPE_MAX
                        && covariance(best).length == 2
                ? Optional.of(best)
                : Optional.empty();
    }

    double centre() {
        return likelihood.centre;
    }

    private static double[][] covariance(Newton.Maximum maximum) {
        return io.plimsoll.forecast.math.Numeric.inverse(maximum.information());
    }

    LawFit fit(Newton.Maximum maximum) {
        double a = maximum.at()[0];
        double shape = Math.exp(maximum.at()[1]);
        double location = likelihood.centre - a / shape;
        double[][] covariance = covariance(maximum);
        // Gradient of the location by (a, b): location = centre - a exp(-b).
        double[] byLocation = {-1 / shape, a / shape};
        double seLocation = Math.sqrt(form(byLocation, covariance));
        double seLogShape = Math.sqrt(covariance[1][1]);
        Interval locationLr = profileLocation(maximum, location, seLocation);
        Interval logShapeLr = profileShape(maximum, seLogShape);
        Map<String, Double> estimates = new LinkedHashMap<>();
        Map<String, Double> errors = new LinkedHashMap<>();
        Map<String, Interval> wald = new LinkedHashMap<>();
        Map<String, Interval> ratio = new LinkedHashMap<>();
        double logShape = Math.log(shape);
        if (family == Family.LOGNORMAL) {
            estimates.put("mu", location);
            estimates.put("sigma", 1 / shape);
            errors.put("mu", seLocation);
            errors.put("sigma", seLogShape / shape);
            wald.put("mu", new Interval(location - z * seLocation, location + z * seLocation, "WALD"));
            wald.put("sigma", exp(-logShape - z * seLogShape, -logShape + z * seLogShape, "WALD"));
            ratio.put("mu", locationLr);
            ratio.put(
                    "sigma",
                    exp(-orInfinite(logShapeLr.high(), 1), -orInfinite(logShapeLr.low(), -1), "LIKELIHOOD_RATIO"));
        } else {
            estimates.put("shape", shape);
            estimates.put("scale", Math.exp(location));
            errors.put("shape", shape * seLogShape);
            errors.put("scale", Math.exp(location) * seLocation);
            wald.put("shape", exp(logShape - z * seLogShape, logShape + z * seLogShape, "WALD"));
            wald.put("scale", exp(location - z * seLocation, location + z * seLocation, "WALD"));
            ratio.put(
                    "shape",
                    exp(orInfinite(logShapeLr.low(), -1), orInfinite(logShapeLr.high(), 1), "LIKELIHOOD_RATIO"));
            ratio.put(
                    "scale",
                    exp(orInfinite(locationLr.low(), -1), orInfinite(locationLr.high(), 1), "LIKELIHOOD_RATIO"));
        }
        return new LawFit(
                family.name(),
                estimates,
                errors,
                wald,
                ratio,
                maximum.value(),
                4 - 2 * maximum.value(),
                quantiles(a, shape, location, covariance));
    }

    private static double orInfinite(@org.jspecify.annotations.Nullable Double end, int sign) {
        return end == null ? sign * Double.POSITIVE_INFINITY : end;
    }

    private static Interval exp(double low, double high, String method) {
        return Interval.of(Math.exp(low), Math.exp(high), method);
    }

    private List<LawFit.Quantile> quantiles(double a, double shape, double location, double[][] covariance) {
        List<LawFit.Quantile> out = new ArrayList<>();
        for (double p : QUANTILES) {
            double w = family.quantile(p);
            double log = location + w / shape;
            double se = Math.sqrt(form(new double[] {-1 / shape, (a - w) / shape}, covariance));
            out.add(new LawFit.Quantile(p, Math.exp(log), Math.exp(log - z * se), Math.exp(log + z * se)));
        }
        return out;
    }

    static double form(double[] v, double[][] m) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum += v[i] * m[i][j] * v[j];
            }
        }
        return sum;
    }

    /** Interval of b = log shape: where the best a for a given b loses half a chi-square quantile. */
    private Interval profileShape(Newton.Maximum maximum, double error) {
        double[] a = {maximum.at()[0]};
        return Profile.interval(maximum.at()[1], error, level, maximum.value(), b -> {
            Newton.Maximum inner = Newton.maximise(
                    Profile.line(likelihood, x -> new double[] {x, b}, x -> new double[] {1, 0}), a.clone());
            a[0] = inner.at()[0];
            return inner.value();
        });
    }

    /** Interval of the location m: along a = exp(b) (centre - m) the best b. */
    private Interval profileLocation(Newton.Maximum maximum, double location, double error) {
        double[] b = {maximum.at()[1]};
        return Profile.interval(location, error, level, maximum.value(), m -> {
            double shift = likelihood.centre - m;
            Newton.Maximum inner = Newton.maximise(
                    Profile.line(likelihood, x -> new double[] {Math.exp(x) * shift, x}, x ->
                            new double[] {Math.exp(x) * shift, 1}),
                    b.clone());
            b[0] = inner.at()[0];
            return inner.value();
        });
    }
}
