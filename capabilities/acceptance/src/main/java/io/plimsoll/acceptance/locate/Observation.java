/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One result of one test of one or more nodes together.
 *
 * @param round from 1, as the tests were run
 * @param nodes all nodes that took part
 * @param via what else the test crossed: NICs, cables, ports, links
 * @param metric what was measured, such as {@code busbw}; names the healthy distribution, if there is one
 * @param passed whether the value held its limit
 * @param value what was measured, if more than the verdict is known
 * @param limit what it was held against
 */
public record Observation(
        int round,
        List<String> nodes,
        List<FaultPart> via,
        String metric,
        boolean passed,
        Optional<Double> value,
        Optional<Double> limit) {

    /** Any order of the same observations becomes this one. */
    static final Comparator<Observation> ORDER = Comparator.comparingInt(Observation::round)
            .thenComparing(o -> String.join(" ", o.nodes()))
            .thenComparing(o -> o.via().toString())
            .thenComparing(Observation::metric)
            .thenComparing(Observation::passed)
            .thenComparing(o -> o.value().orElse(0.0));

    public Observation {
        nodes = List.copyOf(nodes);
        via = List.copyOf(via);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("an observation speaks of at least one node");
        }
    }

    /** A verdict alone. */
    public static Observation judged(int round, List<String> nodes, List<FaultPart> via, boolean passed) {
        return new Observation(round, nodes, via, "", passed, Optional.empty(), Optional.empty());
    }

    /** A value held against a lower limit. */
    public static Observation measured(
            int round, List<String> nodes, List<FaultPart> via, String metric, double value, double limit) {
        return new Observation(round, nodes, via, metric, value >= limit, Optional.of(value), Optional.of(limit));
    }
}
