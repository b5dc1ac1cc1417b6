/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Main;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.DatabaseConfig;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandTest {

    @Test
    void theChainIsProvedBesideARunningServerAndAfterItAndNamesTheRowThatWasChanged(@TempDir Path data)
            throws Exception {
        try (Database record = Database.open(DatabaseConfig.embedded(data))) {
            record.users()
                    .create(
                            new Stamp("test", Instant.EPOCH),
                            "auditor-1",
                            List.of("AUDITOR"),
                            "not a real hash",
                            false);
            assertThat(run("journal", "verify", "--data", data.toString()).exit).isEqualTo(ExitCode.FINE);
            assertThat(run("journal", "show", "--data", data.toString()).out).contains("auditor-1");
            URI running = URI.create(EmbeddedPostgres.runningOn(data).orElseThrow());
            changeTheFirstRow(running);
        }
        Ran after = run("journal", "verify", "--data", data.toString(), "--json");
        assertThat(after.exit).isEqualTo(ExitCode.FOUND);
        assertThat(after.out).contains("\"ok\" : false").contains("\"seq\" : 1");
    }

    @Test
    void aFolderWithoutADatabaseIsBadInputAndStaysEmpty(@TempDir Path data) {
        Ran ran = run("journal", "verify", "--data", data.toString());
        assertThat(ran.exit).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ran.out).contains("--data DIR");
        assertThat(data).isEmptyDirectory();
    }

    /** What only someone with the database owner's rights can do. */
    private static void changeTheFirstRow(URI running) throws Exception {
        String[] user = running.getUserInfo().split(":", 2);
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/postgres", user[0], user[1]);
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate("update journal set actor = 'somebody else' where seq = 1"))
                    .isOne();
        }
    }

    private record Ran(int exit, String out) {}

    private static Ran run(String... args) {
        StringWriter text = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(text, true));
        line.setErr(new PrintWriter(text, true));
        int exit = line.execute(args);
        return new Ran(exit, text.toString());
    }
}
