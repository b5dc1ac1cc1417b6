/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Price, credits and claims.
 *
 * @param cap the most that a window's credit may be, as a share of its fee
 * @param claimDays a claim must be made within so many days after the window; empty for credits that need no claim
 * @param claims the instants of claims that were made, by the start of their window
 */
public record Money(
        String currency,
        Optional<Price> price,
        Ladder ladder,
        BigDecimal cap,
        OptionalInt claimDays,
        Map<Instant, Instant> claims) {

    public Money {
        claims = Map.copyOf(claims);
    }

    /** Cents for one of a kind of thing. */
    public record Price(long cents, Per per) {
        /** What is priced. */
        public enum Per {
            /** One contract unit for one calendar month, by the second where it is held for less. */
            UNIT_MONTH,
            UNIT_HOUR,
            GPU_HOUR
        }
    }

    /**
     * Credits by availability.
     *
     * @param steps the highest threshold first
     */
    public record Ladder(Shape shape, List<Step> steps) {
        public Ladder {
            steps = List.copyOf(steps);
        }

        /** How one gets from step to step. */
        public enum Shape {
            /** The credit of the lowest threshold that is undercut. */
            STEPPED,
            /** A straight line from step to step; the last step's credit below the last. */
            LINEAR
        }
    }

    /** Below {@code below}, {@code credit} of the window's fee; both shares between 0 and 1. */
    public record Step(BigDecimal below, BigDecimal credit) {}
}
