/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of the place, byte for byte as it was sent.
 *
 * @param year only for what a site says of a year
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record PlaceFileRow(
        long id,
        Kind kind,
        String name,
        Optional<Integer> year,
        byte[] document,
        Sha256 sha256,
        String sentBy,
        Instant sentAt,
        long journalSeq) {

    /** What a file is. */
    public enum Kind {
        SITE_YEAR,
        READINGS,
        CERTIFICATES,
        SITING,
        FORMS
    }
}
