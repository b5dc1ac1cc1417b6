/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.journal;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Which record to open: the embedded one in a folder, also while a server runs on it, or a database by its address. Makes
 * none where there is none.
 */
final class RecordInput {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data folder, whether the server runs or not (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Address of the database instead (default: PLIMSOLL_DB_URL of the environment).")
    private String url = System.getenv().getOrDefault("PLIMSOLL_DB_URL", "");

    Database open() {
        if (!url.isBlank()) {
            return Database.open(DatabaseConfig.external(url));
        }
        if (!Files.exists(data.resolve("cluster").resolve("PG_VERSION"))) {
            throw new BadInputException(new InputProblem(
                    data.toString(),
                    0,
                    "no database",
                    "a folder that a server was started with",
                    "name it with --data DIR, or a database with --db URL."));
        }
        return Database.open(DatabaseConfig.standing(data));
    }
}
