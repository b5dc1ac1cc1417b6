/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A named owner lets a test that did not pass through, for some nodes and a while.
 *
 * @param nodes empty for every node of the site
 * @param priceCents what the owner says the risk costs
 */
public record WaiverRow(
        long id,
        String site,
        String test,
        List<String> nodes,
        String owner,
        String reason,
        Instant grantedAt,
        Instant expiresAt,
        long priceCents,
        Optional<Instant> revokedAt) {}
