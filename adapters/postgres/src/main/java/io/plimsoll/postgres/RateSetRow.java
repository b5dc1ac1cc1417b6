/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * A set of rates on the record.
 *
 * @param document as it was sent: YAML or JSON
 * @param reason why it replaced the one before, or why it was given
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record RateSetRow(
        long id,
        byte[] document,
        Sha256 sha256,
        String reason,
        String setBy,
        Instant recordedAt,
        long journalSeq,
        List<Rate> rates) {

    public RateSetRow {
        rates = List.copyOf(rates);
    }

    /**
     * One figure of a set.
     *
     * @param kind what sort of figure it is, such as FAILURE
     * @param what the thing that it is of
     * @param says the figure with its unit
     * @param source where it is from; never empty
     */
    public record Rate(String kind, String what, String says, String source) {}
}
