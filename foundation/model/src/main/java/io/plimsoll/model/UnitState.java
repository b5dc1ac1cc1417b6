/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

/**
 * The line that every unit walks, in order. The states are also the accounts of the capacity ledger: for each {@link
 * UnitClass} the sum over states is what the site has, always.
 */
public enum UnitState {
    PLANNED,
    RECEIVED,
    INSTALLED,
    CABLED,
    TESTING,
    ACCEPTED,
    HOT_SPARE,
    SERVING,
    SUSPECT,
    DRAINING,
    REPAIR,
    RETIRED;

    /** Whether a unit in this state could be sold now: tested, certified and not faulty. */
    public boolean fit() {
        return this == ACCEPTED || this == HOT_SPARE || this == SERVING;
    }
}
