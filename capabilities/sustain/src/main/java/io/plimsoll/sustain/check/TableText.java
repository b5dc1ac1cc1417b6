/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a table as text: separator and decimal sign found by looking, blanks cleaned, comments out.
 *
 * @param lines that hold anything
 * @param decimal the sign before decimals, as far as the cells tell
 */
record TableText(List<Line> lines, Printed.Decimal decimal) {

    private static final int ROWS_MAX = 500_000;
    private static final int LOOKED_AT = 200;

    private static final Pattern DECIMAL_COMMA = Pattern.compile(
            "[0-9]{1,3}(\\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]{1,2}|[0-9]+,[0-9]{4,}|0,[0-9]+|[0-9]{4,},[0-9]{3}|[0-9]{1,3}(\\.[0-9]{3}){2,}");
    private static final Pattern DECIMAL_POINT = Pattern.compile(
            "[0-9]{1,3}(,[0-9]{3})+\\.[0-9]+|[0-9]+\\.[0-9]{1,2}|[0-9]+\\.[0-9]{4,}|0\\.[0-9]+|[0-9]{4,}\\.[0-9]{3}|[0-9]{1,3}(,[0-9]{3}){2,}");

    /**
     * One line.
     *
     * @param number in the file, from 1
     */
    record Line(long number, List<String> cells) {

        String cell(int at) {
            return at < cells.size() ? cells.get(at) : "";
        }

        long filled() {
            return cells.stream().filter(c -> !c.isEmpty()).count();
        }

        String shown() {
            String all =
                    String.join(", ", cells.stream().filter(c -> !c.isEmpty()).toList());
            return all.length() > 90 ? all.substring(0, 87) + "..." : all;
        }
    }

    static TableText read(String raw, InputProblems problems, Findings findings) {
        String whole = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        char separator = separator(whole);
        String text = withoutLooseQuotes(whole, separator);
        List<Line> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.SKIP)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(true)
                .trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(text)) {
            for (CsvRecord line : csv) {
                List<String> cells = line.getFields().stream().map(Cells::clean).toList();
                if (cells.stream().allMatch(String::isEmpty)
                        || (lines.isEmpty() && cells.getFirst().matches("(?i)sep=.?"))) {
                    continue;
                }
                if (lines.size() > ROWS_MAX) {
                    throw problems.with(line.getStartingLineNumber(), "more lines", "at most " + ROWS_MAX, "");
                }
                lines.add(new Line(line.getStartingLineNumber(), cells));
            }
        } catch (CsvParseException | IOException e) {
            String why = e.getMessage();
            throw problems.with(0, why == null ? "" : why, "comma-separated lines with a header", "");
        }
        return new TableText(List.copyOf(lines), decimal(lines, findings));
    }

    /** The one that cuts the most lines into the same number of cells. */
    private static char separator(String text) {
        List<String> lines = text.lines()
                .filter(l -> !l.startsWith("#") && !l.isBlank())
                .limit(LOOKED_AT)
                .toList();
        if (!lines.isEmpty() && lines.getFirst().matches("(?i)sep=.")) {
            return lines.getFirst().charAt(4);
        }
        char best = ',';
        long most = 0;
        for (char c : new char[] {'\t', ';', '|', ','}) {
            List<Long> counts = lines.stream()
                    .map(l -> outsideQuotes(l, c))
                    .filter(n -> n > 0)
                    .toList();
            long alike = counts.stream()
                    .distinct()
                    .mapToLong(n -> counts.stream().filter(n::equals).count())
                    .max()
                    .orElse(0);
            if (alike > most) {
                most = alike;
                best = c;
            }
        }
        return best;
    }

    /** Of {@code "Alpha" (IA),2023} the quotes belong to the name and not to the cell. */
    private static String withoutLooseQuotes(String text, char separator) {
        String c = Pattern.quote(String.valueOf(separator));
        return text.replaceAll("(?m)(^|" + c + ")\"([^\"\\n\\r]*)\"(?=[ ]*(?!" + c + ")[^\\s\"])", "$1$2");
    }

    private static long outsideQuotes(String line, char c) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (!quoted && line.charAt(i) == c) {
                count++;
            }
        }
        return count;
    }

    private static Printed.Decimal decimal(List<Line> lines, Findings findings) {
        long comma = matching(lines, DECIMAL_COMMA);
        long point = matching(lines, DECIMAL_POINT);
        boolean open = comma == 0 && point == 0;
        boolean german = open
                && lines.stream()
                        .limit(5)
                        .flatMap(l -> l.cells().stream())
                        .anyMatch(c -> German.isGerman(Column.squeezed(c)));
        if (comma > 0 && point > 0) {
            findings.note("decimal commas (" + comma + " cells) and decimal points (" + point
                    + " cells) are mixed: each number is read by itself");
        }
        if (german || (comma > 0 && point == 0)) {
            findings.note("numbers are read with a decimal comma: 1.234 is one thousand and more");
            return Printed.Decimal.COMMA;
        }
        return Printed.Decimal.OPEN;
    }

    private static long matching(List<Line> lines, Pattern form) {
        return lines.stream()
                .flatMap(l -> l.cells().stream())
                .map(c -> Cells.signsOff(c).text().replaceAll("^[-+<>~]\\s*|\\s*%$", ""))
                .filter(c -> form.matcher(c).matches())
                .count();
    }
}
