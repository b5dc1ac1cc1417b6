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
 * A certificate in a list.
 *
 * @param sha256 of the signed envelope's bytes
 * @param waived the tests that passed by a waiver only
 */
public record CertificateRow(
        long id,
        String site,
        String node,
        long runId,
        String plan,
        Instant issuedAt,
        Optional<Instant> validUntil,
        Optional<Instant> revokedAt,
        Sha256 sha256,
        List<String> waived) {}
