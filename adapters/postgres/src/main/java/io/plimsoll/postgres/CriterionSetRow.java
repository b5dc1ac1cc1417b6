/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;

/**
 * A signed set of learned criteria on the record.
 *
 * @param setSha256 of the set's canonical JSON, which the next version names as its anchor
 * @param signedBy the user who had it signed
 * @param used how many limits judge
 */
public record CriterionSetRow(
        long id,
        String site,
        String name,
        int version,
        Sha256 setSha256,
        String keyId,
        String signedBy,
        Instant signedAt,
        Instant learnedAt,
        int nodes,
        int used,
        int alarms,
        Sha256 sha256,
        long journalSeq) {}
