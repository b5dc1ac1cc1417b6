/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.identity;

import io.plimsoll.model.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes random secrets. What is kept of one is its SHA-256: it has 256 bits, so nothing slower is needed. */
final class Secrets {

    private static final int SECRET_BYTES = 32;
    /** No vowels and nothing that looks like something else: it is read from a terminal and typed. */
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    /** For a cookie or a token. */
    String make(String prefix) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A one-time password of four groups, about 95 bits. */
    String oneTimePassword() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                out.append('-');
            }
            out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return out.toString();
    }

    static Sha256 hash(String secret) {
        return Sha256.of(secret);
    }
}
