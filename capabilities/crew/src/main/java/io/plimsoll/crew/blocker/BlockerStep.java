/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.util.Optional;

/** What happens to a blocker, and which state it leads to from which. The database holds the same table. */
public enum BlockerStep {
    /** The first step; there is no state before it. */
    RAISED,
    /** Somebody's role takes it; another role may take it over. */
    OWNED,
    ETA,
    /** It waits for another one. */
    WAITS,
    MITIGATED,
    CLEARED,
    VERIFIED,
    REOPENED;

    /** The state that it leads to; empty if it may not be taken from there. */
    public Optional<BlockerState> to(BlockerState from) {
        BlockerState to = switch (this) {
            case RAISED -> from;
            case OWNED -> from == BlockerState.OPEN ? BlockerState.OWNED : from;
            case ETA -> from == BlockerState.MITIGATED ? from : BlockerState.ETA_GIVEN;
            case WAITS -> from;
            case MITIGATED -> BlockerState.MITIGATED;
            case CLEARED -> BlockerState.CLEARED;
            case VERIFIED -> BlockerState.VERIFIED;
            case REOPENED -> BlockerState.OPEN;
        };
        boolean may = switch (this) {
            case RAISED -> false;
            case OWNED, ETA, WAITS, CLEARED -> from.open();
            case MITIGATED -> from.holds();
            case VERIFIED -> from == BlockerState.CLEARED;
            case REOPENED -> !from.holds();
        };
        return may ? Optional.of(to) : Optional.empty();
    }
}
