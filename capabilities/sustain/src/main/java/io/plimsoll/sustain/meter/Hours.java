/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one meter counted in each hour of a period.
 *
 * @param amounts watt-hours (or cubic metres) by the hour from {@code from}
 * @param measured hours that lie wholly between two readings without an event
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of hours; never changed after the roll-up
public record Hours(Meter meter, Instant from, double[] amounts, int measured, List<MeterEvent> events) {

    public double sum() {
        double all = 0;
        for (double a : amounts) {
            all += a;
        }
        return all;
    }

    /** Share of the sum that was filled in and not measured. */
    public double filledShare() {
        double filled = events.stream().mapToDouble(MeterEvent::filled).sum();
        return sum() == 0 ? 0 : filled / sum();
    }

    static int hoursBetween(Instant from, Instant to) {
        return Math.toIntExact(Duration.between(from, to).toHours());
    }
}
