/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Local users, their sessions and tokens. Secrets come and go as SHA-256 or password hashes only. */
@SuppressWarnings("DoNotCallSuggester")
public final class Users {

    Users() {}

    /** All users by name. */
    public List<UserRow> list() {
        throw new UnsupportedOperationException();
    }

    /** The user of that name. */
    public Optional<UserRow> find(String name) {
        throw new UnsupportedOperationException();
    }

    /** A new user. */
    public UserRow create(
            Stamp stamp, String name, List<String> roles, String passwordHash, boolean mustChangePassword) {
        throw new UnsupportedOperationException();
    }

    /** Sets the whole set of roles. */
    public void setRoles(Stamp stamp, String name, List<String> roles) {
        throw new UnsupportedOperationException();
    }

    /** Sets the password and ends the user's sessions. */
    public void setPassword(Stamp stamp, String name, String passwordHash, boolean mustChangePassword) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a session.
     *
     * @param secret SHA-256 of the cookie's value
     */
    public void openSession(Stamp stamp, String user, Sha256 secret, Instant expiresAt) {
        throw new UnsupportedOperationException();
    }

    /** The user of a session that has not ended. */
    public Optional<UserRow> bySession(Sha256 secret, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Ends a session. */
    public void closeSession(Stamp stamp, Sha256 secret) {
        throw new UnsupportedOperationException();
    }

    /**
     * A token for a program.
     *
     * @param label what it is for
     * @param secret SHA-256 of the token
     */
    public void addToken(Stamp stamp, String user, String label, Sha256 secret, Optional<Instant> expiresAt) {
        throw new UnsupportedOperationException();
    }

    /** The user of a token that has not ended. */
    public Optional<UserRow> byToken(Sha256 secret, Instant now) {
        throw new UnsupportedOperationException();
    }
}
