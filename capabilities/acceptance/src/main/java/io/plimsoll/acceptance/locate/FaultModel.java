/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is believed before the first test, and how far a test can be trusted.
 *
 * @param priors chance that a part of this kind is bad; a kind that is not named is taken to be good
 * @param ownPriors parts with a prior of their own, such as a node whose loopback test was weak
 * @param miss chance that one bad part does not show in one test; independent between parts and tests
 * @param flake chance that a test fails though all in it are good
 * @param healthy spread of healthy values by metric; a metric that is not named is judged by pass and fail
 * @param source where priors, miss and flake come from, in words
 */
public record FaultModel(
        Map<FaultKind, Double> priors,
        Map<FaultPart, Double> ownPriors,
        double miss,
        double flake,
        Map<String, HealthyValues> healthy,
        String source) {

    /** Nothing is certain beyond this; keeps logarithms finite. */
    static final double CERTAIN = 1e-9;

    public FaultModel {
        EnumMap<FaultKind, Double> kept = new EnumMap<>(FaultKind.class);
        kept.putAll(priors);
        kept.values().forEach(p -> share("prior", p));
        ownPriors.values().forEach(p -> share("prior", p));
        share("miss", miss);
        share("flake", flake);
        priors = Map.copyOf(kept);
        ownPriors = Map.copyOf(ownPriors);
        healthy = Map.copyOf(healthy);
    }

    /** Only nodes can be bad. */
    public static FaultModel ofNodes(double bad, double miss, double flake, String source) {
        return new FaultModel(Map.of(FaultKind.NODE, bad), Map.of(), miss, flake, Map.of(), source);
    }

    public FaultModel withPrior(FaultKind kind, double prior) {
        EnumMap<FaultKind, Double> more = new EnumMap<>(FaultKind.class);
        more.putAll(priors);
        more.put(kind, prior);
        return new FaultModel(more, ownPriors, miss, flake, healthy, source);
    }

    public FaultModel withHealthy(Map<String, HealthyValues> values) {
        return new FaultModel(priors, ownPriors, miss, flake, values, source);
    }

    double prior(FaultPart part) {
        Double own = ownPriors.get(part);
        double p = own == null ? priors.getOrDefault(part.kind(), 0.0) : own;
        return Math.min(p, 1 - CERTAIN);
    }

    /** How likely the outcome is where nothing shows. */
    double likelihoodHealthy(Observation o) {
        HealthyValues values = healthy.get(o.metric());
        if (values == null || o.value().isEmpty()) {
            return Math.max(CERTAIN, o.passed() ? 1 - flake : flake);
        }
        double x = o.value().get();
        return (1 - flake) * values.healthyDensity(x) + flake * values.degradedDensity(x) + CERTAIN / values.median();
    }

    /** How likely the outcome is where a fault shows. */
    double likelihoodDegraded(Observation o) {
        HealthyValues values = healthy.get(o.metric());
        if (values == null || o.value().isEmpty()) {
            return o.passed() ? 0 : 1;
        }
        return values.degradedDensity(o.value().get());
    }

    private static void share(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " is a share from 0 to below 1, not " + value);
        }
    }
}
