/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * The site's clock: seconds since its first day, and what instant that is in the record. It never runs ahead of the real
 * clock, because the record refuses what has not happened yet; where it has caught up, it goes on at real speed.
 */
public record VirtualClock(Instant firstDay) {

    /** The instant of a virtual second. */
    public Instant instant(long second) {
        return firstDay.plusSeconds(second);
    }

    /** The last virtual second that may be simulated at the real instant {@code now}. */
    public long latest(Instant now) {
        return Math.max(0, Duration.between(firstDay, now).toSeconds());
    }

    /**
     * How far the site should have come.
     *
     * @param from the virtual second at which the watch was started
     * @param watched real time since then
     */
    public long target(long from, Duration watched, double speed, Instant now) {
        double ahead = watched.toNanos() / 1e9 * speed;
        return Math.min(latest(now), from + (long) ahead);
    }

    /** {@code day 3 14:05}, counted from day 1. */
    public static String day(long second) {
        return "day %d %02d:%02d".formatted(second / 86_400 + 1, second / 3_600 % 24, second / 60 % 60);
    }
}
