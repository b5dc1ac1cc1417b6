/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Instant;

/** The watts of tasks that were started in one hall within the last sixty seconds, second by second. */
final class Ramp {

    private static final int SECONDS = 60;

    static final Ramp NONE = new Ramp(Long.MIN_VALUE / 2, new long[SECONDS]);

    private final long last;
    private final long[] watts;

    private Ramp(long last, long[] watts) {
        this.last = last;
        this.watts = watts;
    }

    /** What was added in the sixty seconds that end now. */
    long within(Instant now) {
        long second = now.getEpochSecond();
        long sum = 0;
        for (long s = Math.max(last - SECONDS + 1, second - SECONDS + 1); s <= Math.min(last, second); s++) {
            sum += watts[Math.floorMod(s, SECONDS)];
        }
        return sum;
    }

    Ramp plus(Instant at, long more) {
        long second = at.getEpochSecond();
        if (second <= last - SECONDS) {
            return this;
        }
        long[] next = watts.clone();
        for (long s = Math.max(last + 1, second - SECONDS + 1); s <= second; s++) {
            next[Math.floorMod(s, SECONDS)] = 0;
        }
        next[Math.floorMod(second, SECONDS)] += more;
        return new Ramp(Math.max(last, second), next);
    }
}
