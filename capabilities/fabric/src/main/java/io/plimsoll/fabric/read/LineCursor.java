/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import java.nio.charset.StandardCharsets;

/**
 * Reads the pieces of one line from its bytes. A piece that is not there sets {@link #failed} and gives 0; the caller looks
 * once, at the end of the line.
 */
final class LineCursor {

    private static final int DIGITS_MAX = 9;

    private byte[] bytes = new byte[0];
    private int at;
    private int to;
    private boolean failed;
    private char idLetter;

    void over(byte[] line, int from, int end) {
        bytes = line;
        at = from;
        to = end;
        failed = false;
    }

    boolean failed() {
        return failed;
    }

    /** The first byte, or -1 on an empty line. */
    int peek() {
        return at < to ? bytes[at] : -1;
    }

    boolean startsWith(String word) {
        if (to - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Steps over the word if it is there. */
    boolean skip(String word) {
        if (!startsWith(word)) {
            return false;
        }
        at += word.length();
        return true;
    }

    void blanks() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    void expect(char c) {
        if (at < to && bytes[at] == c) {
            at++;
        } else {
            failed = true;
        }
    }

    /** A decimal number of at most nine digits. */
    int number() {
        int start = at;
        int value = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - start < DIGITS_MAX) {
            value = value * 10 + (bytes[at++] - '0');
        }
        failed |= at == start;
        return value;
    }

    /** A hexadecimal number of at most sixteen digits. */
    long hex() {
        int start = at;
        long value = 0;
        while (at < to && at - start < 16) {
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
            at++;
        }
        failed |= at == start;
        return value;
    }

    /** A quoted identifier: {@code "S-2c5eab0300b87b40"}. Its letter is kept in {@link #idLetter}. */
    long id() {
        expect('"');
        idLetter = at < to ? (char) bytes[at] : ' ';
        failed |= idLetter != 'S' && idLetter != 'H' && idLetter != 'R';
        at++;
        expect('-');
        long guid = hex();
        expect('"');
        return guid;
    }

    char idLetter() {
        return idLetter;
    }

    /** An optional {@code (portguid)}. */
    void parenthesis() {
        if (at < to && bytes[at] == '(') {
            at++;
            hex();
            expect(')');
        }
    }

    /** An optional {@code [ext 3]}, the number on the front panel of a chassis. */
    void external() {
        if (skip("[ext ")) {
            number();
            expect(']');
        }
    }

    /** Where the text after the next quote starts. */
    int openQuote() {
        expect('"');
        return at;
    }

    /** Where the last quote of the line is; a description may hold quotes itself. */
    int lastQuote() {
        int i = to - 1;
        while (i >= at && bytes[i] != '"') {
            i--;
        }
        failed |= i < at;
        return i;
    }

    /** Whether the text before the given place ends with the words. */
    boolean endsBefore(int end, String words) {
        byte[] want = words.getBytes(StandardCharsets.US_ASCII);
        for (int i = 1; i <= want.length; i++) {
            if (end - i < at || bytes[end - i] != want[want.length - i]) {
                return false;
            }
        }
        return true;
    }
}
