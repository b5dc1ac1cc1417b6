/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import java.time.Instant;

/**
 * Something that happened to a meter, and what it does to the figure.
 *
 * @param filled what was put in for the time without readings, in watt-hours or cubic metres
 * @param atMost how far the true amount may be from it; infinite where no bound is known
 */
public record MeterEvent(String meter, Kind kind, Instant from, Instant to, double filled, double atMost, String says) {

    /** What happened. */
    public enum Kind {
        COUNTER_RESET,
        ROLLOVER,
        METER_REPLACED,
        GAP,
        STARTS_LATE,
        ENDS_EARLY,
        OUT_OF_ORDER,
        DUPLICATE,
        UNIT_CHANGED,
        NEGATIVE,
        ABOVE_CAPACITY
    }
}
