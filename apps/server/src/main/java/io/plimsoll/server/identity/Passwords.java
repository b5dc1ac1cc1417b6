/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106) at 19 MiB, 2 passes, 1 lane: the first choice of OWASP's password storage
 * cheat sheet. The text form is the PHC string, which carries its own parameters.
 */
public final class Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** Two at a time: a flood of logins may cost time, never the heap. */
    private static final int AT_ONCE = 2;

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private final SecureRandom random;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final String nobody;

    public Passwords(SecureRandom random) {
        this.random = random;
        byte[] salt = new byte[SALT_BYTES];
        this.nobody = text(MEMORY_KIB, PASSES, salt, new byte[HASH_BYTES]);
    }

    /** The PHC string to keep. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return text(MEMORY_KIB, PASSES, salt, argon2(password, salt, MEMORY_KIB, PASSES, HASH_BYTES));
    }

    /** Whether the password is the one of the PHC string. */
    public boolean matches(String password, String phc) {
        String[] parts = phc.split("\\$", -1);
        if (parts.length != 6 || !parts[1].equals("argon2id") || !parts[2].equals("v=19")) {
            throw new IllegalArgumentException("not an Argon2id PHC string");
        }
        int memory = 0;
        int passes = 0;
        for (String parameter : parts[3].split(",", -1)) {
            int value = Integer.parseInt(parameter.substring(2));
            switch (parameter.charAt(0)) {
                case 'm' -> memory = value;
                case 't' -> passes = value;
                default -> {}
            }
        }
        byte[] expected = DECODER.decode(parts[5]);
        byte[] seen = argon2(password, DECODER.decode(parts[4]), memory, passes, expected.length);
        return MessageDigest.isEqual(seen, expected);
    }

    /** Takes as long as {@link #matches} and says no, so that an unknown name cannot be told from a wrong password. */
    public boolean matchesNobody(String password) {
        matches(password, nobody);
        return false;
    }

    private byte[] argon2(String password, byte[] salt, int memoryKib, int passes, int length) {
        turns.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memoryKib)
                    .withIterations(passes)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            byte[] out = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
            return out;
        } finally {
            turns.release();
        }
    }

    private static String text(int memoryKib, int passes, byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=1$" + ENCODER.encodeToString(salt) + "$"
                + ENCODER.encodeToString(hash);
    }
}
