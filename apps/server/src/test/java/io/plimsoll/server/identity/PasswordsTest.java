/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new SecureRandom());

    @Test
    void onlyTheRightPasswordMatchesItsHash() {
        String hash = passwords.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
    }

    /** The reference implementation's own test vector, argon2 20190702: {@code argon2 somesalt -id -t 2 -m 16 -p 1}. */
    @Test
    void hashesOfTheReferenceImplementationAreUnderstood() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(passwords.matches("password", hash)).isTrue();
        assertThat(passwords.matches("Password", hash)).isFalse();
    }

    @Test
    void guessingIsSlowedDownForKnownAndUnknownNamesAlike() {
        LoginThrottle throttle = new LoginThrottle();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < LoginThrottle.FREE_FOR_NAME; i++) {
            assertThat(throttle.wait("nobody", "10.0.0.1", now)).isEmpty();
            throttle.failed("nobody", "10.0.0.1", now);
        }
        assertThat(throttle.wait("nobody", "10.0.0.2", now)).contains(Duration.ofSeconds(1));
        throttle.failed("nobody", "10.0.0.2", now);
        assertThat(throttle.wait("nobody", "10.0.0.2", now)).contains(Duration.ofSeconds(2));
        assertThat(throttle.wait("somebody", "10.0.0.2", now)).isEmpty();
        assertThat(throttle.wait("nobody", "10.0.0.2", now.plusSeconds(2))).isEmpty();
        throttle.succeeded("nobody", "10.0.0.2");
        assertThat(throttle.wait("nobody", "10.0.0.2", now)).isEmpty();
    }
}
