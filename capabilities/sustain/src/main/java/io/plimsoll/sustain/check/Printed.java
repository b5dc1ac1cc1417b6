/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as it was printed: its value and how far rounding may have moved it, so {@code [low, high]} holds what was meant.
 *
 * @param percent whether it was printed with a percent sign; the value is then a share
 * @param exact whether a single value was printed, and not "less than 500"
 */
record Printed(double value, double low, double high, boolean percent, boolean exact) {

    private static final Pattern NUMBER = Pattern.compile("([<>≤≥~]?)\\s*([-+−(]?)([0-9][0-9.,]*)\\)?\\s*(%?)[*†‡^]*");
    private static final Pattern NOTHING =
            Pattern.compile("(?i)|[-–—−]+|n/?a|n\\.a\\.|nr|not reported|null|none|nan|#n/a|tbd");

    /** Whether the cell says that there is no number. */
    static boolean isNothing(String text) {
        return NOTHING.matcher(text.strip()).matches();
    }

    /** Empty if the text is no number. */
    static Optional<Printed> parse(String text) {
        String plain = text.strip().replaceAll("[\\s\u00a0\u202f_']", "").replaceAll("\\[[0-9a-z]+]$", "");
        if (plain.matches("(?i)[-+]?[0-9.]+e[-+]?[0-9]+")) {
            double v = Double.parseDouble(plain);
            return Optional.of(new Printed(v, v, v, false, true));
        }
        Matcher m = NUMBER.matcher(plain);
        if (!m.matches()) {
            return Optional.empty();
        }
        String digits = digits(m.group(3));
        OptionalDouble parsed = number(digits);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        boolean percent = !m.group(4).isEmpty();
        double scale = percent ? 0.01 : 1;
        double sign = m.group(2).isEmpty() || m.group(2).equals("+") ? 1 : -1;
        double v = sign * parsed.getAsDouble() * scale;
        int point = digits.indexOf('.');
        int decimals = point < 0 ? 0 : digits.length() - point - 1;
        double half = 0.5 * Math.pow(10, -decimals) * scale;
        return Optional.of(
                switch (m.group(1)) {
                    case "<", "≤" -> new Printed(v / 2, 0, v, percent, false);
                    case ">", "≥" -> new Printed(v, v, percent ? 1 : Double.MAX_VALUE, percent, false);
                    case "~" -> new Printed(v, v - 10 * half, v + 10 * half, percent, false);
                    default -> new Printed(v, v - half, v + half, percent, true);
                });
    }

    /** Thousands separators out, the decimal sign a point. */
    private static String digits(String text) {
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        if (comma >= 0 && point >= 0) {
            return comma > point ? text.replace(".", "").replace(',', '.') : text.replace(",", "");
        }
        if (comma >= 0) {
            return text.matches("[0-9]{1,3}(,[0-9]{3})+") ? text.replace(",", "") : text.replace(',', '.');
        }
        return text.indexOf('.') != point ? text.replace(".", "") : text;
    }

    private static OptionalDouble number(String digits) {
        try {
            return OptionalDouble.of(Double.parseDouble(digits));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** A share as percent for a message. */
    static String percent(double share) {
        double p = 100 * share;
        return String.format(Locale.ROOT, Math.abs(p) >= 0.1 ? "%.1f %%" : "%.2g %%", p);
    }

    /** A number for a message: whole numbers with separators, small ones with the digits that count. */
    static String shown(double v) {
        double size = Math.abs(v);
        if (size >= 1000 || v == Math.rint(v)) {
            return String.format(Locale.ROOT, "%,.0f", v);
        }
        if (size >= 1) {
            return String.format(Locale.ROOT, "%.3f", v).replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return String.format(Locale.ROOT, "%.4g", v);
    }
}
