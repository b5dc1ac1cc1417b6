/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** Local users, their sessions and tokens. Secrets come and go as SHA-256 or password hashes only. */
public final class Users {

    private static final String USER = """
            select u.*, coalesce(array(select r.role from user_role r where r.name = u.name order by r.role), '{}') as roles
              from app_user u
            """;

    private final Store store;

    Users(Store store) {
        this.store = store;
    }

    /** All users by name. */
    public List<UserRow> list() {
        return store.read(sql -> sql.fetch(USER + " order by u.name").map(Users::user));
    }

    /** The user of that name. */
    public Optional<UserRow> find(String name) {
        return store.read(
                sql -> sql.fetchOptional(USER + " where u.name = ?", name).map(Users::user));
    }

    /** A new user. */
    public UserRow create(
            Stamp stamp, String name, List<String> roles, String passwordHash, boolean mustChangePassword) {
        return store.write(stamp, tx -> {
            if (tx.sql().fetchOne("select 1 from app_user where name = ?", name) != null) {
                throw new RecordRefusedException("there is a user '" + name + "' already");
            }
            JournalRow row = tx.append("user.created", "", name, Json.object("roles", roles));
            tx.sql()
                    .execute(
                            "insert into app_user (name, password_hash, must_change_password, journal_seq)"
                                    + " values (?, ?, ?, ?)",
                            name,
                            passwordHash,
                            mustChangePassword,
                            row.seq());
            putRoles(tx, name, roles);
            return new UserRow(name, List.copyOf(roles), passwordHash, mustChangePassword);
        });
    }

    /** Sets the whole set of roles. */
    public void setRoles(Stamp stamp, String name, List<String> roles) {
        store.write(stamp, tx -> {
            known(tx, name);
            tx.append("user.roles", "", name, Json.object("roles", roles));
            tx.sql().execute("delete from user_role where name = ?", name);
            putRoles(tx, name, roles);
            return name;
        });
    }

    /** Sets the password and ends the user's sessions. */
    public void setPassword(Stamp stamp, String name, String passwordHash, boolean mustChangePassword) {
        store.write(stamp, tx -> {
            known(tx, name);
            tx.append("user.password", "", name, Json.object("mustChangePassword", mustChangePassword));
            tx.sql()
                    .execute(
                            "update app_user set password_hash = ?, must_change_password = ? where name = ?",
                            passwordHash,
                            mustChangePassword,
                            name);
            tx.sql().execute("delete from user_session where name = ?", name);
            return name;
        });
    }

    /**
     * Opens a session.
     *
     * @param secret SHA-256 of the cookie's value
     */
    public void openSession(Stamp stamp, String user, Sha256 secret, Instant expiresAt) {
        store.write(stamp, tx -> {
            known(tx, user);
            tx.append("user.signed-in", "", user, Json.object("expiresAt", expiresAt.toString()));
            tx.sql()
                    .execute(
                            "delete from user_session where expires_at < ?::timestamptz",
                            tx.recordedAt().toString());
            return tx.sql()
                    .execute(
                            "insert into user_session (secret, name, expires_at) values (?, ?, ?::timestamptz)",
                            Tx.bytes(secret),
                            user,
                            expiresAt.toString());
        });
    }

    /** The user of a session that has not ended. */
    public Optional<UserRow> bySession(Sha256 secret, Instant now) {
        return store.read(sql -> sql.fetchOptional(
                        USER + " join user_session s on s.name = u.name"
                                + " where s.secret = ? and s.expires_at > ?::timestamptz",
                        Tx.bytes(secret),
                        now.toString())
                .map(Users::user));
    }

    /** Ends a session. */
    public void closeSession(Stamp stamp, Sha256 secret) {
        store.write(stamp, tx -> {
            tx.append("user.signed-out", "", stamp.actor(), "{}");
            return tx.sql().execute("delete from user_session where secret = ?", Tx.bytes(secret));
        });
    }

    /**
     * A token for a program.
     *
     * @param label what it is for
     * @param secret SHA-256 of the token
     */
    public void addToken(Stamp stamp, String user, String label, Sha256 secret, Optional<Instant> expiresAt) {
        store.write(stamp, tx -> {
            known(tx, user);
            String until = expiresAt.map(Instant::toString).orElse("");
            JournalRow row = tx.append("user.token", "", user, Json.object("label", label, "expiresAt", until));
            return tx.sql()
                    .execute(
                            "insert into user_token (secret, name, label, expires_at, journal_seq)"
                                    + " values (?, ?, ?, nullif(?, '')::timestamptz, ?)",
                            Tx.bytes(secret),
                            user,
                            label,
                            until,
                            row.seq());
        });
    }

    /** The user of a token that has not ended. */
    public Optional<UserRow> byToken(Sha256 secret, Instant now) {
        return store.read(sql -> sql.fetchOptional(
                        USER + " join user_token t on t.name = u.name where t.secret = ?"
                                + " and (t.expires_at is null or t.expires_at > ?::timestamptz)",
                        Tx.bytes(secret),
                        now.toString())
                .map(Users::user));
    }

    private static void known(Tx tx, String name) {
        if (tx.sql().fetchOne("select 1 from app_user where name = ?", name) == null) {
            throw new RecordRefusedException("there is no user '" + name + "'");
        }
    }

    private static void putRoles(Tx tx, String name, List<String> roles) {
        tx.sql()
                .execute(
                        "insert into user_role (name, role) select distinct ?, r from unnest(?::text[]) r",
                        name,
                        roles.toArray(String[]::new));
    }

    private static UserRow user(Record r) {
        return new UserRow(
                r.get("name", String.class),
                List.of(r.get("roles", String[].class)),
                r.get("password_hash", String.class),
                r.get("must_change_password", Boolean.class));
    }
}
