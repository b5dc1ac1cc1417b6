/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.Optional;

/**
 * The newest certificate of a node, signed.
 *
 * @param heldUntil when it ends or ended: by its own end, a waiver's, or because it was revoked; empty for no end
 * @param revokedFor why it was revoked; empty if it was not
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record LastCertificate(
        String node, long id, byte[] dsse, Optional<Instant> heldUntil, Optional<String> revokedFor) {}
