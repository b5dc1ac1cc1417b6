/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.oncall.vault.VaultStore;
import io.plimsoll.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

/** PostgreSQL itself keeps the server's login out of the contact vault. */
class VaultApartTest {

    private static final String PERMISSION_DENIED = "42501";
    private static final Stamp TEST = new Stamp("test", Instant.EPOCH);
    private static final VaultStore.Row ROW = new VaultStore.Row(
            "ch_" + "0a".repeat(16),
            "ana",
            ContactKind.MAIL,
            "work",
            new byte[40],
            Instant.parse("2026-11-24T10:00:00Z"));

    /** Every way that comes to mind from the server's own connections to what the vault holds. */
    private static final List<String> WAYS_IN = List.of(
            "select * from vault.contact",
            "select wrapped from vault.person_key",
            "set role plimsoll_vault",
            "set role plimsoll",
            "set session authorization plimsoll_vault",
            "grant plimsoll_vault to current_user",
            "alter role plimsoll_vault password 'x'",
            "alter schema vault owner to current_user",
            "grant usage on schema vault to public",
            "drop schema vault cascade",
            "copy (select 1) to program 'cat'",
            "select pg_read_file('postgresql.conf')",
            "create extension file_fdw");

    @TempDir
    Path folder;

    private static void shutOut(Database record) {
        for (String way : WAYS_IN) {
            assertThatThrownBy(() -> record.store().write(TEST, tx -> tx.sql().fetch(way)))
                    .as(way)
                    .isInstanceOfSatisfying(
                            DataAccessException.class,
                            e -> assertThat(e.sqlState()).as(way).isEqualTo(PERMISSION_DENIED));
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(VaultApartTest.class.getResourceAsStream("/db/vault-apart.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theServersOwnConnectionsAreRefusedByTheDatabase() throws Exception {
        try (Database record = Database.open(DatabaseConfig.embedded(folder))) {
            VaultRecords vault = record.vault().orElseThrow();
            vault.keepKey("ana", new byte[] {1});
            vault.add(ROW);
            assertThat(vault.of("ana")).extracting(VaultStore.Row::handle).containsExactly(ROW.handle());
            shutOut(record);
            for (String rule : List.of(
                    "alter table journal disable trigger all",
                    "set session_replication_role = replica",
                    "drop table journal cascade",
                    "delete from flyway_schema_history")) {
                assertThatThrownBy(
                                () -> record.store().write(TEST, tx -> tx.sql().fetch(rule)))
                        .as(rule)
                        .isInstanceOfSatisfying(
                                DataAccessException.class,
                                e -> assertThat(e.sqlState()).isEqualTo(PERMISSION_DENIED));
            }
        }
    }

    @Test
    void theVaultsLoginReadsNothingOfTheRecord() throws Exception {
        try (Pools pools = Pools.open(DatabaseConfig.embedded(folder));
                Connection vault = pools.vault().orElseThrow().getConnection();
                Statement sql = vault.createStatement()) {
            for (String table : List.of("journal", "page", "notice", "app_user")) {
                assertThatThrownBy(() -> sql.executeQuery("select * from " + table))
                        .isInstanceOfSatisfying(
                                PSQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
            }
        }
    }

    /** How every version before left the folder: one superuser for all, and a vault role that it had granted itself. */
    @Test
    void aFolderOfAnOlderVersionKeepsItsContactsAndIsSetApartByItsNextStart() throws Exception {
        try (Database record = Database.open(DatabaseConfig.embedded(folder))) {
            record.vault().orElseThrow().add(ROW);
        }
        try (EmbeddedPostgres old = EmbeddedPostgres.start(folder);
                Connection owner =
                        DriverManager.getConnection(old.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, old.password());
                Statement sql = owner.createStatement()) {
            sql.execute("drop owned by plimsoll_server");
            sql.execute("drop role plimsoll_server");
            sql.execute("alter role plimsoll_vault nologin password null");
            sql.execute("grant plimsoll_vault to plimsoll");
        }
        try (Database record = Database.open(DatabaseConfig.embedded(folder))) {
            assertThat(record.vault().orElseThrow().find(ROW.handle())).isPresent();
            shutOut(record);
            assertThat(record.sites().list()).isEmpty();
        }
    }

    @Test
    void anExternalDatabasesVaultOpensOnlyOnceItIsSetApart() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Connection admin = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, server.password());
                Statement sql = admin.createStatement()) {
            sql.execute("create role app login password 'a'");
            sql.execute("create database record owner app");
            String app = server.jdbcUrl("record") + "?user=app&password=a";
            String root = server.jdbcUrl("record") + "?user=plimsoll&password=" + server.password();
            String vault = server.jdbcUrl("record") + "?user=plimsoll_vault&password=v";
            try (Database record = Database.open(DatabaseConfig.external(app))) {
                assertThat(record.vault()).as("no login, no vault").isEmpty();
            }
            sql.execute("create role plimsoll_vault login password 'v'");
            assertThatThrownBy(() -> Database.open(DatabaseConfig.external(app, Optional.of(vault))))
                    .hasMessageContaining("does not own the schema vault");
            try (Connection record = DriverManager.getConnection(root);
                    Statement there = record.createStatement()) {
                there.execute("grant plimsoll_vault to app");
                there.execute("alter schema vault owner to plimsoll_vault");
                assertThatThrownBy(() -> Database.open(DatabaseConfig.external(app, Optional.of(vault))))
                        .hasMessageContaining("app can take the login plimsoll_vault")
                        .hasMessageContaining("contact-vault.md");
                assertThatThrownBy(() -> Database.open(DatabaseConfig.external(root, Optional.of(vault))))
                        .hasMessageContaining("plimsoll is a superuser");
                there.execute(script());
                there.execute(script());
            }
            try (Database record = Database.open(DatabaseConfig.external(app, Optional.of(vault)))) {
                record.vault().orElseThrow().add(ROW);
                shutOut(record);
            }
        }
    }

    @Test
    void theHowToPrintsTheScriptThatTheEmbeddedDatabaseRuns() throws Exception {
        String page = Files.readString(Path.of("../../docs/how-to/contact-vault.md"));
        String body = script().substring(script().indexOf("DO $$")).strip();
        assertThat(page).contains(body);
    }
}
