/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import java.time.LocalDateTime;
import java.util.List;

/**
 * Turns that follow one another from a first handover. Handovers keep the wall clock, so the turn over a clock change is an hour
 * shorter or longer.
 *
 * @param start the first handover, wall time
 * @param length of a turn, in units
 * @param turns who, in order; a turn may have several people; an empty turn is nobody
 */
public record Rotation(LocalDateTime start, Unit unit, int length, List<List<String>> turns) {

    /** What a turn's length is counted in. */
    public enum Unit {
        HOUR,
        DAY,
        WEEK,
        MONTH
    }

    public Rotation {
        turns = turns.stream().map(List::copyOf).toList();
    }

    /** Wall time of the handover to turn {@code n}, counted from 0. */
    LocalDateTime handover(long n) {
        return switch (unit) {
            case HOUR -> start.plusHours(n * length);
            case DAY -> start.plusDays(n * length);
            case WEEK -> start.plusWeeks(n * length);
            case MONTH -> start.plusMonths(n * length);
        };
    }

    /** A turn that is not after a wall time. */
    long before(LocalDateTime when) {
        double hours = java.time.Duration.between(start, when).toHours();
        double each = switch (unit) {
            case HOUR -> 1;
            case DAY -> 24;
            case WEEK -> 168;
            case MONTH -> 31 * 24;
        };
        return Math.max(0, (long) Math.floor(hours / (each * length)) - 2);
    }

    List<String> who(long n) {
        return turns.get((int) (n % turns.size()));
    }
}
