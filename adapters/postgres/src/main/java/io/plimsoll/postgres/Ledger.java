/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.Collection;

/** The capacity ledger: how many units stand in which state, are fit, and are promised, at any instant. */
@SuppressWarnings("DoNotCallSuggester")
public final class Ledger {

    Ledger() {}

    /** The ledger at an instant. */
    public LedgerView at(String site, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** The ledger at an instant, as the record knew it at another. */
    public LedgerView at(String site, Instant at, Instant knownAt) {
        throw new UnsupportedOperationException();
    }

    /** GPUs by state over time, at evenly spaced points, both ends included. */
    public LoadLine loadLine(String site, Instant from, Instant to, int points) {
        throw new UnsupportedOperationException();
    }

    /**
     * A contract line: so many GPUs for a span of time.
     *
     * @return its id
     */
    public long commit(Stamp stamp, String site, String name, int gpus, Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }

    /** Gives nodes with their GPUs to a commitment for a span of time: ACCEPTED or HOT_SPARE to SERVING. */
    public int allocate(Stamp stamp, String site, long commitmentId, Collection<String> nodes, Instant to) {
        throw new UnsupportedOperationException();
    }

    /** Ends allocations at the stamp's instant: SERVING to ACCEPTED. */
    public int release(Stamp stamp, String site, Collection<String> nodes) {
        throw new UnsupportedOperationException();
    }
}
