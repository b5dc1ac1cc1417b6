/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.util.List;

/**
 * The shapes that noise has over all metrics and classes of nodes: empirical Bayes (Efron and Morris 1973). One metric of 128
 * nodes says little about its tail, 450 of them together say much. A metric's own shape is drawn to that of all, the more so
 * the fewer values it has and the more alike all metrics are.
 *
 * @param skew the mean over metrics
 * @param skewVariance between metrics
 * @param weight the mean over metrics
 * @param weightVariance between metrics
 */
record Shapes(double skew, double skewVariance, double weight, double weightVariance) {

    /** What is taken where nothing was measured: nearly normal, with room for Student's t and for the exponential law. */
    static final Shapes BEFORE = new Shapes(0.1, 0.3 * 0.3, 0.04, 0.1 * 0.1);

    /** How much metrics differ, where nothing was measured; weighs as much as one metric. */
    private static final double SKEW_BETWEEN = 0.1 * 0.1;

    private static final double WEIGHT_BETWEEN = 0.03 * 0.03;

    static Shapes of(List<NoiseLaw> laws) {
        List<NoiseLaw> known = laws.stream().filter(NoiseLaw::known).toList();
        double[] s = pooled(
                known.stream().mapToDouble(NoiseLaw::skew).toArray(),
                known.stream().mapToDouble(l -> l.covariance()[4]).toArray(),
                BEFORE.skew,
                BEFORE.skewVariance,
                SKEW_BETWEEN);
        double[] w = pooled(
                known.stream().mapToDouble(NoiseLaw::weight).toArray(),
                known.stream().mapToDouble(l -> l.covariance()[8]).toArray(),
                BEFORE.weight,
                BEFORE.weightVariance,
                WEIGHT_BETWEEN);
        return new Shapes(s[0], s[1], w[0], w[1]);
    }

    /** Mean and variance between, by moments; the values' own errors are taken off. */
    private static double[] pooled(double[] value, double[] error, double mean0, double variance0, double between0) {
        double mean = mean0;
        double between = between0;
        for (int round = 0; round < 4; round++) {
            double weights = 1 / variance0;
            double sum = mean0 / variance0;
            for (int i = 0; i < value.length; i++) {
                double own = 1 / (error[i] + between);
                weights += own;
                sum += own * value[i];
            }
            mean = sum / weights;
            double squares = between0;
            double counts = 1;
            for (int i = 0; i < value.length; i++) {
                // An uncertain value says little about how much metrics differ.
                double say = between0 / (between0 + error[i]);
                squares += say * ((value[i] - mean) * (value[i] - mean) - error[i]);
                counts += say;
            }
            between = Math.max(squares / counts, between0 / 1e3);
        }
        return new double[] {mean, between};
    }

    /** A metric's law with its shape drawn to that of all. */
    NoiseLaw draw(NoiseLaw law) {
        if (!law.known()) {
            return law;
        }
        double[] precision = LawFit.Matrix3.inverse(law.covariance());
        double[] theta = {law.size(), law.skew(), law.weight()};
        double[] pull = LawFit.Matrix3.times(precision, theta);
        pull[1] += skew / skewVariance;
        pull[2] += weight / weightVariance;
        precision[4] += 1 / skewVariance;
        precision[8] += 1 / weightVariance;
        double[] covariance = LawFit.Matrix3.inverse(precision);
        double[] drawn = LawFit.Matrix3.times(covariance, pull);
        return new NoiseLaw(
                law.centre(),
                drawn[0],
                drawn[1],
                Math.min(drawn[2], NoiseLaw.WEIGHT_MAX),
                covariance,
                law.independent());
    }
}
