/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests of this room; each test gets a database of its own, copied from a migrated template. */
final class TestRecord {

    static final Path CACHE = Path.of("target", "postgres-cache");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestRecord() {}

    /** An empty record. */
    static Database empty() {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template plimsoll_template");
        return open(name);
    }

    static String url(String database) {
        return SERVER.jdbcUrl(database) + "?user=" + EmbeddedPostgres.OWNER + "&password=" + SERVER.password();
    }

    private static Database open(String name) {
        return Database.open(
                new DatabaseConfig(Path.of(""), java.util.Optional.of(url(name)), java.util.Optional.empty(), 4));
    }

    private static EmbeddedPostgres start() {
        try {
            Path folder = Files.createTempDirectory("plimsoll-test-");
            EmbeddedPostgres server = EmbeddedPostgres.start(folder, CACHE);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                deleteQuietly(folder);
            }));
            try (Connection c = DriverManager.getConnection(
                    server.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, server.password())) {
                c.createStatement().execute("create database plimsoll_template");
            }
            String url = server.jdbcUrl("plimsoll_template") + "?user=" + EmbeddedPostgres.OWNER + "&password="
                    + server.password();
            Database.open(DatabaseConfig.external(url)).close();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String statement) {
        try (Connection c = DriverManager.getConnection(url("postgres"))) {
            c.createStatement().execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteQuietly(Path folder) {
        try (var walk = Files.walk(folder)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // a temporary folder that stays behind harms nobody
        }
    }
}
