/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import java.time.Instant;

/**
 * An energy certificate as it was issued: a range of serials, one a watt-hour, made by one device in one interval. Its head
 * never changes; who owns which slice of it is the ledger's.
 *
 * @param first serial of the first watt-hour
 * @param last serial of the last watt-hour, so that the quantity is {@code last - first + 1}
 * @param zone grid in which it was made
 * @param origin where it comes from: bought on its own, under a power purchase agreement, or made on site
 * @param expires after this instant it can no longer be retired; {@link #NOT_TOLD} where nobody said
 */
public record EnergyCertificate(
        String id,
        String device,
        String source,
        String zone,
        Instant from,
        Instant to,
        Instant expires,
        long first,
        long last,
        Origin origin) {

    /** Where a certificate comes from: Annex II of Delegated Regulation (EU) 2024/1364 counts each apart. */
    public enum Origin {
        GOO,
        PPA,
        ONSITE
    }

    /** The expiry of a certificate whose file names none. */
    public static final Instant NOT_TOLD = Instant.MAX;

    public long quantityWh() {
        return last - first + 1;
    }
}
