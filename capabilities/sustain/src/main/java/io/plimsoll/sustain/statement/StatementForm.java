/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a law asks for in a statement of some years: data with its source, so that another year's form is another entry.
 *
 * @param version of this form; a statement names it
 * @param source the act that it was read from
 * @param fromYear first year that is reported with it
 * @param toYear last year; empty while it is in force
 * @param due month and day of the year after, {@code 05-15}; empty where there is none
 */
public record StatementForm(
        String id,
        String version,
        StatementKind kind,
        String title,
        String source,
        int fromYear,
        OptionalInt toYear,
        String due,
        List<FieldSpec> fields,
        List<LimitSpec> limits,
        Map<String, SizeClass> classes,
        Map<String, String> waivers) {

    /**
     * Classes by size.
     *
     * @param of pointer to the size
     * @param edges where the next class begins; {@code names} has one more
     * @param lastEdgeBelow whether the last edge itself belongs below, as in "more than 10 MW"
     */
    record SizeClass(String of, List<Double> edges, List<String> names, boolean lastEdgeBelow) {
        String name(double size) {
            int i = 0;
            while (i < edges.size() && above(size, i)) {
                i++;
            }
            return names.get(i);
        }

        private boolean above(double size, int i) {
            boolean open = lastEdgeBelow && i == edges.size() - 1;
            return open ? size > edges.get(i) : size >= edges.get(i);
        }
    }

    /** How a statement names its form. */
    public String reference() {
        return id + "/" + version;
    }

    boolean isFor(int year) {
        return year >= fromYear && year <= toYear.orElse(Integer.MAX_VALUE);
    }
}
