/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import java.util.List;
import java.util.Map;

/**
 * A law of failure times fitted by maximum likelihood.
 *
 * @param model WEIBULL, EXPONENTIAL, LOGNORMAL, LOGLOGISTIC or LIMITED_FAILURE_POPULATION
 * @param estimates by name: shape and scale; rate and mean; mu and sigma; with limited failures also fraction
 * @param standardErrors of the estimates, from the observed information
 * @param wald intervals from the normal law of the logarithm (logit for fraction, plain for mu)
 * @param likelihoodRatio intervals from the profile likelihood
 * @param quantiles times by which a share of the units has failed
 */
public record LawFit(
        String model,
        Map<String, Double> estimates,
        Map<String, Double> standardErrors,
        Map<String, Interval> wald,
        Map<String, Interval> likelihoodRatio,
        double logLikelihood,
        double aic,
        List<Quantile> quantiles) {

    /** The time by which {@code probability} has failed, with a Wald interval of its logarithm. */
    public record Quantile(double probability, double time, double low, double high) {}
}
