/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A CSV file with a header row, read row by row, each with its line. */
final class CsvTable {

    private final InputProblems problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private List<String> fields = List.of();
    private long line;

    /** What to do with a row. */
    @FunctionalInterface
    interface RowReader {
        void row(CsvTable row);
    }

    CsvTable(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @param required columns that must be there
     * @param known all columns that may be there; empty to accept any
     */
    void read(InputStream in, List<String> required, List<String> known, RowReader reader) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(new PlanLines(in, problems))) {
            for (CsvRecord csvRow : csv) {
                line = csvRow.getStartingLineNumber();
                if (columns.isEmpty()) {
                    header(csvRow.getFields(), required, known);
                    continue;
                }
                fields = csvRow.getFields();
                if (fields.size() > columns.size()) {
                    problems.add(line, fields.size() + " fields", columns.size() + ", as the header has");
                    continue;
                }
                reader.row(this);
            }
        } catch (CsvParseException e) {
            throw refuse(e);
        } catch (java.io.IOException | UncheckedIOException e) {
            throw problems.with(line, String.valueOf(e.getMessage()), "a file that can be read to its end", "");
        }
        if (columns.isEmpty()) {
            problems.add(1, "", "a header row with " + String.join(", ", required));
        }
    }

    /** The CSV library wraps what its reader throws. */
    private BadInputException refuse(CsvParseException e) {
        if (e.getCause() instanceof BadInputException bad) {
            return bad;
        }
        return problems.with(line + 1, String.valueOf(e.getMessage()), "a readable CSV row", "a quote is not closed");
    }

    private void header(List<String> names, List<String> required, List<String> known) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (columns.putIfAbsent(name, i) != null) {
                problems.add(line, name, "each column once");
                columns.put(name + "#" + i, i);
            }
            if (!known.isEmpty() && !known.contains(name)) {
                problems.add(line, name, "one of the columns " + String.join(", ", known));
            }
        }
        for (String name : required) {
            if (!columns.containsKey(name)) {
                throw problems.with(line, String.join(",", names), "a column " + name, "");
            }
        }
    }

    long line() {
        return line;
    }

    /** The cell, stripped; empty if the column or the cell is missing. */
    String get(String column) {
        Integer i = columns.get(column);
        return i == null || i >= fields.size() ? "" : fields.get(i).strip();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    String required(String column) {
        String value = get(column);
        if (value.isEmpty()) {
            problems.add(line, "", "a value in column " + column);
        }
        return value;
    }

    /** A whole number from 0 to a million; 0 for an empty cell. */
    int number(String column) {
        return PlanValues.number(get(column), column, line, problems);
    }
}
