/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a document says of one part at one site, still as text.
 *
 * @param where the place in the document, such as {@code parts[2].sites[1]}; empty where the line is enough
 */
record Row(Map<Key, Cell> cells, long line, String where) {

    /** A field's text and the unit that its name carried. */
    record Cell(String text, String unit) {}

    Row {
        cells = cells.isEmpty() ? Map.of() : new EnumMap<>(cells);
    }

    boolean has(Key key) {
        Cell cell = cells.get(key);
        return cell != null && !cell.text().isBlank();
    }

    /** The stripped text; empty if the field is missing. */
    String text(Key key) {
        Cell cell = cells.get(key);
        return cell == null ? "" : cell.text().strip();
    }

    String unit(Key key) {
        Cell cell = cells.get(key);
        return cell == null ? "" : cell.unit();
    }
}
