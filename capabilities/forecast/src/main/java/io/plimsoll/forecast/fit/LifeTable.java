/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table of lifetimes.
 *
 * @param rows as read
 * @param groups the group of each row; empty texts where the table has none
 * @param covariates further columns by name, one text a row
 * @param notes what the reader left out or took for granted
 */
public record LifeTable(
        String source,
        List<Lifetime> rows,
        List<String> groups,
        Map<String, List<String>> covariates,
        List<String> notes) {

    private static final Comparator<Lifetime> ORDER = Comparator.comparingDouble(Lifetime::left)
            .thenComparing(Lifetime::kind)
            .thenComparingDouble(Lifetime::right)
            .thenComparingDouble(Lifetime::entry);

    /** Equal lifetimes as one with their count, by time. The likelihood is the same and a large table becomes small. */
    public static List<Lifetime> merged(List<Lifetime> rows) {
        List<Lifetime> sorted = new ArrayList<>(rows);
        sorted.sort(ORDER);
        List<Lifetime> out = new ArrayList<>();
        for (Lifetime row : sorted) {
            Lifetime last = out.isEmpty() ? null : out.getLast();
            if (last != null && ORDER.compare(last, row) == 0) {
                out.set(
                        out.size() - 1,
                        new Lifetime(row.kind(), row.left(), row.right(), row.entry(), last.count() + row.count()));
            } else if (row.count() > 0) {
                out.add(row);
            }
        }
        return out;
    }

    /** The rows of each value of a column, by value; rows without a value are under the empty text. */
    public Map<String, List<Lifetime>> by(List<String> column) {
        Map<String, List<Lifetime>> out = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            out.computeIfAbsent(column.get(i), g -> new ArrayList<>()).add(rows.get(i));
        }
        return out;
    }

    public boolean hasGroups() {
        return groups.stream().anyMatch(g -> !g.isEmpty());
    }
}
