/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

/** How far a blocker is. */
public enum BlockerState {
    OPEN,
    OWNED,
    ETA_GIVEN,
    /** There is a way round: it holds nothing up for now, and is not gone. */
    MITIGATED,
    /** Gone, as somebody says. */
    CLEARED,
    /** Gone, as somebody else, or the record itself, has seen. */
    VERIFIED;

    /** Whether something waits for it now. */
    public boolean holds() {
        return this == OPEN || this == OWNED || this == ETA_GIVEN;
    }

    /** Whether work on it is not over. */
    public boolean open() {
        return holds() || this == MITIGATED;
    }
}
