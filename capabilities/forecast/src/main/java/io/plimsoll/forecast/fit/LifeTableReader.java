/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads lifetimes from CSV with a header: {@code time,event}, and where there are {@code left,right} (interval), {@code entry}
 * (left truncation), {@code count} (equal units), {@code group}, and the covariates {@code batch, position, supplier}.
 */
public final class LifeTableReader {

    private static final int ROWS_MAX = 5_000_000;
    private static final String EXAMPLE = "a header such as time,event,left,right,entry,group";

    private enum Column {
        TIME,
        EVENT,
        LEFT,
        RIGHT,
        ENTRY,
        COUNT,
        GROUP
    }

    private static final Map<Column, Set<String>> NAMES = Map.of(
            Column.TIME,
            Set.of("time", "age", "hours", "days", "weeks", "years", "km", "kilometers", "cycles", "duration", "t"),
            Column.EVENT,
            Set.of("event", "status", "failed", "failure"),
            Column.LEFT,
            Set.of("left", "lower", "from"),
            Column.RIGHT,
            Set.of("right", "upper", "time2", "to"),
            Column.ENTRY,
            Set.of("entry", "start", "truncation", "tstart", "enter"),
            Column.COUNT,
            Set.of("count", "weight", "freq", "frequency", "quantity"),
            Column.GROUP,
            Set.of("group", "sku", "kind", "part"));

    private static final Set<String> COVARIATES = Set.of("batch", "position", "supplier", "vendor", "site", "firmware");
    private static final Set<String> FAILED =
            Set.of("1", "1.0", "true", "t", "yes", "failure", "failed", "fail", "f", "event", "dead", "death", "exact");
    private static final Set<String> ALIVE = Set.of(
            "0",
            "0.0",
            "false",
            "no",
            "censored",
            "right",
            "right-censored",
            "right censored",
            "rightcensored",
            "right_censored",
            "suspended",
            "suspension",
            "s",
            "c",
            "alive",
            "survived",
            "running",
            "cens");
    private static final Set<String> LEFT_WORDS = Set.of("left", "left-censored", "left censored", "left_censored");
    private static final Set<String> BETWEEN =
            Set.of("interval", "interval-censored", "interval censored", "interval_censored");
    private static final Set<String> MISSING = Set.of("", "na", "nan", "null", "none", ".", "-");

    private final InputProblems problems;
    private final Map<Column, Integer> at = new EnumMap<>(Column.class);
    private final Map<String, Integer> covariateAt = new LinkedHashMap<>();
    private final Map<String, List<String>> covariates = new LinkedHashMap<>();
    private final List<Lifetime> rows = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int width;

    private LifeTableReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @param source the table as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static LifeTable read(InputStream in, String source) throws IOException {
        InputProblems problems = new InputProblems(source);
        return new LifeTableReader(problems).read(new BufferedInputStream(in));
    }

    private LifeTable read(BufferedInputStream in) throws IOException {
        char separator = separator(in);
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.SKIP)
                .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (CsvRecord line : csv) {
                if (width == 0) {
                    header(line);
                } else if (rows.size() >= ROWS_MAX) {
                    throw problems.with(
                            line.getStartingLineNumber(),
                            "more lines",
                            "at most " + ROWS_MAX + " lines",
                            "write equal units on one line with their count");
                } else {
                    row(line);
                }
            }
        } catch (CsvParseException e) {
            throw problems.with(0, String.valueOf(e.getMessage()), "comma-separated lines with a header", "");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (rows.isEmpty() && problems.isEmpty()) {
            problems.add(0, "", width == 0 ? EXAMPLE : "at least one line below the header");
        }
        problems.refuseIfAny();
        return new LifeTable(problems.source(), rows, groups, covariates, notes);
    }

    private static char separator(BufferedInputStream in) throws IOException {
        in.mark(8192);
        byte[] head = in.readNBytes(4096);
        in.reset();
        String text = new String(head, StandardCharsets.UTF_8);
        String first = text.lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .findFirst()
                .orElse("");
        return first.contains(",") ? ',' : first.contains(";") ? ';' : first.contains("\t") ? '\t' : ',';
    }

    private void header(CsvRecord line) {
        width = line.getFieldCount();
        List<String> unread = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String name = plain(line.getField(i).replace("\uFEFF", ""));
            boolean known = false;
            for (Column column : Column.values()) {
                if (NAMES.getOrDefault(column, Set.of()).contains(name)) {
                    known = true;
                    if (at.putIfAbsent(column, i) != null) {
                        problems.add(
                                line.getStartingLineNumber(),
                                line.getField(i),
                                "one column for " + column.name().toLowerCase(Locale.ROOT));
                    }
                }
            }
            if (COVARIATES.contains(name)) {
                covariateAt.put(name, i);
                covariates.put(name, new ArrayList<>());
            } else if (!known) {
                unread.add(line.getField(i));
            }
        }
        if (!at.containsKey(Column.TIME) && !(at.containsKey(Column.LEFT) && at.containsKey(Column.RIGHT))) {
            throw problems.with(
                    line.getStartingLineNumber(),
                    String.join(",", line.getFields()),
                    "the column time, or left and right",
                    "start the file with " + EXAMPLE);
        }
        if (!at.containsKey(Column.EVENT) && !at.containsKey(Column.RIGHT)) {
            throw problems.with(
                    line.getStartingLineNumber(),
                    String.join(",", line.getFields()),
                    "the column event: 1 for a failure, 0 for a unit that was alive",
                    "");
        }
        if (!unread.isEmpty()) {
            notes.add("columns that are not read: " + String.join(", ", unread));
        }
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private String text(CsvRecord line, Column column) {
        Integer i = at.get(column);
        return i == null || i >= line.getFieldCount() ? "" : line.getField(i).strip();
    }

    private boolean missing(CsvRecord line, Column column) {
        return MISSING.contains(plain(text(line, column)));
    }

    private void row(CsvRecord line) {
        long number = line.getStartingLineNumber();
        if (line.getFieldCount() == 1 && line.getField(0).isBlank()) {
            return;
        }
        if (line.getFieldCount() > width) {
            problems.add(number, line.getFieldCount() + " fields", "at most " + width + ", as the header has");
            return;
        }
        double entry = missing(line, Column.ENTRY) ? 0 : value(line, Column.ENTRY, 0);
        double count = missing(line, Column.COUNT) ? 1 : value(line, Column.COUNT, 0);
        if (count != Math.rint(count) || count > 1e12) {
            problems.add(number, text(line, Column.COUNT), "count: a whole number of units, 0 or more");
            return;
        }
        if (Double.isNaN(entry) || Double.isNaN(count)) {
            return;
        }
        Lifetime life = lifetime(line, number, entry, (long) count);
        if (life == null || count == 0) {
            return;
        }
        rows.add(life);
        groups.add(text(line, Column.GROUP));
        covariateAt.forEach((name, i) -> covariates
                .computeIfAbsent(name, c -> new ArrayList<>())
                .add(i < line.getFieldCount() ? line.getField(i).strip() : ""));
    }

    /** The number in a column; NaN, with the problem noted, if it is none of at least {@code least}. */
    private double value(CsvRecord line, Column column, double least) {
        String text = text(line, column);
        try {
            double value = Double.parseDouble(text.replace("_", ""));
            if (value >= least && value < 1e300) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below like any other wrong number.
        }
        String name = column.name().toLowerCase(Locale.ROOT);
        problems.add(
                line.getStartingLineNumber(),
                text,
                name + ": a number of 0 or more",
                text.startsWith("-") ? "mend the sign: a lifetime is not negative" : "");
        return Double.NaN;
    }

    private @org.jspecify.annotations.Nullable Lifetime lifetime(
            CsvRecord line, long number, double entry, long count) {
        String event = plain(text(line, Column.EVENT));
        boolean infinite = Set.of("inf", "+inf", "infinity").contains(plain(text(line, Column.RIGHT)));
        boolean hasLeft = !missing(line, Column.LEFT);
        boolean hasRight = !missing(line, Column.RIGHT) && !infinite;
        boolean hasTime = !missing(line, Column.TIME);
        double time = hasTime ? value(line, Column.TIME, 0) : Double.NaN;
        double left = hasLeft ? value(line, Column.LEFT, 0) : Double.NaN;
        double right = hasRight ? value(line, Column.RIGHT, 0) : Double.NaN;
        if (hasTime == Double.isNaN(time) || hasLeft == Double.isNaN(left) || hasRight == Double.isNaN(right)) {
            return null;
        }
        boolean known = FAILED.contains(event)
                || ALIVE.contains(event)
                || LEFT_WORDS.contains(event)
                || BETWEEN.contains(event)
                || MISSING.contains(event);
        if (!known) {
            problems.add(
                    number,
                    text(line, Column.EVENT),
                    "event: 1 or failure, 0 or censored",
                    "fill left and right for a failure in an interval");
            return null;
        }
        if (hasRight || LEFT_WORDS.contains(event) || BETWEEN.contains(event)) {
            double from = hasLeft ? left : BETWEEN.contains(event) && hasTime ? time : Math.max(0, entry);
            double to = hasRight ? right : time;
            return interval(number, event, new double[] {from, to, entry}, hasTime ? time : Double.NaN, count);
        }
        double end = hasTime ? time : left;
        boolean alive = ALIVE.contains(event) || (MISSING.contains(event) && hasLeft && !hasTime) || infinite;
        if (Double.isNaN(end) || (MISSING.contains(event) && !alive)) {
            problems.add(
                    number,
                    String.join(",", line.getFields()),
                    Double.isNaN(end) ? "a time" : "event: 1 or failure, 0 or censored");
            return null;
        }
        return point(number, end, alive, entry, count);
    }

    private @org.jspecify.annotations.Nullable Lifetime point(
            long number, double end, boolean alive, double entry, long count) {
        if (!alive && end == 0) {
            problems.add(
                    number,
                    "0",
                    "a failure time above 0",
                    "give left 0 and right, if it failed within the first reading");
            return null;
        }
        if (entry >= end && entry > 0) {
            problems.add(number, "entry " + entry, "an entry before the time " + end);
            return null;
        }
        return alive ? Lifetime.alive(end, entry, count) : Lifetime.failed(end, entry, count);
    }

    private @org.jspecify.annotations.Nullable Lifetime interval(
            long number, String event, double[] fromToEntry, double time, long count) {
        double from = fromToEntry[0];
        double to = fromToEntry[1];
        double entry = fromToEntry[2];
        if (Double.isNaN(to)) {
            problems.add(number, event, "right, the end of the interval");
            return null;
        }
        if (from == to) {
            return point(number, to, ALIVE.contains(event), entry, count);
        }
        if (from > to) {
            problems.add(number, from + ".." + to, "left at or before right");
            return null;
        }
        if (ALIVE.contains(event)) {
            problems.add(
                    number,
                    event + " with " + from + ".." + to,
                    "no right for a unit that did not fail",
                    "leave right empty, or make event 1");
            return null;
        }
        if (time < from || time > to) {
            problems.add(number, "time " + time, "a time within " + from + ".." + to + ", or none");
            return null;
        }
        if (entry > from) {
            problems.add(number, "entry " + entry, "an entry at or before left " + from);
            return null;
        }
        return Lifetime.between(from, to, entry, count);
    }
}
