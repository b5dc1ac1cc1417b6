/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * What one test of one run measured.
 *
 * @param fingerprint of the node at that run, canonical JSON
 * @param measurements a JSON array as the acceptance room wrote it
 */
public record MeasuredRun(
        String node, long run, String test, Instant endedAt, String fingerprint, String measurements) {}
