/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.RepairOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A repair order and how far it is.
 *
 * @param ticks one for each move, in order
 * @param closedAt when a verification no longer showed it
 */
public record RepairOrderRow(
        RepairOrder order, Status status, List<Tick> ticks, Instant openedAt, Optional<Instant> closedAt) {

    /** AWAITING_CHECK: every move is ticked off; the next verification closes or reopens it. */
    public enum Status {
        OPEN,
        AWAITING_CHECK,
        CLOSED
    }

    /** Whether a move is done, and by whom. Both empty where it is not. */
    public record Tick(Optional<String> by, Optional<Instant> at) {}
}
