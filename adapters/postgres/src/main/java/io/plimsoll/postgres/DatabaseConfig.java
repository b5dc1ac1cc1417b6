/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the record is kept.
 *
 * @param dataDir folder of the embedded PostgreSQL; used only without {@code url}
 * @param url {@code jdbc:postgresql://...} or {@code postgresql://user:password@host/db} of any PostgreSQL 15 or newer
 * @param vaultUrl the same database under the login that owns the contact vault; without it an external database's vault is closed. The
 *     embedded database makes that login itself
 * @param poolSize how many connections to hold at most
 */
public record DatabaseConfig(Path dataDir, Optional<String> url, Optional<String> vaultUrl, int poolSize) {

    private static final int POOL_SIZE = 12;

    /** The embedded database in a folder, which is made if it is not there. */
    public static DatabaseConfig embedded(Path dataDir) {
        return new DatabaseConfig(dataDir, Optional.empty(), Optional.empty(), POOL_SIZE);
    }

    /** The embedded database in a folder as it stands: joins the server that runs there, or starts one. */
    public static DatabaseConfig standing(Path dataDir) {
        return EmbeddedPostgres.runningOn(dataDir).map(DatabaseConfig::external).orElseGet(() -> embedded(dataDir));
    }

    /** A database that somebody else runs. */
    public static DatabaseConfig external(String url) {
        return external(url, Optional.empty());
    }

    /** As {@link #external(String)}, with the vault's own login. */
    public static DatabaseConfig external(String url, Optional<String> vaultUrl) {
        return new DatabaseConfig(Path.of(""), Optional.of(url), vaultUrl, POOL_SIZE);
    }

    /** {@code PLIMSOLL_DB_URL} if it is set, else the embedded database in the folder. */
    public static DatabaseConfig of(Path dataDir, Map<String, String> environment) {
        String url = environment.getOrDefault("PLIMSOLL_DB_URL", "");
        return url.isBlank() ? embedded(dataDir) : external(url);
    }
}
