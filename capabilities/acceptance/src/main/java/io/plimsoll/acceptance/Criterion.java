/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The limit that every measurement of a metric must keep.
 *
 * @param where only measurements with all these labels are judged
 * @param appliesWhen only nodes with such a part are judged; empty for all
 * @param source where the limit comes from, so that a reader can look it up; never empty
 */
public record Criterion(
        String metric,
        Comparison comparison,
        double limit,
        String unit,
        SortedMap<String, String> where,
        Optional<PartCondition> appliesWhen,
        String source) {

    public Criterion {
        where = Collections.unmodifiableSortedMap(new TreeMap<>(where));
    }

    public static Criterion of(String metric, Comparison comparison, double limit, String unit, String source) {
        return new Criterion(metric, comparison, limit, unit, new TreeMap<>(), Optional.empty(), source);
    }

    /** Whether this criterion speaks of the measurement. */
    public boolean concerns(Measurement measurement) {
        Map<String, String> labels = measurement.labels();
        return metric.equals(measurement.metric())
                && where.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())));
    }

    /** {@code h2d_bandwidth >= 52 GB/s}. */
    public String text() {
        String labels = where.isEmpty() ? "" : " at " + where;
        return metric + labels + " " + comparison.sign() + " " + CanonicalJson.number(limit) + " " + unit;
    }
}
