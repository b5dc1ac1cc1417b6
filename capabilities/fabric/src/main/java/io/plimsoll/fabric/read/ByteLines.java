/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks a stream line by line without making a string of each: the line is a slice of {@link #bytes}. */
final class ByteLines {

    /** No tool prints longer lines; a longer one is not text. */
    static final int LINE_BYTES_MAX = 8192;

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] bytes = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private int next;
    private int filled;
    private boolean ended;
    private boolean terminated;
    private int number;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the stream or when the line is too long. */
    boolean next() throws IOException {
        from = next;
        int scan = from;
        while (true) {
            while (scan < filled && bytes[scan] != '\n') {
                scan++;
            }
            if (scan < filled) {
                terminated = true;
                next = scan + 1;
                break;
            }
            if (ended || scan - from > LINE_BYTES_MAX) {
                next = scan;
                if (scan == from) {
                    return false;
                }
                terminated = false;
                break;
            }
            scan -= refill();
        }
        to = scan > from && bytes[scan - 1] == '\r' ? scan - 1 : scan;
        number++;
        return true;
    }

    /** Slides the unread bytes to the front and reads more; returns how far they slid. */
    private int refill() throws IOException {
        int slid = from;
        System.arraycopy(bytes, from, bytes, 0, filled - from);
        filled -= from;
        from = 0;
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, filled, bytes.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
        return slid;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The line's number, counted from 1. */
    int number() {
        return number;
    }

    /** Whether a line feed ended the line; false for the last line of a cut-off file, and for one that is too long. */
    boolean terminated() {
        return terminated;
    }

    boolean tooLong() {
        return to - from > LINE_BYTES_MAX;
    }

    String text() {
        return text(from, to);
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
