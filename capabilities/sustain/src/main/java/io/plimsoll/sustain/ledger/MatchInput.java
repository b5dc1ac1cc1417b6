/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import io.plimsoll.sustain.ledger.HourlyMatcher.Storage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is to be matched.
 *
 * @param from first hour
 * @param load watt-hours by zone and hour
 * @param certificates all that may be used, issued to {@code owner}
 * @param ledger that holds them; claims are retired in it
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of hours; never compared
public record MatchInput(
        String owner,
        Instant from,
        List<Zone> zones,
        long[][] load,
        List<EnergyCertificate> certificates,
        CertificateLedger ledger) {

    /**
     * @param gridCarbonFree carbon-free share of the grid: by the hour, one for all, or empty where nobody has said
     * @param gridFactor t/MWh of the grid: by the hour, one for all, or empty where nobody has said
     * @param residual t/MWh of what no certificate covers; empty where nobody has said
     */
    @SuppressWarnings("ArrayRecordComponent") // thousands of hours; never compared
    public record Zone(
            String name, Storage storage, double[] gridCarbonFree, double[] gridFactor, OptionalDouble residual) {}
}
