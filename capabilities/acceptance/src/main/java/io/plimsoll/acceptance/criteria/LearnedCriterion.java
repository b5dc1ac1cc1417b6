/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.CanonicalJson;
import java.util.List;
import java.util.Optional;

/**
 * What was learned of one metric in one class of nodes; the component names are the keys of the document.
 *
 * @param unit as measured; empty where the tool tells none
 * @param used whether nodes are judged by it
 * @param atLeast the lowest single value that is healthy, in the metric's unit; empty if low is not bad or not used
 * @param atMost the highest single value that is healthy; empty if high is not bad or not used
 * @param distanceMax the distance from the centroid at which a node fails; the limits above are the same, told as values
 * @param relative whether the distance is a share of the value or in the metric's unit
 * @param falseFail the chance that a healthy node fails this metric
 * @param centroid the sample that stands for the healthy fleet, sorted
 * @param originCentre the centre of the first set of the chain of anchors, so that many small shifts add up
 * @param anchored whether limit and centroid are those of the anchor
 */
public record LearnedCriterion(
        String metric,
        String unit,
        Direction direction,
        boolean used,
        Optional<Double> atLeast,
        Optional<Double> atMost,
        double distanceMax,
        boolean relative,
        double falseFail,
        List<Double> centroid,
        double originCentre,
        boolean anchored,
        Population population,
        List<Note> notes) {

    /**
     * The measurements behind it.
     *
     * @param nodes with this metric
     * @param setAside of those, the ones beyond the limit, which did not count
     * @param scopes how many scopes the most nodes have
     * @param repeatability mean similarity of repeats
     * @param repeats pairs of true repeats
     * @param repeatShare the share of the variance between values that is between repeats of one; 0 if not known
     * @param independent how many independent values the law rests on
     * @param skew of the law towards the bad side; 0 for the normal law
     * @param weight of the law's tails; 0 for the normal law, above 0 heavier
     * @param quantiles of the nodes' means at {@link #LEVELS}
     */
    public record Population(
            int nodes,
            int setAside,
            int scopes,
            double repeatability,
            int repeats,
            double repeatShare,
            int independent,
            double skew,
            double weight,
            List<Double> quantiles) {

        public static final List<Double> LEVELS =
                List.of(0.0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0);

        static final Population NONE = new Population(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

        public Population {
            quantiles = List.copyOf(quantiles);
        }
    }

    public LearnedCriterion {
        centroid = List.copyOf(centroid);
        notes = List.copyOf(notes);
    }

    /** The distance that the mean of so many runs of one scope must exceed to fail: repeats take their own noise away. */
    double distanceMax(int runs) {
        return runs < 2 ? distanceMax : distanceMax * Math.sqrt(1 - population.repeatShare() * (1 - 1.0 / runs));
    }

    /** The mean of the centroid. */
    public double centre() {
        return centroid.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    public boolean has(Note.Code code) {
        return notes.stream().anyMatch(n -> n.code() == code);
    }

    /** {@code >= 51.2 GB/s}, {@code from 48 to 55 degC}, or {@code not used}. */
    public String text() {
        if (!used) {
            return "not used";
        }
        String tail = unit.isEmpty() ? "" : " " + unit;
        if (atLeast.isPresent() && atMost.isPresent()) {
            return "from " + CanonicalJson.rounded(atLeast.get()) + " to " + CanonicalJson.rounded(atMost.get()) + tail;
        }
        return atLeast.map(v -> ">= " + CanonicalJson.rounded(v))
                        .orElseGet(() -> "<= " + CanonicalJson.rounded(atMost.orElse(0.0)))
                + tail;
    }

    double[] sample() {
        return centroid.stream().mapToDouble(Double::doubleValue).toArray();
    }

    LearnedCriterion with(boolean use, List<Note> told) {
        return new LearnedCriterion(
                metric,
                unit,
                direction,
                use,
                use ? atLeast : Optional.empty(),
                use ? atMost : Optional.empty(),
                distanceMax,
                relative,
                falseFail,
                centroid,
                originCentre,
                anchored,
                population,
                told);
    }

    LearnedCriterion withOrigin(double centre) {
        return new LearnedCriterion(
                metric,
                unit,
                direction,
                used,
                atLeast,
                atMost,
                distanceMax,
                relative,
                falseFail,
                centroid,
                centre,
                anchored,
                population,
                notes);
    }

    /** The limits of another, the population of this one. */
    LearnedCriterion withLimitsOf(LearnedCriterion other, List<Note> told) {
        return new LearnedCriterion(
                metric,
                other.unit,
                other.direction,
                true,
                other.atLeast,
                other.atMost,
                other.distanceMax,
                other.relative,
                other.falseFail,
                other.centroid,
                other.originCentre,
                true,
                population,
                told);
    }
}
