/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** The same keys in every run. */
final class TestKeys {

    private static final byte[] PKCS8_PREFIX = {
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
    };

    private TestKeys() {}

    static SiteKey number(int n) {
        return fromSeed(ByteBuffer.allocate(32).putInt(n).array());
    }

    static SiteKey fromSeed(byte[] seed) {
        byte[] der = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + seed.length);
        System.arraycopy(seed, 0, der, PKCS8_PREFIX.length, seed.length);
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n";
        return SiteKey.fromPrivatePem(pem, "test key");
    }
}
