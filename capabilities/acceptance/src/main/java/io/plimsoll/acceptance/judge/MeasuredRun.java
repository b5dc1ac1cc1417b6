/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a test that its verdict was given from.
 *
 * @param log SHA-256 of the raw log; empty if there is none
 * @param carriedFrom where it was measured, if that was not this run of the plan; empty if it was
 */
public record MeasuredRun(Instant startedAt, Instant endedAt, Optional<Sha256> log, Optional<String> carriedFrom) {}
