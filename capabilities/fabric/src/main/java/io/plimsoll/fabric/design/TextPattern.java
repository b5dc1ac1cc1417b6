/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import java.util.ArrayList;
import java.util.List;

/**
 * A name with holes: {@code su{u:03}-leaf-{r}}. A hole holds an expression and, after a colon that is not inside
 * parentheses, how to print it: {@code 03} pads with zeros to three digits, {@code A} and {@code a} count as letters
 * (A, B ... Z, AA ...).
 */
final class TextPattern {

    private static final int NUMBERS = 2048;
    private static final String[] CACHED = new String[NUMBERS];

    static {
        for (int i = 0; i < NUMBERS; i++) {
            CACHED[i] = Integer.toString(i);
        }
    }

    private enum Style {
        PLAIN,
        UPPER,
        LOWER
    }

    private record Hole(String before, Expression value, Style style, int width) {}

    private final List<Hole> holes;
    private final String tail;

    private TextPattern(List<Hole> holes, String tail) {
        this.holes = List.copyOf(holes);
        this.tail = tail;
    }

    /**
     * @throws IllegalArgumentException says what was expected
     */
    static TextPattern parse(String text, Scope scope) {
        List<Hole> holes = new ArrayList<>();
        int from = 0;
        while (true) {
            int open = text.indexOf('{', from);
            if (open < 0) {
                return new TextPattern(holes, text.substring(from));
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a '}' for the '{' at character " + (open + 1));
            }
            holes.add(hole(text.substring(from, open), text.substring(open + 1, close), scope));
            from = close + 1;
        }
    }

    private static Hole hole(String before, String inside, Scope scope) {
        int colon = inside.lastIndexOf(':');
        String format = colon < 0 ? "" : inside.substring(colon + 1).strip();
        boolean isFormat = format.matches("A|a|0[1-9]");
        Expression value = ExpressionParser.parse(isFormat ? inside.substring(0, colon) : inside, scope);
        return switch (isFormat ? format : "") {
            case "" -> new Hole(before, value, Style.PLAIN, 0);
            case "A" -> new Hole(before, value, Style.UPPER, 0);
            case "a" -> new Hole(before, value, Style.LOWER, 0);
            default -> new Hole(before, value, Style.PLAIN, format.charAt(1) - '0');
        };
    }

    String print(long[] slots) {
        if (holes.isEmpty()) {
            return tail;
        }
        Hole first = holes.getFirst();
        if (holes.size() == 1
                && first.before.isEmpty()
                && tail.isEmpty()
                && first.style == Style.PLAIN
                && first.width == 0) {
            return number(first.value.eval(slots));
        }
        StringBuilder out = new StringBuilder(24);
        for (Hole hole : holes) {
            out.append(hole.before);
            long value = hole.value.eval(slots);
            if (hole.style == Style.PLAIN) {
                String digits = number(value);
                out.repeat('0', Math.max(0, hole.width - digits.length())).append(digits);
            } else {
                String letters = letters(value);
                out.append(hole.style == Style.UPPER ? letters : letters.toLowerCase(java.util.Locale.ROOT));
            }
        }
        return out.append(tail).toString();
    }

    private static String number(long value) {
        return value >= 0 && value < NUMBERS ? CACHED[(int) value] : Long.toString(value);
    }

    /** 1 is A, 26 is Z, 27 is AA, as in a spreadsheet. */
    static String letters(long value) {
        if (value < 1) {
            throw new ArithmeticException("letters count from 1, saw " + value);
        }
        StringBuilder out = new StringBuilder();
        for (long rest = value; rest > 0; rest = (rest - 1) / 26) {
            out.append((char) ('A' + (rest - 1) % 26));
        }
        return out.reverse().toString();
    }
}
