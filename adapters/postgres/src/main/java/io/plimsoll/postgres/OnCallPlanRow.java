/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;

/** A plan of on-call as it was set. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OnCallPlanRow(
        long id, String name, byte[] document, Sha256 sha256, String setBy, Instant setAt, long journalSeq) {}
