/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How criteria are learned.
 *
 * @param name of the set
 * @param learnedAt told in the set
 * @param budget the chance that a healthy node fails any metric of the whole suite
 * @param repeatabilityMin metrics less repeatable than this are told and not used
 * @param materialMin a shortfall smaller than this share is never a failure, however tight the fleet is
 * @param strata the class of each node; nodes not named are of {@link Stratum#ALL}
 * @param anchor the last signed set
 * @param acceptShift metrics whose shift or loosening a person has looked at and takes; {@code *} for all
 */
public record LearnOptions(
        String name,
        Instant learnedAt,
        double budget,
        double repeatabilityMin,
        double materialMin,
        Directions directions,
        Map<String, Stratum> strata,
        Optional<Anchor> anchor,
        Set<String> acceptShift) {

    public static final double BUDGET = 1e-3;
    public static final double REPEATABILITY_MIN = 0.95;
    public static final double MATERIAL_MIN = 0.001;

    public LearnOptions {
        if (!(budget > 0 && budget <= 0.5)) {
            throw new IllegalArgumentException("a budget is over 0 and at most 0.5, not " + budget);
        }
        strata = Map.copyOf(strata);
        acceptShift = Set.copyOf(acceptShift);
    }

    public static LearnOptions of(String name, Instant learnedAt) {
        return new LearnOptions(
                name,
                learnedAt,
                BUDGET,
                REPEATABILITY_MIN,
                MATERIAL_MIN,
                Directions.shipped(),
                new TreeMap<>(),
                Optional.empty(),
                new TreeSet<>());
    }

    public LearnOptions withBudget(double other) {
        return new LearnOptions(
                name, learnedAt, other, repeatabilityMin, materialMin, directions, strata, anchor, acceptShift);
    }

    public LearnOptions withStrata(Map<String, Stratum> other) {
        return new LearnOptions(
                name, learnedAt, budget, repeatabilityMin, materialMin, directions, other, anchor, acceptShift);
    }

    public LearnOptions withAnchor(Anchor other) {
        return new LearnOptions(
                name,
                learnedAt,
                budget,
                repeatabilityMin,
                materialMin,
                directions,
                strata,
                Optional.of(other),
                acceptShift);
    }

    public LearnOptions withAcceptShift(Set<String> other) {
        return new LearnOptions(
                name, learnedAt, budget, repeatabilityMin, materialMin, directions, strata, anchor, other);
    }

    public LearnOptions withDirections(Directions other) {
        return new LearnOptions(
                name, learnedAt, budget, repeatabilityMin, materialMin, other, strata, anchor, acceptShift);
    }

    boolean takes(String metric) {
        return acceptShift.contains("*") || acceptShift.contains(metric);
    }
}
