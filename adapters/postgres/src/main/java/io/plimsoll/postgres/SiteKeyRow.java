/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/**
 * A key that signs a site's certificates.
 *
 * @param publicPem SubjectPublicKeyInfo in PEM
 * @param privateKey PKCS #8 bytes, or what the server sealed them into; never journaled
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record SiteKeyRow(String site, String keyId, String publicPem, byte[] privateKey, Instant createdAt) {}
