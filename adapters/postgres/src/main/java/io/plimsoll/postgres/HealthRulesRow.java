/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;

/**
 * Rules that were put in force.
 *
 * @param replayed what their replay showed, a JSON object
 */
public record HealthRulesRow(
        long id,
        String name,
        @SuppressWarnings("ArrayRecordComponent") byte[] document,
        Sha256 sha256,
        String replayed,
        String enabledBy,
        Instant enabledAt,
        long journalSeq) {}
