/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One result of one test with its raw log, read and judged on its own.
 *
 * @param log the raw bytes as the tool wrote them; kept compressed, with their SHA-256
 * @param measurements a JSON array
 * @param criterion in words, empty for none
 * @param carriedFrom the earlier run that measured it, where it was carried over
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record TestOutcome(
        String test,
        String tool,
        Instant startedAt,
        Instant endedAt,
        int exitCode,
        byte[] log,
        Verdict verdict,
        String measurements,
        String criterion,
        String reason,
        Optional<Long> carriedFrom) {}
