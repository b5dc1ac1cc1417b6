/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity;

import java.time.Instant;
import java.util.Optional;

/**
 * How many units are promised in a span of time. The tranches of a commitment follow one another and never overlap.
 *
 * @param quantity in the contract's unit
 * @param from the date that was committed to
 * @param until the end, exclusive; empty for no end
 * @param longStop from then on the customer may walk away if it was never delivered
 */
public record Tranche(int quantity, Instant from, Optional<Instant> until, Optional<Instant> longStop) {

    /** The end in epoch seconds, far away for no end. */
    public long endSecond() {
        return until.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE / 4);
    }

    /** Whether the promise stands at this second. */
    public boolean holds(long second) {
        return from.getEpochSecond() <= second && second < endSecond();
    }
}
