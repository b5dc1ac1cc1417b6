/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.Optional;

/**
 * A node of a block, and what became of the certificate that it was delivered by.
 *
 * @param heldUntil since when the certificate no longer holds, or until when it will; empty for no end
 * @param revokedFor why it was revoked
 * @param later the node's newest certificate, where that is another one
 */
public record BlockNodeRow(
        String node,
        String serial,
        UnitState state,
        long certificate,
        Instant issuedAt,
        Optional<Instant> heldUntil,
        Optional<String> revokedFor,
        Optional<Long> later) {}
