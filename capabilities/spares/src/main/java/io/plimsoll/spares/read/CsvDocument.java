/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a CSV document: one line a part and site, with a header; {@code #} starts a comment line. */
final class CsvDocument {

    private static final int ROWS_MAX = 200_000;

    private CsvDocument() {}

    static Document read(String text, InputProblems problems) {
        List<Row> rows = new ArrayList<>();
        List<Optional<Key.Found>> header = new ArrayList<>();
        char separator = text.lines()
                        .filter(l -> !l.startsWith("#"))
                        .findFirst()
                        .orElse("")
                        .contains(";")
                ? ';'
                : ',';
        try {
            for (CsvRecord line : CsvReader.builder()
                    .fieldSeparator(separator)
                    .commentStrategy(de.siegmar.fastcsv.reader.CommentStrategy.SKIP)
                    .ofCsvRecord(text)) {
                if (header.isEmpty()) {
                    header(line, header, problems);
                } else if (rows.size() >= ROWS_MAX) {
                    throw problems.with(
                            line.getStartingLineNumber(),
                            "more lines",
                            "at most " + ROWS_MAX + " lines",
                            "split the file");
                } else {
                    rows.add(row(line, header, problems));
                }
            }
        } catch (CsvParseException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "comma-separated lines with a header", "");
        }
        return new Document(rows, Map.of(), Set.of());
    }

    private static void header(CsvRecord line, List<Optional<Key.Found>> header, InputProblems problems) {
        for (String name : line.getFields()) {
            Optional<Key.Found> key = Key.find(name);
            if (key.isEmpty()) {
                problems.add(
                        line.getStartingLineNumber(),
                        name,
                        "a column out of " + Key.known(),
                        "write '" + Key.nearest(name) + "'");
            }
            header.add(key);
        }
    }

    private static Row row(CsvRecord line, List<Optional<Key.Found>> header, InputProblems problems) {
        Map<Key, Row.Cell> cells = new EnumMap<>(Key.class);
        for (int i = 0; i < line.getFieldCount(); i++) {
            if (i >= header.size()) {
                problems.add(
                        line.getStartingLineNumber(),
                        line.getField(i),
                        "at most " + header.size() + " fields, as the header has",
                        "");
                break;
            }
            String text = line.getField(i);
            header.get(i).ifPresent(f -> cells.put(f.key(), new Row.Cell(text, f.unit())));
        }
        return new Row(cells, line.getStartingLineNumber(), "");
    }
}
