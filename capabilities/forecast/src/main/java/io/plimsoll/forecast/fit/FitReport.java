/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table of lifetimes says. Times are in the unit of the input, rates in failures a unit of time.
 *
 * @param model the law to go on with: WEIBULL, EXPONENTIAL, LIMITED_FAILURE_POPULATION, or NONE without failures
 * @param estimates of that law
 * @param intervals of that law, likelihood ratio where there is one, else Wald
 * @param logLikelihood of that law; null without one
 * @param exposure watched time of all units together
 * @param rateUpperBound without failures: the constant rate that the watched time leaves at the one-sided level
 * @param refused laws that were not fitted or are absurd, each with its reason
 * @param groups one such report for each group
 * @param prior of the groups' rates; null if they differ no more than chance lets them
 * @param varianceToMean of the groups' failure counts about one common rate; null with fewer than two groups
 * @param covariates whether the scale differs between the values of a column
 */
public record FitReport(
        String source,
        String group,
        long n,
        long failures,
        long rightCensored,
        long leftCensored,
        long intervalCensored,
        long truncated,
        double exposure,
        double level,
        String model,
        Map<String, Double> estimates,
        Map<String, Interval> intervals,
        Optional<Double> logLikelihood,
        Optional<Double> rateUpperBound,
        Optional<LawFit> weibull,
        Optional<LawFit> exponential,
        Optional<LawFit> lognormal,
        Optional<LawFit> loglogistic,
        Optional<LawFit> limitedFailurePopulation,
        List<Refusal> refused,
        List<SurvivalCurve.Step> kaplanMeier,
        List<SurvivalCurve.Stretch> turnbull,
        List<FitReport> groups,
        Optional<GammaPoisson.Prior> prior,
        List<GammaPoisson.GroupRate> rates,
        Optional<Double> varianceToMean,
        List<CovariateTest> covariates,
        List<String> warnings) {

    /** A law that should not be used, and why. */
    public record Refusal(String model, String reason) {}

    /**
     * A likelihood-ratio test of one Weibull scale for each value of a column against one for all, with one shape.
     *
     * @param scales of each value
     * @param pValue small where the column matters
     */
    public record CovariateTest(
            String column,
            Map<String, Double> scales,
            double shape,
            double likelihoodRatio,
            int degreesOfFreedom,
            double pValue) {}
}
