/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import io.plimsoll.capacity.Measure;
import java.util.List;
import java.util.Map;

/**
 * The five measures of one commitment in one window.
 *
 * @param measures after exclusions
 * @param raw before exclusions
 * @param delivered unit-seconds delivered, at most what was promised, over unit-seconds promised
 * @param steps promise and delivery over time, after exclusions, where something was promised
 * @param worstNode its name; empty without nodes
 * @param says for k-of-n and contiguous: what was counted
 */
public record Availability(
        Map<Measure, Ratio> measures,
        Map<Measure, Ratio> raw,
        Ratio delivered,
        List<Step> steps,
        String worstNode,
        Map<Measure, String> says) {

    public Availability {
        measures = Map.copyOf(measures);
        raw = Map.copyOf(raw);
        steps = List.copyOf(steps);
        says = Map.copyOf(says);
    }

    /** Spans in which less was deliverable than promised. */
    public List<Step> shortfalls() {
        return steps.stream().filter(s -> s.missing() > 0).toList();
    }
}
