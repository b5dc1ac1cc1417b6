/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.stock;

import static io.plimsoll.spares.stock.StockAccount.IN_REPAIR;
import static io.plimsoll.spares.stock.StockAccount.ON_HAND;
import static io.plimsoll.spares.stock.StockAccount.ON_ORDER;
import static io.plimsoll.spares.stock.StockAccount.OUTSIDE;

/** What can happen to spares: from which account to which. A stock is never put right by writing a number into it. */
public enum StockStep {
    /** An order was placed. */
    ORDERED(OUTSIDE, ON_ORDER),
    /** An order was called off, or the vendor will not deliver. */
    CANCELLED(ON_ORDER, OUTSIDE),
    /** Ordered units arrived. */
    RECEIVED(ON_ORDER, ON_HAND),
    /** Taken from the shelf and put into a node. */
    FITTED(ON_HAND, OUTSIDE),
    /** Put into a node although the shelf was empty by count. Nothing is counted, but it is told: count the shelf. */
    FITTED_UNCOUNTED(OUTSIDE, OUTSIDE),
    /** A failed unit was sent for repair or exchange. */
    RETURNED(OUTSIDE, IN_REPAIR),
    /** A repaired or exchanged unit came back to the shelf. */
    REPAIRED(IN_REPAIR, ON_HAND),
    /** A returned unit cannot be repaired and is not replaced. */
    SCRAPPED(IN_REPAIR, OUTSIDE),
    /** Sent to another place's shelf. */
    LENT(ON_HAND, ON_HAND),
    /** The count found more than the record had. */
    COUNTED_MORE(OUTSIDE, ON_HAND),
    /** The count found less. */
    COUNTED_LESS(ON_HAND, OUTSIDE);

    private final StockAccount from;
    private final StockAccount to;

    StockStep(StockAccount from, StockAccount to) {
        this.from = from;
        this.to = to;
    }

    public StockAccount from() {
        return from;
    }

    public StockAccount to() {
        return to;
    }

    /** Whether somebody must say why: it changes the count without a delivery or a repair behind it. */
    public boolean needsReason() {
        return this == COUNTED_MORE || this == COUNTED_LESS || this == SCRAPPED || this == CANCELLED;
    }
}
