/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.Optional;

/**
 * A calendar at an address that is its own key. The key itself is nowhere: only its hash is kept.
 *
 * @param own whether it shows its person's duties only, else roles of the whole team without names
 */
public record FeedRow(
        long id,
        String site,
        String person,
        boolean own,
        String label,
        Instant madeAt,
        Optional<Instant> revokedAt,
        long journalSeq) {}
