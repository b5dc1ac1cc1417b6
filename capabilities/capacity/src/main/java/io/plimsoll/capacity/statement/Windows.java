/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.statement;

import io.plimsoll.capacity.Commitment;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/** The window of a month: the month itself, or the rolling days up to its end. */
public record Windows(Instant from, Instant until) {

    /** The window that is judged for a month, in the contract's zone. */
    public static Windows of(Commitment commitment, YearMonth month) {
        ZoneId zone = commitment.measurement().zone();
        Instant until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        var rolling = commitment.measurement().rollingDays();
        Instant from = rolling.isPresent()
                ? until.atZone(zone).minusDays(rolling.getAsInt()).toInstant()
                : month.atDay(1).atStartOfDay(zone).toInstant();
        return new Windows(from, until);
    }

    /** The month in the contract's zone that an instant lies in. */
    public static YearMonth monthOf(Commitment commitment, Instant at) {
        return YearMonth.from(at.atZone(commitment.measurement().zone()));
    }
}
