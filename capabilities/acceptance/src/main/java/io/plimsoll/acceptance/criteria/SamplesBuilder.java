/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts runs together into {@link Samples}. The order of the runs makes no difference; the same run handed in twice counts
 * once and is told; values of one metric, scope and run are one sample (a series), several runs are several samples.
 */
public final class SamplesBuilder {

    private static final int NODES_TOLD_MAX = 5;

    private record Value(String node, int run, String scope, double value, String unit) {}

    private final List<Run> runs = new ArrayList<>();
    private final Set<String> expected = new TreeSet<>();

    public SamplesBuilder add(Run run) {
        runs.add(run);
        return this;
    }

    public SamplesBuilder addAll(Collection<Run> more) {
        runs.addAll(more);
        return this;
    }

    /** Nodes that should have results; those without are told, and judged NOT_RUN. */
    public SamplesBuilder expect(Collection<String> nodes) {
        expected.addAll(nodes);
        return this;
    }

    /** The name under which a measurement is learned: its metric with its labels, {@code busbw{size=8}}. */
    public static String key(Measurement m) {
        return m.labels().isEmpty()
                ? m.metric()
                : m.metric()
                        + m.labels().entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining(",", "{", "}"));
    }

    public Samples build() {
        List<Note> notes = new ArrayList<>();
        Map<String, List<Run>> byNode = distinct(notes);
        expected.stream().filter(n -> !byNode.containsKey(n)).forEach(n -> {
            notes.add(new Note(Note.Code.NO_RESULTS, n + " has no results"));
            byNode.put(n, List.of());
        });
        Map<String, List<Value>> byMetric = new TreeMap<>();
        Map<String, List<String>> errors = new TreeMap<>();
        Set<String> scopes = new TreeSet<>();
        byNode.forEach((node, own) -> {
            for (int r = 0; r < own.size(); r++) {
                for (Measurement m : own.get(r).measurements()) {
                    scopes.add(m.scope());
                    byMetric.computeIfAbsent(key(m), k -> new ArrayList<>())
                            .add(new Value(node, r, m.scope(), m.value(), m.unit()));
                }
                if (!own.get(r).errors().isEmpty()) {
                    errors.computeIfAbsent(node, k -> new ArrayList<>())
                            .addAll(own.get(r).errors());
                }
            }
        });
        List<String> nodes = List.copyOf(byNode.keySet());
        List<String> scopeList = List.copyOf(scopes);
        Map<String, Integer> nodeIndex = index(nodes);
        Map<String, Integer> scopeIndex = index(scopeList);
        List<Column> columns = new ArrayList<>();
        byMetric.forEach((metric, values) -> columns.add(column(metric, values, nodeIndex, scopeIndex, notes)));
        return new Samples(nodes, scopeList, columns, errors, notes);
    }

    private Map<String, List<Run>> distinct(List<Note> notes) {
        Map<String, List<Run>> byNode = new TreeMap<>();
        Map<String, Set<List<Measurement>>> seen = new HashMap<>();
        List<Run> ordered = runs.stream()
                .sorted(Comparator.comparing(Run::node).thenComparing(Run::source))
                .toList();
        for (Run run : ordered) {
            List<Run> own = byNode.computeIfAbsent(run.node(), k -> new ArrayList<>());
            List<Measurement> content =
                    run.measurements().stream().sorted(ORDER).toList();
            if (seen.computeIfAbsent(run.node(), k -> new LinkedHashSet<>()).add(content) || content.isEmpty()) {
                own.add(run);
            } else {
                notes.add(new Note(
                        Note.Code.DUPLICATE_UPLOAD,
                        run.source() + ": " + run.node() + " has the same results as an earlier upload"));
            }
        }
        return byNode;
    }

    private static final Comparator<Measurement> ORDER = Comparator.comparing(Measurement::metric)
            .thenComparing(m -> m.labels().toString())
            .thenComparing(Measurement::scope)
            .thenComparing(Measurement::unit)
            .thenComparingDouble(Measurement::value);

    private static Map<String, Integer> index(List<String> names) {
        Map<String, Integer> out = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            out.put(names.get(i), i);
        }
        return out;
    }

    private static Column column(
            String metric, List<Value> all, Map<String, Integer> nodes, Map<String, Integer> scopes, List<Note> notes) {
        String unit = commonUnit(all);
        Set<String> mixed = new TreeSet<>();
        Set<String> odd = new TreeSet<>();
        List<Value> kept = new ArrayList<>(all.size());
        for (Value v : all) {
            OptionalDouble value = Units.convert(v.value(), v.unit(), unit);
            if (value.isEmpty()) {
                mixed.add(v.node());
            } else if (!Double.isFinite(value.getAsDouble())) {
                odd.add(v.node());
            } else {
                kept.add(new Value(v.node(), v.run(), v.scope(), value.getAsDouble(), unit));
            }
        }
        if (!mixed.isEmpty()) {
            notes.add(new Note(
                    Note.Code.UNIT_MIX,
                    metric + ": values in another dimension than " + unit + " were left out on " + some(mixed)));
        }
        if (!odd.isEmpty()) {
            notes.add(new Note(
                    Note.Code.NOT_A_NUMBER,
                    metric + ": values that are no finite number were left out on " + some(odd)));
        }
        kept.sort(Comparator.comparing(Value::node)
                .thenComparing(Value::scope)
                .thenComparingInt(Value::run)
                .thenComparingDouble(Value::value));
        Set<String> broken = new TreeSet<>(mixed);
        broken.addAll(odd);
        return pack(
                metric,
                unit,
                kept,
                nodes,
                scopes,
                broken.stream().mapToInt(n -> at(nodes, n)).sorted().toArray());
    }

    private static Column pack(
            String metric,
            String unit,
            List<Value> kept,
            Map<String, Integer> nodes,
            Map<String, Integer> scopes,
            int[] broken) {
        double[] values = new double[kept.size()];
        int[] start = new int[kept.size() + 1];
        int[] node = new int[kept.size()];
        int[] scope = new int[kept.size()];
        int units = 0;
        for (int i = 0; i < kept.size(); i++) {
            Value v = kept.get(i);
            Value before = i == 0 ? v : kept.get(i - 1);
            boolean same = i > 0
                    && before.node().equals(v.node())
                    && before.scope().equals(v.scope())
                    && before.run() == v.run();
            if (!same) {
                start[units] = i;
                node[units] = at(nodes, v.node());
                scope[units] = at(scopes, v.scope());
                units++;
            }
            values[i] = v.value();
        }
        start[units] = kept.size();
        return new Column(
                metric,
                unit,
                values,
                Arrays.copyOf(start, units + 1),
                Arrays.copyOf(node, units),
                Arrays.copyOf(scope, units),
                broken);
    }

    private static int at(Map<String, Integer> index, String name) {
        Integer at = index.get(name);
        if (at == null) {
            throw new IllegalStateException("no index for " + name);
        }
        return at;
    }

    /** The unit of most values; the first in the alphabet among equals. */
    private static String commonUnit(List<Value> all) {
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(Value::unit, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    static String some(Collection<String> names) {
        String first = names.stream().limit(NODES_TOLD_MAX).collect(Collectors.joining(", "));
        return names.size() > NODES_TOLD_MAX ? first + " and " + (names.size() - NODES_TOLD_MAX) + " more" : first;
    }
}
