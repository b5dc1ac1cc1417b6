/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import java.io.Console;
import java.io.PrintStream;

/**
 * A progress bar on a terminal, silent elsewhere. Redraws at most ten times a second and shows nothing for work under a
 * second.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long QUIET_NANOS = 1_000_000_000L;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final String what;
    private final long total;
    private final PrintStream out;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long drawn;
    private boolean shown;

    public Progress(String what, long total) {
        this(what, total, System.err, isTerminal());
    }

    Progress(String what, long total, PrintStream out, boolean terminal) {
        this.what = what;
        this.total = Math.max(1, total);
        this.out = out;
        this.terminal = terminal;
    }

    /** Says how much is done, out of the total given at the start. */
    public void at(long done) {
        long now = System.nanoTime();
        if (!terminal || now - start < QUIET_NANOS || now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        shown = true;
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        out.print("\r" + what + " [" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + total);
        out.flush();
    }

    @Override
    public void close() {
        if (shown) {
            out.print("\r" + " ".repeat(what.length() + WIDTH + 40) + "\r");
            out.flush();
        }
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
