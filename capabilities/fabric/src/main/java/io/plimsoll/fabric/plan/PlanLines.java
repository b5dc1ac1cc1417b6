/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text line by line, strictly: UTF-8, no zero bytes, no line beyond {@value #LINE_BYTES_MAX} bytes. So a binary file or an
 * endless line is told by its number before it can fill the memory.
 */
final class PlanLines extends Reader {

    static final int LINE_BYTES_MAX = 64 * 1024;

    private final InputStream in;
    private final InputProblems problems;
    private final byte[] line = new byte[LINE_BYTES_MAX];
    private long number;
    private String pending = "";
    private int pendingAt;

    PlanLines(InputStream in, InputProblems problems) {
        this.in = in;
        this.problems = problems;
    }

    /** The number of the line given last, counted from 1. */
    long number() {
        return number;
    }

    /** The next line without its end; null after the last. */
    @Nullable
    String next() throws IOException {
        int length = 0;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (length == LINE_BYTES_MAX) {
                throw problems.with(number, text(40), "lines of at most " + LINE_BYTES_MAX + " bytes", "");
            }
            if (b == 0) {
                throw problems.with(number, text(Math.min(length, 40)) + "\0", "text, not a binary file", "");
            }
            line[length++] = (byte) b;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
            return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problems.with(number, text(Math.min(length, 40)), "UTF-8 text", "save the file as UTF-8");
        }
    }

    private String text(int length) {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (pendingAt == pending.length()) {
            String next = next();
            if (next == null) {
                return -1;
            }
            pending = next + "\n";
            pendingAt = 0;
        }
        int n = Math.min(length, pending.length() - pendingAt);
        pending.getChars(pendingAt, pendingAt + n, buffer, offset);
        pendingAt += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
