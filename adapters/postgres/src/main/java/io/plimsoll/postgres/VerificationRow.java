/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.Verification;
import io.plimsoll.model.Sha256;
import java.time.Instant;

/**
 * A verification in the site's history.
 *
 * @param at when the dump was taken
 * @param source the file or feed, as the user named it
 * @param sha256 of the raw dump
 */
public record VerificationRow(
        long id,
        Instant at,
        Instant recordedAt,
        String source,
        String format,
        Sha256 sha256,
        Verification.Summary summary) {}
