/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

/**
 * A part of a certificate with one owner and one state. All slices of a certificate together are the certificate, always.
 *
 * @param first serial of its first watt-hour
 * @param last serial of its last watt-hour
 * @param claim what it was retired for; empty unless retired
 */
public record Slice(String certificate, long first, long last, String owner, State state, String claim) {

    /** What can still be done with a slice. */
    public enum State {
        ACTIVE,
        RETIRED,
        EXPIRED
    }

    public long quantityWh() {
        return last - first + 1;
    }
}
