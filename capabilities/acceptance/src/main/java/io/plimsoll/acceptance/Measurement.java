/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One number that a tool measured.
 *
 * @param metric what was measured, in snake case, for example {@code allreduce_busbw}
 * @param unit one of {@link Units}
 * @param value a finite number
 * @param scope what it was measured on: {@code node}, {@code gpu:3}, {@code gpu:0-1} for a pair, {@code nic:mlx5_0}, {@code core:5}
 * @param labels what else tells one value from another, for example {@code size=8589934592}
 */
public record Measurement(String metric, String unit, double value, String scope, SortedMap<String, String> labels) {

    /** The scope of a number that speaks for the whole node. */
    public static final String NODE = "node";

    public Measurement {
        labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public Measurement(String metric, String unit, double value, String scope) {
        this(metric, unit, value, scope, new TreeMap<>());
    }

    public Measurement(String metric, String unit, double value, String scope, Map<String, String> labels) {
        this(metric, unit, value, scope, new TreeMap<>(labels));
    }
}
