/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;

/** A signed set to be put on the record. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record NewCriterionSet(
        String name,
        int version,
        Sha256 setSha256,
        String keyId,
        Instant learnedAt,
        int nodes,
        int used,
        int alarms,
        byte[] dsse) {}
