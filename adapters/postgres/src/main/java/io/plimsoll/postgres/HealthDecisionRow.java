/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * One decision of the health engine on the record.
 *
 * @param id 0 before it is on the record
 * @param n its number among the decisions on its batch
 * @param signal the number of the signal in its batch that it was made on; empty when a time had come
 * @param serial of the part that the signal told, else empty
 * @param raw the signal's line, else empty
 */
public record HealthDecisionRow(
        long id,
        long batch,
        int n,
        OptionalInt signal,
        Instant at,
        String what,
        String incident,
        String rule,
        String node,
        String entity,
        String action,
        String reason,
        String serial,
        String raw,
        long journalSeq) {}
