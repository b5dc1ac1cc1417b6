/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;

/**
 * One fact of the journal.
 *
 * @param seq counted from 1 without gaps
 * @param effectiveAt when it became true
 * @param recordedAt when it was written; never before that of the row before
 * @param site the site's name, empty for facts of the whole record
 * @param subject what the fact is about: a node, a certificate, a user
 * @param payload one JSON object, as the exact text that was hashed
 * @param previous the hash of the row before; 64 zeros for the first
 * @param hash SHA-256 of the canonical form, see {@link JournalHash}
 */
public record JournalRow(
        long seq,
        Instant effectiveAt,
        Instant recordedAt,
        String actor,
        String kind,
        String site,
        String subject,
        String payload,
        Sha256 previous,
        Sha256 hash) {}
