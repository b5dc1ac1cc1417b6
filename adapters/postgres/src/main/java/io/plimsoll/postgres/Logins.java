/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;
import javax.sql.DataSource;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;

/** Who the record is read and written as, and who alone opens the vault. PostgreSQL keeps them apart, not this code. */
final class Logins {

    /** The server's own login on the embedded database. */
    static final String SERVER = "plimsoll_server";

    /** The login that owns the vault, everywhere. */
    static final String VAULT = "plimsoll_vault";

    private static final String VAULT_APART = "/db/vault-apart.sql";
    private static final String SERVER_LOGIN = "/db/server-login.sql";

    /** Passwords of one run: they are drawn anew at each start, and never written down. */
    record Passwords(String server, String vault) {
        @Override
        public String toString() {
            return "«passwords»";
        }
    }

    private Logins() {}

    /** Makes both logins of the embedded database, whatever an older version left there; the owner's own is not used afterwards. */
    static Passwords separate(EmbeddedPostgres embedded) {
        SecureRandom random = new SecureRandom();
        Passwords drawn = new Passwords(drawn(random), drawn(random));
        try (Connection c = DriverManager.getConnection(
                        embedded.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, embedded.password());
                Statement sql = c.createStatement()) {
            c.setAutoCommit(false);
            sql.execute(script(VAULT_APART));
            sql.execute(script(SERVER_LOGIN));
            // Hashed here: the database, and its log of statements, never see a password.
            PGConnection pg = c.unwrap(PGConnection.class);
            pg.alterUserPassword(SERVER, drawn.server().toCharArray(), "scram-sha-256");
            pg.alterUserPassword(VAULT, drawn.vault().toCharArray(), "scram-sha-256");
            c.commit();
            return drawn;
        } catch (SQLException e) {
            throw new IllegalStateException("could not set the database's logins apart: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalStateException if the server's login can take the vault's, or the vault's login has no vault */
    static void refuseUnlessApart(DataSource main, DataSource vault) {
        String name = DSL.using(vault, SQLDialect.POSTGRES)
                .fetchSingle("""
                        select current_user::text, exists (select from pg_namespace n where n.nspname = 'vault'
                               and pg_get_userbyid(n.nspowner) = current_user) as owns
                        """)
                .map(r -> Boolean.TRUE.equals(r.get("owns")) ? r.get(0, String.class) : "");
        if (name.isEmpty()) {
            throw new IllegalStateException(
                    "the login of PLIMSOLL_VAULT_DB_URL does not own the schema vault of this database"
                            + System.lineSeparator()
                            + "  Maybe run vault-apart.sql as a superuser: docs/how-to/contact-vault.md.");
        }
        Record reach = DSL.using(main, SQLDialect.POSTGRES).fetchSingle("""
                        select current_user::text as name, r.rolsuper as superuser,
                               pg_has_role(?, 'MEMBER') or has_schema_privilege('vault', 'USAGE, CREATE') as member,
                               r.rolcreaterole and current_setting('server_version_num')::int < 160000 as maker
                          from pg_roles r where r.rolname = current_user
                        """, name);
        String why = Boolean.TRUE.equals(reach.get("superuser", Boolean.class))
                ? "is a superuser"
                : Boolean.TRUE.equals(reach.get("member", Boolean.class))
                        ? "can take the login " + name
                        : Boolean.TRUE.equals(reach.get("maker", Boolean.class)) ? "may grant itself any role" : "";
        if (!why.isEmpty()) {
            throw new IllegalStateException(
                    "the vault is open to the server's own login: " + reach.get("name") + " " + why
                            + System.lineSeparator()
                            + "  Maybe give PLIMSOLL_DB_URL a login without those rights: docs/how-to/contact-vault.md.");
        }
    }

    private static String drawn(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String script(String name) {
        try (InputStream in = Objects.requireNonNull(Logins.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
