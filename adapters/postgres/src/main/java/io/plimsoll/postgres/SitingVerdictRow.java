/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * A verdict on the record.
 *
 * @param result the whole answer as JSON, with a reason for each rule
 */
public record SitingVerdictRow(
        long id,
        long fileId,
        String profile,
        String verdict,
        String result,
        String setBy,
        Instant setAt,
        long journalSeq) {}
