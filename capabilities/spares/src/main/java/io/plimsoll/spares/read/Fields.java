/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import io.plimsoll.model.InputProblems;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes numbers, times and rates out of rows and collects what is wrong. A year has 365 days, a month a twelfth of it. */
final class Fields {

    private static final Map<String, Double> DAYS = Map.ofEntries(
            Map.entry("h", 1 / 24.0),
            Map.entry("hour", 1 / 24.0),
            Map.entry("d", 1.0),
            Map.entry("day", 1.0),
            Map.entry("w", 7.0),
            Map.entry("week", 7.0),
            Map.entry("month", 365 / 12.0),
            Map.entry("y", 365.0),
            Map.entry("yr", 365.0),
            Map.entry("a", 365.0),
            Map.entry("year", 365.0));

    private static final String NUMBER = "([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|NaN|[-+]?Infinity)";
    private static final Pattern TIME = Pattern.compile(NUMBER + "\\s*([A-Za-z]*)");
    private static final Pattern RATE = Pattern.compile(NUMBER + "\\s*(?:/|per\\s|a\\s)?\\s*([A-Za-z]*)");

    private final InputProblems problems;

    Fields(InputProblems problems) {
        this.problems = problems;
    }

    void problem(Row row, String seen, String expected, String maybe) {
        problems.add(row.line(), seen, row.where().isEmpty() ? expected : row.where() + ": " + expected, maybe);
    }

    /** A number of at least {@code least}, or {@code missing} if the field is not there. */
    double number(Row row, Key key, double least, double most, double missing) {
        if (!row.has(key)) {
            return missing;
        }
        double value = parse(row.text(key));
        if (!(value >= least && value <= most)) {
            problem(
                    row,
                    row.text(key),
                    String.format(Locale.ROOT, "%s: a number from %s to %s", key.shown(), plain(least), plain(most)),
                    "");
            return missing;
        }
        return value;
    }

    int count(Row row, Key key, int least, int missing) {
        double value = number(row, key, least, 1_000_000_000, missing);
        if (value != Math.rint(value)) {
            problem(row, row.text(key), key.shown() + ": a whole number", "");
            return missing;
        }
        return (int) value;
    }

    /** A time in days; NaN if the field is missing or wrong. */
    double days(Row row, Key key) {
        if (!row.has(key)) {
            return Double.NaN;
        }
        Matcher m = TIME.matcher(row.text(key));
        String unit = m.matches() ? unit(m.group(2), row.unit(key), row.text(Key.TIME_UNIT)) : "";
        double value = m.matches() ? parse(m.group(1)) : Double.NaN;
        if (!(value >= 0 && value <= 1e6) || !DAYS.containsKey(unit)) {
            boolean bare = m.matches() && unit.isEmpty();
            problem(
                    row,
                    row.text(key),
                    key.shown() + ": a time with its unit, such as 14 days, 6 hours or 0.01 year",
                    bare ? "write \"" + row.text(key) + " days\", or give timeUnit once" : "");
            return Double.NaN;
        }
        return value * scale(unit);
    }

    /** A rate per day; NaN if the field is missing or wrong. */
    double perDay(Row row, Key key) {
        if (!row.has(key)) {
            return Double.NaN;
        }
        Matcher m = RATE.matcher(row.text(key));
        String unit = m.matches() ? unit(m.group(2), row.unit(key), row.text(Key.DEMAND_UNIT)) : "";
        double value = m.matches() ? parse(m.group(1)) : Double.NaN;
        if (!(value >= 0 && value <= 1e9) || !DAYS.containsKey(unit)) {
            boolean bare = m.matches() && unit.isEmpty();
            problem(
                    row,
                    row.text(key),
                    key.shown() + ": a rate with its unit, such as 23.2/year or 0.5 per day",
                    bare ? "write \"" + row.text(key) + "/year\", or give demandUnit once" : "");
            return Double.NaN;
        }
        return value / scale(unit);
    }

    private static double scale(String unit) {
        Double days = DAYS.get(unit);
        return days == null ? Double.NaN : days;
    }

    private static String unit(String written, String inName, String otherwise) {
        String unit = !written.isEmpty() ? written : !inName.isEmpty() ? inName : otherwise;
        String plain = Key.plain(unit).replaceFirst("^(per|/)", "");
        return plain.length() > 2 && plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text.replace("_", ""));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
