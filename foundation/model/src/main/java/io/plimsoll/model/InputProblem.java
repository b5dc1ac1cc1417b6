/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

/**
 * One thing that is wrong with an input, told so that a person can mend it.
 *
 * @param source the file or endpoint that was read, as the user named it
 * @param line the line, counted from 1; 0 where lines mean nothing
 * @param seen what was read there, shortened
 * @param expected what would have been right
 * @param maybe advice that stands alone, without the word "Maybe"; empty for none
 */
public record InputProblem(String source, long line, String seen, String expected, String maybe) {

    private static final int SEEN_LENGTH_MAX = 120;

    public InputProblem {
        seen = shorten(seen);
    }

    public InputProblem(String source, long line, String seen, String expected) {
        this(source, line, seen, expected, "");
    }

    /** {@code plan.csv:17: saw 'x', expected a port. Maybe ...}, on one or two lines. */
    public String message() {
        String where = line > 0 ? source + ":" + line : source;
        String text = where + ": saw " + (seen.isEmpty() ? "nothing" : "'" + seen + "'") + ", expected " + expected;
        return maybe.isEmpty() ? text : text + System.lineSeparator() + "  Maybe " + maybe;
    }

    private static String shorten(String text) {
        StringBuilder out = new StringBuilder();
        int end = Math.min(text.length(), SEEN_LENGTH_MAX);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return text.length() > end ? out.append('…').toString() : out.toString();
    }
}
