/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cells as people print them: blanks of many kinds, and marks that point at a footnote. */
final class Cells {

    /** Superscripts but for the square and cube of a unit, stars, daggers. */
    private static final String SIGNS = "[*†‡§¶^\u2070\u00b9\u00b2\u00b3\u2074-\u207f\u1d43-\u1d5b]";

    private static final String NUMBERED = "[(\\[](?:[0-9]{1,2}|[a-z])[)\\]]";
    private static final Pattern SIGN_LAST =
            Pattern.compile("(?:" + SIGNS + "|\\[(?:[0-9]{1,2}|[a-zA-Z])])(?:[\\s,]*" + SIGNS + ")*$");
    private static final Pattern NUMBERED_LAST = Pattern.compile("\\s*" + NUMBERED + "$");
    private static final Pattern SIGN_FIRST =
            Pattern.compile("^(?:[*†‡§¶\u00b9\u00b2\u00b3\u2074-\u2079]+|\\[(?:[0-9]{1,2}|[a-zA-Z])])\\s*(?=\\S)");
    private static final Pattern ONLY_MARKS = Pattern.compile(
            "(?:" + SIGNS + "|[(\\[](?:[0-9]{1,2}|[a-zA-Z])[)\\]]|[0-9a-z]\\)|see (?:foot)?note.*|siehe .*|[\\s,;#])+",
            Pattern.CASE_INSENSITIVE);

    private Cells() {}

    /**
     * A cell and the mark that was taken off it.
     *
     * @param mark without blanks; empty where there is none
     */
    record Marked(String text, String mark) {}

    /** Without blanks around, every kind of blank as one space, nothing that has no width. */
    static String clean(String text) {
        String plain = text.replaceAll("[\u200b-\u200d\u2060\ufeff\u00ad]", "")
                .replaceAll("[\\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+", " ");
        return plain.strip();
    }

    /** Without signs that can be nothing but marks: {@code Alpha¹}, {@code Beta*}, {@code Gamma [a]}. */
    static Marked signsOff(String text) {
        String first = SIGN_FIRST.matcher(text).replaceFirst("");
        Matcher last = SIGN_LAST.matcher(first);
        boolean unit = first.matches("(?s).*(?:m|\\bft|km)[\u00b2\u00b3]$");
        if (!unit && last.find() && last.start() > 0) {
            String rest = first.substring(0, last.start()).strip();
            return new Marked(
                    rest, text.substring(0, text.length() - first.length()).strip() + last.group());
        }
        return new Marked(
                first, text.substring(0, text.length() - first.length()).strip());
    }

    /** Without a number or letter in brackets at its end, which may be a mark or part of a name: {@code Alpha (1)}. */
    static Marked numberOff(String text) {
        Matcher m = NUMBERED_LAST.matcher(text);
        return m.find() && m.start() > 0
                ? new Marked(text.substring(0, m.start()), m.group().strip())
                : new Marked(text, "");
    }

    /** Whether a cell that should hold a figure holds only a mark, such as {@code [a]} or {@code (1)}. */
    static boolean isMark(String text) {
        return !text.isEmpty() && ONLY_MARKS.matcher(text).matches();
    }

    /** Letters and digits of any script, without case and accents, so that one name has one key. */
    static String key(String name) {
        String plain = Normalizer.normalize(signsOff(clean(name)).text(), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
        String key = plain.replaceAll("[^\\p{L}\\p{N}%]", "");
        return key.isEmpty() ? name.strip() : key;
    }
}
