/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.process;

import java.nio.charset.StandardCharsets;

/**
 * What a command did.
 *
 * @param out standard output, bytes as printed, cut at the limit that was asked for
 * @param err standard error, cut likewise
 * @param timedOut it was stopped at its time limit
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record CommandResult(int exitCode, byte[] out, String err, boolean timedOut) {

    /** It ended by itself with code 0. */
    public boolean fine() {
        return exitCode == 0 && !timedOut;
    }

    /** Standard output as text. */
    public String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** What to tell when it was not fine: its last words, or how it ended. */
    public String complaint() {
        String said = err.isBlank() ? text().strip() : err.strip();
        String shown = said.length() > 500 ? "... " + said.substring(said.length() - 500) : said;
        String how = timedOut ? "no answer within its time limit" : "exit code " + exitCode;
        return shown.isEmpty() ? how : how + ": " + shown.replace('\n', ' ');
    }
}
