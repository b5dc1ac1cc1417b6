/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.allocate;

import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.UnitState;

/**
 * One node of the site as the allocator sees it, in site order.
 *
 * @param use what it means to the commitment in question
 */
record Place(Unit unit, UnitState state, Use use) {

    /** What a node means to a commitment. */
    enum Use {
        /** Allocated to it and up. */
        MINE,
        /** Fit and free: a hot spare, or accepted. */
        SPARE,
        /** Broken, not ready, or somebody else's. */
        NO
    }

    boolean hotSpare() {
        return state == UnitState.HOT_SPARE;
    }
}
