/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One string for each width and speed that a dump names, such as {@code 4xNDR}. */
final class SpeedNames {

    private static final int NAMES_MAX = 64;

    private final List<byte[]> bytes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Reads {@code lid 7 4xNDR}; empty where that is not what stands there. */
    String after(byte[] line, int from, int to) {
        int at = blanks(line, from, to);
        if (to - at < 4 || line[at] != 'l' || line[at + 1] != 'i' || line[at + 2] != 'd') {
            return "";
        }
        at = blanks(line, at + 3, to);
        int digits = at;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        if (at == digits) {
            return "";
        }
        int start = blanks(line, at, to);
        int end = start;
        while (end < to && line[end] > ' ' && line[end] < 127) {
            end++;
        }
        return start > at && isSpeed(line, start, end) ? name(line, start, end) : "";
    }

    /** A width in lanes, an x, and a rate: so that a line cut off within it is noticed. */
    private static boolean isSpeed(byte[] line, int start, int end) {
        int x = start;
        while (x < end && line[x] >= '0' && line[x] <= '9') {
            x++;
        }
        return x > start && end - x >= 3 && line[x] == 'x';
    }

    private String name(byte[] line, int start, int end) {
        for (int i = 0; i < bytes.size(); i++) {
            byte[] known = bytes.get(i);
            if (known.length == end - start && same(known, line, start)) {
                return names.get(i);
            }
        }
        String name = new String(line, start, end - start, StandardCharsets.US_ASCII);
        if (names.size() < NAMES_MAX) {
            names.add(name);
            bytes.add(name.getBytes(StandardCharsets.US_ASCII));
        }
        return name;
    }

    private static boolean same(byte[] known, byte[] line, int start) {
        for (int i = 0; i < known.length; i++) {
            if (known[i] != line[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static int blanks(byte[] line, int from, int to) {
        int at = from;
        while (at < to && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        return at;
    }
}
