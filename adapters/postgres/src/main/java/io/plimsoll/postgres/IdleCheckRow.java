/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Verdict;
import java.time.Instant;

/** One test of an idle node. */
public record IdleCheckRow(
        long id,
        String node,
        long certificate,
        String plan,
        String test,
        Instant startedAt,
        Instant endedAt,
        Verdict verdict,
        String reason) {}
