/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What was measured on many nodes, in columns: one a metric, sorted by name. Immutable; made by {@link SamplesBuilder}.
 */
public final class Samples {

    private final List<String> nodes;
    private final List<String> scopes;
    private final List<Column> columns;
    private final Map<String, List<String>> errors;
    private final List<Note> notes;

    Samples(
            List<String> nodes,
            List<String> scopes,
            List<Column> columns,
            Map<String, List<String>> errors,
            List<Note> notes) {
        this.nodes = List.copyOf(nodes);
        this.scopes = List.copyOf(scopes);
        this.columns = List.copyOf(columns);
        this.errors = new TreeMap<>(errors);
        this.notes = List.copyOf(notes);
    }

    /** One value a node and metric, without copying; what a benchmark or a table has. {@code values[metric][node]}. */
    public static Samples ofTable(List<String> nodes, List<String> metrics, String unit, double[][] values) {
        return ofTable(nodes, metrics, unit, 1, values);
    }

    /** The same with several scopes: a node's values stand together, {@code values[metric][node * scopes + scope]}. */
    public static Samples ofTable(
            List<String> nodes, List<String> metrics, String unit, int scopes, double[][] values) {
        int n = nodes.size() * scopes;
        int[] start = new int[n + 1];
        int[] node = new int[n];
        int[] scope = new int[n];
        for (int i = 0; i < n; i++) {
            start[i + 1] = i + 1;
            node[i] = i / scopes;
            scope[i] = i % scopes;
        }
        List<Column> columns = new ArrayList<>();
        for (int m = 0; m < metrics.size(); m++) {
            columns.add(new Column(metrics.get(m), unit, values[m], start, node, scope, new int[0]));
        }
        List<String> names = scopes == 1
                ? List.of(Measurement.NODE)
                : IntStream.range(0, scopes).mapToObj(s -> "scope:" + s).toList();
        return new Samples(nodes, names, columns, Map.of(), List.of());
    }

    /** Names, sorted. */
    public List<String> nodes() {
        return nodes;
    }

    public List<String> metrics() {
        return columns.stream().map(c -> c.metric).toList();
    }

    /** What was dropped or looked odd while the samples were put together. */
    public List<Note> notes() {
        return notes;
    }

    /** The tests that broke on a node. */
    public List<String> errors(String node) {
        return errors.getOrDefault(node, List.of());
    }

    List<Column> columns() {
        return columns;
    }

    List<String> scopes() {
        return scopes;
    }

    Optional<Column> column(String metric) {
        return columns.stream().filter(c -> c.metric.equals(metric)).findFirst();
    }
}
