/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Signals that were heard together, with all that the engine needs to decide the same again.
 *
 * @param id 0 before it is on the record
 * @param clock the time that the engine is told before the signals; empty where signals alone tell it
 * @param rules the rules that it is judged by; empty for the shipped ones
 * @param topology what contained what
 * @param refused signals of the request that were counted and not kept
 * @param content the signals, packed
 */
public record HealthBatch(
        long id,
        Instant receivedAt,
        Optional<Instant> clock,
        String format,
        String sentBy,
        OptionalLong rules,
        long topology,
        int signals,
        int refused,
        @SuppressWarnings("ArrayRecordComponent") byte[] content) {}
