/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.site.SiteLog;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints one line an event, and never more than a terminal can show: what is left out is counted and said. */
final class DemoLog implements SiteLog {

    private static final int LINES_A_SECOND = 5;
    private static final long SECOND = 1_000_000_000L;

    private final PrintStream out;
    private final LongSupplier nanos;
    private double credit = LINES_A_SECOND;
    private long last;
    private int leftOut;

    /** @param nanos a clock that only goes forward, in nanoseconds */
    DemoLog(PrintStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    @Override
    public synchronized void line(long at, Kind kind, String text) {
        long now = nanos.getAsLong();
        credit = Math.min(LINES_A_SECOND, credit + (now - last) / (double) SECOND * LINES_A_SECOND);
        last = now;
        boolean always = kind == Kind.TROUBLE || kind == Kind.WAIVER;
        if (credit < 1 && !always) {
            leftOut++;
            return;
        }
        credit -= 1;
        if (leftOut > 0) {
            out.println("  ... " + leftOut + " more");
            leftOut = 0;
        }
        out.printf(
                Locale.ROOT,
                "%-13s %-11s %s%n",
                VirtualClock.day(at),
                kind.name().toLowerCase(Locale.ROOT),
                text);
        out.flush();
    }
}
