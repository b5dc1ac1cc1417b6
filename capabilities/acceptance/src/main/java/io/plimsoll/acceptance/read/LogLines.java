/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A raw log line by line, with line numbers, in bounded memory. A carriage return within a line starts a new piece with the
 * same number, because progress displays overwrite themselves. Bytes that are not UTF-8 become replacement characters;
 * a NUL byte means that this is no log.
 */
final class LogLines {

    static final int LINE_BYTES_MAX = 1 << 20;
    static final long LOG_BYTES_MAX = 2L << 30;

    private final InputStream in;
    private final String source;
    private long line = 1;
    private long nextLine = 1;
    private long bytes;

    LogLines(InputStream in, String source) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.source = source;
    }

    /** The number of the line that {@link #next} gave last, counted from 1. */
    long number() {
        return line;
    }

    /** The next piece of text, or null at the end. */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(160);
        line = nextLine;
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n' && c != '\r'; c = in.read()) {
            bytes++;
            if (c == 0) {
                throw refused("a NUL byte", "text");
            }
            if (buffer.size() >= LINE_BYTES_MAX) {
                throw refused("a line over " + LINE_BYTES_MAX + " bytes", "lines of a tool's log");
            }
            if (bytes > LOG_BYTES_MAX) {
                throw refused("over " + LOG_BYTES_MAX + " bytes", "a log of at most that size");
            }
            buffer.write(c);
        }
        if (c == '\n') {
            nextLine++;
        }
        return buffer.toString(StandardCharsets.UTF_8);
    }

    BadInputException refused(String seen, String expected) {
        return new BadInputException(new InputProblem(source, line, seen, expected));
    }

    /** The log ends where it should not. */
    BadInputException cutOff(String expected) {
        return new BadInputException(new InputProblem(
                source,
                line,
                "the end of the log",
                expected,
                "the tool was stopped or the disk was full: then run the test again."));
    }
}
