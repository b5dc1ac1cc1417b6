/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A raw log line by line, with line numbers, in bounded memory. A carriage return within a line starts a new piece with the
 * same number, because progress displays overwrite themselves. Bytes that are not UTF-8 become replacement characters, a
 * NUL byte (a log on a node that crashed ends in them) becomes a space and is remembered, colour codes and the prefixes of
 * launchers and log collectors are taken off.
 */
final class LogLines {

    static final int LINE_BYTES_MAX = 8 << 20;
    static final long LOG_BYTES_MAX = 8L << 30;

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final String source;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final LogPrefix prefix;
    private int at;
    private int filled;
    private byte[] piece = new byte[512];
    private long line = 1;
    private long nextLine = 1;
    private long bytes;
    private long nulLine;

    LogLines(InputStream in, String source) throws IOException {
        this.in = in;
        this.source = source;
        this.filled = Math.max(0, in.readNBytes(buffer, 0, BUFFER_BYTES));
        if (filled >= 3 && (buffer[0] & 0xff) == 0xef && (buffer[1] & 0xff) == 0xbb && (buffer[2] & 0xff) == 0xbf) {
            at = 3;
        }
        this.prefix = LogPrefix.of(new String(buffer, at, filled - at, StandardCharsets.UTF_8));
    }

    /** The number of the line that {@link #next} gave last, counted from 1. */
    long number() {
        return line;
    }

    String source() {
        return source;
    }

    /** The first line with a NUL byte; 0 if there is none. */
    long nulLine() {
        return nulLine;
    }

    /** The next piece of text without prefix, or null at the end. */
    @Nullable
    String next() throws IOException {
        String raw = nextRaw();
        return raw == null ? null : prefix.strip(raw);
    }

    /** The next piece of text as it stands, or null at the end. */
    @Nullable
    String nextRaw() throws IOException {
        line = nextLine;
        int length = 0;
        boolean any = false;
        boolean escape = false;
        while (at < filled || fill()) {
            any = true;
            int from = at;
            while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
                byte b = buffer[at++];
                if (b == 0) {
                    nulLine = nulLine == 0 ? line : nulLine;
                    buffer[at - 1] = ' ';
                } else if (b == 0x1b) {
                    escape = true;
                }
            }
            length = keep(from, at, length);
            if (at < filled) {
                int end = buffer[at++];
                bytes++;
                if (end == '\n') {
                    nextLine++;
                }
                return text(length, escape);
            }
        }
        return any ? text(length, escape) : null;
    }

    private int keep(int from, int to, int length) {
        int more = to - from;
        bytes += more;
        if (length + more > LINE_BYTES_MAX) {
            throw refused("a line over " + LINE_BYTES_MAX + " bytes", "lines of a tool's log");
        }
        if (bytes > LOG_BYTES_MAX) {
            throw refused("over " + LOG_BYTES_MAX + " bytes", "a log of at most that size");
        }
        if (length + more > piece.length) {
            piece = Arrays.copyOf(piece, Math.max(length + more, piece.length * 2));
        }
        System.arraycopy(buffer, from, piece, length, more);
        return length + more;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
        return filled > 0;
    }

    private String text(int length, boolean escape) {
        String text = new String(piece, 0, length, StandardCharsets.UTF_8);
        return escape ? LogPrefix.withoutColour(text) : text;
    }

    BadInputException refused(String seen, String expected) {
        return new BadInputException(new InputProblem(source, line, seen, expected));
    }

    BadInputException refused(String seen, String expected, String maybe) {
        return new BadInputException(new InputProblem(source, line, seen, expected, maybe));
    }
}
