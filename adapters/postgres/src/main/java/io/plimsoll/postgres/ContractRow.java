/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A contract line as it is on the record, in the version that was in force when it was asked for.
 *
 * @param commitment id of the commitment
 * @param name the contract line's own id
 * @param version 0 for the first, counted up by amendments
 * @param document byte for byte as it was sent; it may hold other contract lines too
 * @param reason of the amendment; empty for the first version
 * @param claims all, the reversed ones too
 */
@SuppressWarnings("ArrayRecordComponent") // a document is handed on, never compared
public record ContractRow(
        long commitment,
        String name,
        int version,
        byte[] document,
        Sha256 sha256,
        String reason,
        String setBy,
        Instant recordedAt,
        long journalSeq,
        List<ClaimRow> claims) {

    /**
     * A claim of a window's credit, or the reversal of one.
     *
     * @param reverses the claim that never was
     */
    public record ClaimRow(
            long id,
            Instant windowFrom,
            Instant claimedAt,
            String reference,
            Optional<Long> reverses,
            String reason,
            String toldBy,
            Instant recordedAt,
            long journalSeq) {}

    /** Claims that were not reversed. */
    public List<ClaimRow> standingClaims() {
        List<Long> reversed =
                claims.stream().flatMap(c -> c.reverses().stream()).toList();
        return claims.stream()
                .filter(c -> c.reverses().isEmpty() && !reversed.contains(c.id()))
                .toList();
    }
}
