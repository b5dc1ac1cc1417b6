/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 14 days}, {@code 6 hours exponential}, or {@code {law: lognormal, days: 14, sigma: 0.5}}. */
final class DurationReader {

    private static final double DAYS_MAX = 36_500;
    private static final Pattern TEXT = Pattern.compile(
            "([0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\\s*(minutes?|min|hours?|h|days?|d|weeks?)(?:\\s+([a-z]+))?");

    private DurationReader() {}

    static DurationLaw read(Node n, boolean needed) {
        if (n.scalar()) {
            return text(n);
        }
        if (!n.present()) {
            if (needed) {
                n.problem("", n.path() + ": a duration such as '14 days exponential'", "");
            }
            return DurationLaw.NONE;
        }
        double days = 0;
        int given = 0;
        for (String unit : List.of("minutes", "hours", "days", "weeks")) {
            if (n.has(unit)) {
                days = n.get(unit).number(Double.NaN, 0, DAYS_MAX * 1440) * scale(unit);
                given++;
            }
        }
        if (given != 1) {
            n.problem(given + " times", n.path() + ": one of minutes, hours, days, weeks", "");
        }
        DurationLaw.Kind kind = kind(n.get("law"));
        double spread = switch (kind) {
            case LOGNORMAL -> n.get("sigma").number(Double.NaN, 0.01, 5);
            case WEIBULL -> n.get("shape").number(Double.NaN, 0.1, 20);
            case FIXED, EXPONENTIAL, UNIFORM -> 0;
        };
        return limited(n, new DurationLaw(kind, days, spread));
    }

    private static DurationLaw text(Node n) {
        Matcher m = TEXT.matcher(n.text().toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            n.problem(
                    n.text(), n.path() + ": a duration with its unit, such as '14 days' or '6 hours exponential'", "");
            return DurationLaw.NONE;
        }
        String law = m.group(3) == null ? "fixed" : m.group(3);
        double days = Double.parseDouble(m.group(1)) * scale(m.group(2));
        return switch (law) {
            case "fixed" -> limited(n, DurationLaw.fixed(days));
            case "exponential" -> limited(n, DurationLaw.exponential(days));
            default -> {
                n.problem(n.text(), n.path() + ": fixed or exponential", "write {law: " + law + ", days: ...}");
                yield DurationLaw.NONE;
            }
        };
    }

    private static DurationLaw limited(Node n, DurationLaw law) {
        if (law.meanDays() > DAYS_MAX) {
            n.problem(law.meanDays() + " days", n.path() + ": at most " + (long) DAYS_MAX + " days", "");
        }
        return law;
    }

    private static double scale(String unit) {
        return switch (unit.charAt(0)) {
            case 'm' -> 1 / 1440.0;
            case 'h' -> 1 / 24.0;
            case 'w' -> 7;
            default -> 1;
        };
    }

    private static DurationLaw.Kind kind(Node law) {
        String text = law.text().toUpperCase(Locale.ROOT);
        for (DurationLaw.Kind kind : DurationLaw.Kind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        if (!text.isEmpty()) {
            law.problem(law.text(), law.path() + ": one of " + List.of(DurationLaw.Kind.values()), "");
        }
        return DurationLaw.Kind.FIXED;
    }
}
