/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.DatabaseConfig;
import io.plimsoll.postgres.JournalCheck;
import io.plimsoll.postgres.Stamp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Path CACHE = Path.of("target", "postgres-cache");

    @TempDir
    Path folder;

    @Test
    void aClusterIsSafeByDefaultAndItsPasswordIsForItsOwnerOnly() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, CACHE)) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
                assertThat(show(postgres, setting)).as(setting).isEqualTo("on");
            }
            assertThat(show(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(postgres.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, CACHE))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("in use by another Plimsoll");
        }
        assertThat(Postmaster.of(folder.resolve("cluster"))).isEmpty();
    }

    @Test
    void aNewerClusterIsRefusedWithAdvice() throws Exception {
        EmbeddedPostgres.start(folder, CACHE).close();
        Files.writeString(folder.resolve("cluster").resolve("PG_VERSION"), "99\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, CACHE))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("made by PostgreSQL 99")
                .hasMessageContaining("Maybe start the newer Plimsoll");
    }

    @Test
    void afterKillOfTheProcessNothingAcknowledgedIsLost() throws Exception {
        for (int round = 0; round < 3; round++) {
            long acknowledged = killedAfter(20);
            try (Database db = Database.open(DatabaseConfig.embedded(folder))) {
                assertThat(db.journal().head().seq()).isGreaterThanOrEqualTo(acknowledged);
                JournalCheck check = db.journal().verify();
                assertThat(check.firstBad()).isEmpty();
            }
        }
    }

    @Test
    void aServerThatLostItsProcessAndItsGuardIsStoppedByTheNextStart() throws Exception {
        EmbeddedPostgres.start(folder, CACHE).close();
        RunAs runAs = RunAs.detect();
        Binaries binaries = Binaries.unpackedIn(CACHE.toAbsolutePath());
        Process orphan = new ProcessBuilder(runAs.command(java.util.List.of(
                        binaries.program("postgres"),
                        "-D",
                        folder.resolve("cluster").toString(),
                        "-c",
                        "listen_addresses=",
                        "-c",
                        "unix_socket_directories=")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orphan.log").toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Postmaster.of(folder.resolve("cluster")).isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(Postmaster.of(folder.resolve("cluster"))).isPresent();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, CACHE)) {
            assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(show(postgres, "fsync")).isEqualTo("on");
        }
    }

    /** Starts a process that writes and says what was acknowledged, and kills it with signal 9 after so many rows. */
    private long killedAfter(int rows) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < rows; i++) {
                String line = out.readLine();
                assertThat(line).as("the writer speaks").isNotNull();
                last = Long.parseLong(line);
            }
            writer.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null && !line.isEmpty(); line = out.readLine()) {
                last = Long.parseLong(line);
            }
        }
        return last;
    }

    private static String show(EmbeddedPostgres postgres, String setting) throws Exception {
        try (Connection c = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, postgres.password());
                ResultSet r = c.createStatement().executeQuery("show " + setting)) {
            r.next();
            return r.getString(1);
        }
    }

    /** Writes for ever. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            Database db = Database.open(DatabaseConfig.embedded(Path.of(args[0])));
            for (long i = 0; ; i++) {
                long seq = db.journal()
                        .append(new Stamp("writer", Instant.EPOCH), "note", "", "n", "{\"i\":" + i + "}")
                        .seq();
                System.out.println(seq);
                System.out.flush();
            }
        }
    }
}
