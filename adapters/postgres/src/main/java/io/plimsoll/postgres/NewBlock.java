/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.certificate.BlockStatement;
import java.util.List;

/**
 * A block that was signed.
 *
 * @param certificates of its nodes
 * @param dsse the signed envelope
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record NewBlock(BlockStatement statement, List<Long> certificates, String keyId, byte[] dsse) {
    public NewBlock {
        certificates = List.copyOf(certificates);
    }
}
