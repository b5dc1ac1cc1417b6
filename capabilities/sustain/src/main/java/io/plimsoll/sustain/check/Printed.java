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
 * @param unit what was printed behind it, such as {@code GWh}; empty for nothing
 */
record Printed(double value, double low, double high, boolean percent, boolean exact, String unit) {

    /** Which sign stands before the decimals of a table. */
    enum Decimal {
        COMMA,
        /** Each number is read by itself: {@code 1,234} has a separator of thousands, {@code 1,23} a decimal comma. */
        OPEN
    }

    private static final String DIGITS = "[0-9][0-9.,'’ ]*";
    private static final Pattern NUMBER = Pattern.compile("([<>≤≥]?)\\s*([-+−–(]?)\\s*(?:US\\$|USD|EUR|[$€£])?\\s*("
            + DIGITS + ")(-?)\\)?\\s*(%?)\\s*(\\p{L}[^0-9]*[0-9³²]?[^0-9]*)?");
    private static final Pattern ABOUT = Pattern.compile(
            "(?i)^(?:approx\\.?|approximately|about|around|circa|ca?\\.|ca|rund|etwa|[~≈∼])\\s*(?=[0-9])");
    private static final Pattern RANGE =
            Pattern.compile("(" + DIGITS + ")\\s*(?:–|—|-|\\bto\\b|\\bbis\\b)\\s*(" + DIGITS + ")");
    private static final Pattern NOTHING = Pattern.compile(
            "(?i)|[-–—−‐‑‒.…·/xX]+|#?n/?[adrm]|n\\. ?[adv]\\.?( ?v\\.?)?|nr|nil|none|null|nan|tb[dc]"
                    + "|not (reported|available|applicable|disclosed|measured|tracked|material|yet.*)|no data|unknown|pending|withheld|confidential"
                    + "|k\\. ?a\\.?|keine( angaben?)?|entf(ä|ae)llt|nicht (verf(ü|ue)gbar|erhoben|anwendbar|berichtet|relevant)");

    /** Whether the cell says that there is no number. */
    static boolean isNothing(String text) {
        String plain = Cells.clean(text);
        return NOTHING.matcher(plain).matches()
                || NOTHING.matcher(Cells.numberOff(Cells.signsOff(plain).text()).text())
                        .matches();
    }

    /** Empty if the text is no number. */
    static Optional<Printed> parse(String text) {
        return parse(text, Decimal.OPEN);
    }

    static Optional<Printed> parse(String text, Decimal decimal) {
        String plain = Cells.signsOff(Cells.clean(text)).text();
        if (plain.matches(".*[0-9%]\\s*[(\\[](?:[0-9]{1,2}|[a-z])[)\\]]")) {
            plain = Cells.signsOff(Cells.numberOff(plain).text()).text();
        }
        plain = plain.replaceFirst("(?<=[0-9]) [a-f]\\)?$", "");
        if (plain.matches("(?i)[-+]?[0-9.]+e[-+]?[0-9]+")) {
            double v = Double.parseDouble(plain);
            return Optional.of(new Printed(v, v, v, false, true, ""));
        }
        Matcher range = RANGE.matcher(plain);
        if (range.matches()) {
            OptionalDouble low = number(digits(range.group(1), decimal));
            OptionalDouble high = number(digits(range.group(2), decimal));
            return low.isPresent() && high.isPresent() && low.getAsDouble() < high.getAsDouble()
                    ? Optional.of(new Printed(
                            (low.getAsDouble() + high.getAsDouble()) / 2,
                            low.getAsDouble(),
                            high.getAsDouble(),
                            false,
                            false,
                            ""))
                    : Optional.empty();
        }
        Matcher about = ABOUT.matcher(plain);
        boolean rough = about.find();
        Matcher m = NUMBER.matcher(rough ? about.replaceFirst("") : plain);
        return m.matches() ? matched(m, rough, decimal) : Optional.empty();
    }

    private static Optional<Printed> matched(Matcher m, boolean rough, Decimal decimal) {
        String digits = digits(m.group(3), decimal);
        OptionalDouble parsed = number(digits);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        boolean percent = !m.group(5).isEmpty();
        double scale = percent ? 0.01 : 1;
        boolean negative =
                !(m.group(2).isEmpty() || m.group(2).equals("+")) || !m.group(4).isEmpty();
        double v = (negative ? -1 : 1) * parsed.getAsDouble() * scale;
        int point = digits.indexOf('.');
        int decimals = point < 0 ? 0 : digits.length() - point - 1;
        double half = 0.5 * Math.pow(10, -decimals) * scale;
        String unit = m.group(6) == null ? "" : m.group(6).strip();
        return Optional.of(
                switch (m.group(1)) {
                    case "<", "≤" -> new Printed(v / 2, 0, v, percent, false, unit);
                    case ">", "≥" -> new Printed(v, v, percent ? 1 : Double.MAX_VALUE, percent, false, unit);
                    default ->
                        rough
                                ? new Printed(v, v - 10 * half, v + 10 * half, percent, false, unit)
                                : new Printed(v, v - half, v + half, percent, true, unit);
                });
    }

    /** Thousands separators out, the decimal sign a point. */
    private static String digits(String printed, Decimal decimal) {
        String text = printed.replaceAll("['’ ]", "");
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        if (comma >= 0 && point >= 0) {
            return comma > point ? text.replace(".", "").replace(',', '.') : text.replace(",", "");
        }
        if (comma >= 0) {
            boolean thousands = text.matches("[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,2}(,[0-9]{2})*,[0-9]{3}");
            boolean several = text.indexOf(',') != comma;
            return thousands && (several || (decimal == Decimal.OPEN && !text.startsWith("0,")))
                    ? text.replace(",", "")
                    : text.replace(',', '.');
        }
        boolean thousands =
                text.indexOf('.') != point || (decimal == Decimal.COMMA && text.matches("[1-9][0-9]{0,2}\\.[0-9]{3}"));
        return thousands ? text.replace(".", "") : text;
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
