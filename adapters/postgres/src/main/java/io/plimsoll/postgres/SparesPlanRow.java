/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;

/**
 * A spares plan on the record.
 *
 * @param document as it was sent: JSON or CSV
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record SparesPlanRow(
        long id, String name, byte[] document, Sha256 sha256, String setBy, Instant setAt, long journalSeq) {}
