/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.gemm;

import io.plimsoll.gpu.GemmKernel;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.gemm.Located.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * From wrong checksums to wrong elements. A row with one wrong element names its column, since the weighted difference is the
 * plain one times column + 1; a column names its row likewise; what neither names lies where a wrong row and a wrong column
 * cross. Each candidate is then computed anew in exact integers and compared with what the device holds, so nothing is
 * reported on suspicion alone.
 */
public final class Locator {

    public static final int LISTED_MAX = 4096;
    private static final int CANDIDATES_MAX = 1 << 16;
    private static final int SWEEP_ROWS_MAX = 64;

    private final Inputs in;
    private final GemmKernel kernel;
    private final int shift;
    private final List<Report.Slot> slots;
    private final LongUnaryOperator stored;
    private final Set<Long> candidates = new LinkedHashSet<>();

    /**
     * @param kernel what computed it
     * @param slots what each slot reports of itself
     * @param stored the raw bits of the element at a place ({@code row * 2^32 + column}) in the device's memory
     */
    public Locator(Inputs in, GemmKernel kernel, int shift, List<Report.Slot> slots, LongUnaryOperator stored) {
        this.in = in;
        this.kernel = kernel;
        this.shift = shift;
        this.slots = slots;
        this.stored = stored;
    }

    /**
     * What is wrong.
     *
     * @param difference the device's sums less the known ones
     * @param odd places whose bits stand for no integer that can be right
     */
    public Located locate(Sums difference, List<Long> odd) {
        List<Integer> rows = wrong(difference.rows(), difference.rowsWeighted());
        List<Integer> columns = wrong(difference.columns(), difference.columnsWeighted());
        if (rows.isEmpty() && columns.isEmpty() && odd.isEmpty()) {
            return Located.CLEAN;
        }
        candidates.clear();
        odd.forEach(this::add);
        rows.forEach(i -> pointed(difference.rows()[i], difference.rowsWeighted()[i], in.n(), j -> add(place(i, j))));
        columns.forEach(
                j -> pointed(difference.columns()[j], difference.columnsWeighted()[j], in.m(), i -> add(place(i, j))));
        rows.forEach(i -> columns.forEach(j -> add(place(i, j))));
        List<Element> elements = confirmed();
        return rest(rows, columns, elements);
    }

    private void add(long place) {
        if (candidates.size() < CANDIDATES_MAX) {
            candidates.add(place);
        }
    }

    private List<Element> confirmed() {
        List<Element> elements = new ArrayList<>();
        for (long at : candidates) {
            if (elements.size() >= LISTED_MAX) {
                break;
            }
            element((int) (at >>> 32), (int) at).ifPresent(elements::add);
        }
        return elements;
    }

    private java.util.Optional<Element> element(int row, int column) {
        long expected = in.product(row, column);
        long bits = stored.applyAsLong(place(row, column));
        OptionalLong seen = Results.integer(in.arithmetic(), bits);
        if (seen.isPresent() && seen.getAsLong() == expected) {
            return java.util.Optional.empty();
        }
        int number = kernel.tile(row, column, in.n());
        int slot = slots.isEmpty() ? -1 : (number + shift) % slots.size();
        int unit = slot < 0 ? -1 : slots.get(slot).unit();
        return java.util.Optional.of(new Element(row, column, number, slot, unit, expected, bits));
    }

    /** Rows and columns that no confirmed element explains: swept whole, up to a bound. */
    private Located rest(List<Integer> rows, List<Integer> columns, List<Element> elements) {
        Set<Integer> rowsSeen = new LinkedHashSet<>();
        Set<Integer> columnsSeen = new LinkedHashSet<>();
        elements.forEach(e -> {
            rowsSeen.add(e.row());
            columnsSeen.add(e.column());
        });
        if (elements.size() >= LISTED_MAX) {
            return new Located(elements, List.of(), 1); // there is more than is listed
        }
        List<String> checksums = new ArrayList<>();
        int unresolved = 0;
        int swept = 0;
        for (int row : rows) {
            if (!rowsSeen.contains(row)) {
                if (swept++ >= SWEEP_ROWS_MAX) {
                    unresolved++;
                } else if (!sweep(row, true, elements)) {
                    checksums.add("row " + row);
                }
            }
        }
        for (int column : columns) {
            if (!columnsSeen.contains(column) && elements.stream().noneMatch(e -> e.column() == column)) {
                if (swept++ >= SWEEP_ROWS_MAX) {
                    unresolved++;
                } else if (!sweep(column, false, elements)) {
                    checksums.add("column " + column);
                }
            }
        }
        return new Located(elements, checksums, unresolved);
    }

    private boolean sweep(int place, boolean isRow, List<Element> elements) {
        boolean found = false;
        for (int other = 0; other < (isRow ? in.n() : in.m()); other++) {
            java.util.Optional<Element> wrong = isRow ? element(place, other) : element(other, place);
            if (wrong.isPresent()) {
                found = true;
                if (elements.size() < LISTED_MAX) {
                    elements.add(wrong.get());
                }
            }
        }
        return found;
    }

    /** Rows (or columns) one of whose two sums differs. */
    private static List<Integer> wrong(long[] plain, long[] weighted) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] != 0 || weighted[i] != 0) {
                all.add(i);
            }
        }
        return all;
    }

    private static void pointed(long plain, long weighted, int places, java.util.function.IntConsumer to) {
        for (int i = 0; i < places; i++) {
            if (plain != 0 && plain * (i + 1L) == weighted) {
                to.accept(i);
            }
        }
    }

    static long place(int row, int column) {
        return (long) row << 32 | column;
    }
}
