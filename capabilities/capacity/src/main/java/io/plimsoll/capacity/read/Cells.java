/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import java.util.Arrays;

/** One row of a ledger file as text; reused from row to row. */
final class Cells {

    private final String[] text = new String[Column.COUNT];
    private long line;

    Cells() {
        clear(0);
    }

    void clear(long newLine) {
        Arrays.fill(text, "");
        line = newLine;
    }

    void put(Column column, String value) {
        text[place(column)] = value.strip();
    }

    String get(Column column) {
        return text[place(column)];
    }

    boolean has(Column column) {
        return !text[place(column)].isEmpty();
    }

    long line() {
        return line;
    }

    @SuppressWarnings("EnumOrdinal") // the place in a row that lives as long as the process
    private static int place(Column column) {
        return column.ordinal();
    }
}
