/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import java.util.ArrayDeque;
import java.util.Deque;

/** The draw of one hall over time, and by how much it may rise now. Times are seconds from the campaign's start. */
final class HallPower {

    static final long WINDOW_SECONDS = 60;

    /** What was drawn from a time on, oldest first; what is over for longer than the window is forgotten. */
    private record Level(long from, long watts) {}

    private final Deque<Level> levels = new ArrayDeque<>();
    private long watts;

    HallPower(long idleWatts) {
        this.watts = idleWatts;
        levels.add(new Level(Long.MIN_VALUE, idleWatts));
    }

    long watts() {
        return watts;
    }

    void add(long more) {
        watts += more;
    }

    /** The most that may be drawn at {@code now}: the least of the window before, and the ramp. */
    long ceiling(long now, long ramp) {
        return least(now) + ramp;
    }

    /** When the least level of the window leaves it, so that more may be drawn. */
    long nextRise(long now) {
        long least = least(now);
        long next = now + WINDOW_SECONDS;
        Level before = null;
        for (Level level : levels) {
            if (before != null && before.watts() == least) {
                next = level.from() + WINDOW_SECONDS;
            }
            before = level;
        }
        return before != null && before.watts() == least ? now + WINDOW_SECONDS : Math.max(now + 1, next);
    }

    private long least(long now) {
        while (levels.size() > 1 && second().from() <= now - WINDOW_SECONDS) {
            levels.removeFirst();
        }
        long least = Long.MAX_VALUE;
        for (Level level : levels) {
            least = Math.min(least, level.watts());
        }
        return least;
    }

    private Level second() {
        var iterator = levels.iterator();
        iterator.next();
        return iterator.next();
    }

    /** Writes down what is drawn from {@code now} on, once all ends and starts of that instant are done. */
    void settle(long now) {
        if (levels.getLast().watts() != watts) {
            levels.addLast(new Level(now, watts));
        }
    }
}
