/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Units that are out: a demand stream's units stay out for one of several fixed times.
 *
 * <p>A stream with variance-to-mean v above 1 is taken as a compound Poisson process with logarithmic batches, so that the units
 * out of one fixed time are exactly negative binomial. With S(a) the chance that a unit is still out at age a, the mean is
 * {@code rate * integral of S} and the variance {@code rate * integral of (S + (v-1) S^2)}. For v = 1 the law is Poisson whatever
 * the law of the times (Palm), as long as no unit waits for a bench.
 *
 * @param mean expected units out
 * @param variance their variance
 */
public record Pipeline(double mean, double variance) {

    /** Nothing out. */
    public static final Pipeline NONE = new Pipeline(0, 0);

    /** A share of the units, and how long each of these stays out, in days. */
    public record Leg(double share, double days) {}

    /**
     * @param ratePerDay units a day that enter
     * @param varianceToMean of the stream that enters
     * @param legs where they go; shares may add up to less than one, the rest is not counted here
     */
    public static Pipeline of(double ratePerDay, double varianceToMean, List<Leg> legs) {
        List<Leg> sorted = new ArrayList<>(legs);
        sorted.sort(Comparator.comparingDouble(Leg::days));
        double out = 0;
        for (Leg leg : sorted) {
            out += leg.share();
        }
        double mean = 0;
        double square = 0;
        double from = 0;
        for (Leg leg : sorted) {
            mean += out * (leg.days() - from);
            square += out * out * (leg.days() - from);
            out = Math.max(0, out - leg.share());
            from = leg.days();
        }
        return new Pipeline(ratePerDay * mean, ratePerDay * (mean + (varianceToMean - 1) * square));
    }

    /** Both together, if they are independent. */
    public Pipeline plus(Pipeline other) {
        return new Pipeline(mean + other.mean, variance + other.variance);
    }

    public double varianceToMean() {
        return mean == 0 ? 1 : Math.max(1, variance / mean);
    }

    /** The count law with this mean and variance. */
    public CountLaw law() {
        double v = varianceToMean();
        return CountLaw.of(mean, v < 1 + 1e-12 ? 1 : v);
    }
}
