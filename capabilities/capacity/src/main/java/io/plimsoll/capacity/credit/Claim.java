/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.credit;

import io.plimsoll.capacity.Commitment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The clock of a claim. Contracts let a credit lapse that nobody claims in time, so the clock is shown while it runs.
 *
 * @param deadline the first instant at which it is too late; empty for credits that need no claim
 * @param left until then; zero where nothing runs
 * @param claimed when it was claimed
 */
public record Claim(State state, Optional<Instant> deadline, Duration left, Optional<Instant> claimed) {

    /** Where a claim stands. */
    public enum State {
        /** The window has not ended. */
        WINDOW_RUNS,
        NOTHING_OWED,
        /** The credit is given without a claim. */
        NO_CLAIM_NEEDED,
        OPEN,
        CLAIMED,
        /** Too late: nobody claimed in time. */
        LAPSED
    }

    /**
     * @param owed whether the window gives a credit
     */
    public static Claim of(Commitment commitment, Instant from, Instant until, boolean owed, Instant asOf) {
        Optional<Instant> claimed =
                Optional.ofNullable(commitment.money().claims().get(from));
        if (commitment.money().claimDays().isEmpty()) {
            State state = asOf.isBefore(until) ? State.WINDOW_RUNS : owed ? State.NO_CLAIM_NEEDED : State.NOTHING_OWED;
            return new Claim(state, Optional.empty(), Duration.ZERO, claimed);
        }
        Instant deadline = until.atZone(commitment.measurement().zone())
                .plusDays(commitment.money().claimDays().getAsInt())
                .toInstant();
        Duration left = asOf.isBefore(deadline) ? Duration.between(asOf, deadline) : Duration.ZERO;
        State state;
        if (asOf.isBefore(until)) {
            state = State.WINDOW_RUNS;
        } else if (!owed) {
            state = State.NOTHING_OWED;
        } else if (claimed.filter(c -> c.isBefore(deadline) && !c.isAfter(asOf)).isPresent()) {
            state = State.CLAIMED;
        } else {
            state = left.isZero() ? State.LAPSED : State.OPEN;
        }
        return new Claim(state, Optional.of(deadline), left, claimed);
    }
}
