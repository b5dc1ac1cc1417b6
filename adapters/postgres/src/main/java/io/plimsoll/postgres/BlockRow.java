/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed block as it stands now.
 *
 * @param nodes that stand in it by a certificate
 * @param holding how many of these certificates still hold
 * @param exceptions nodes that were delivered without one
 * @param sha256 of the signed envelope
 */
public record BlockRow(
        long id,
        String site,
        String name,
        BlockStatement.Kind kind,
        String customer,
        Instant issuedAt,
        Optional<Instant> validUntil,
        int nodes,
        int holding,
        int exceptions,
        int gpus,
        String keyId,
        Sha256 sha256,
        String actor,
        long journalSeq) {}
