/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines with numbers in bounded memory. A line over the limit is cut and told; NUL and carriage return are taken off. */
final class TextLines {

    static final int LINE_BYTES_MAX = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] line = new byte[512];
    private int at;
    private int filled;
    private long number;
    private long cut;

    TextLines(InputStream in) {
        this.in = in;
    }

    /** Of the line given last, counted from 1. */
    long number() {
        return number;
    }

    /** How many lines were cut at {@link #LINE_BYTES_MAX}. */
    long cut() {
        return cut;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    String next() throws IOException {
        int length = 0;
        boolean any = false;
        boolean over = false;
        while (at < filled || fill()) {
            any = true;
            byte b = buffer[at++];
            if (b == '\n') {
                break;
            }
            if (b == 0 || b == '\r') {
                continue;
            }
            if (length == LINE_BYTES_MAX) {
                over = true;
                continue;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(LINE_BYTES_MAX, length * 2));
            }
            line[length++] = b;
        }
        if (!any) {
            return null;
        }
        number++;
        cut += over ? 1 : 0;
        int from = number == 1 && length >= 3 && (line[0] & 0xff) == 0xef && (line[1] & 0xff) == 0xbb ? 3 : 0;
        return new String(line, from, length - from, StandardCharsets.UTF_8);
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
        return filled > 0;
    }
}
