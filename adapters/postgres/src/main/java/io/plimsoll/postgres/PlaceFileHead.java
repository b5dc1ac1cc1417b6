/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;

/** A file of the place without its bytes. */
public record PlaceFileHead(
        long id,
        PlaceFileRow.Kind kind,
        String name,
        long bytes,
        Sha256 sha256,
        String sentBy,
        Instant sentAt,
        long journalSeq) {}
