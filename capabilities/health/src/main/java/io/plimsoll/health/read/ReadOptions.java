/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a reader cannot find in the bytes.
 *
 * @param node the host's name for lines that name none; empty for unknown
 * @param received when the bytes were taken, which gives year-less timestamps their year; empty for unknown
 * @param booted when the host booted, which gives times since boot a date; empty for unknown
 * @param zone of timestamps that tell none
 */
public record ReadOptions(String node, Optional<Instant> received, Optional<Instant> booted, ZoneId zone) {

    /** Nothing is known; times without a zone are in UTC. */
    public static final ReadOptions NONE = new ReadOptions("", Optional.empty(), Optional.empty(), ZoneOffset.UTC);
}
