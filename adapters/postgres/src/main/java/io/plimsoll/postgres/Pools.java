/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.plimsoll.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** The connections: those of the record, and apart from them, under another login, the few of the vault. */
record Pools(Optional<EmbeddedPostgres> embedded, HikariDataSource main, Optional<HikariDataSource> vault)
        implements AutoCloseable {

    private static final int VAULT_CONNECTIONS = 2;

    /** Starts or connects to PostgreSQL, brings the schema up to date, and sets the logins apart. */
    static Pools open(DatabaseConfig config) {
        return config.url().isPresent() ? external(config, config.url().get()) : embedded(config);
    }

    private static Pools embedded(DatabaseConfig config) {
        EmbeddedPostgres embedded = EmbeddedPostgres.start(config.dataDir());
        boolean open = false;
        try {
            String url = embedded.jdbcUrl("postgres");
            PGSimpleDataSource owner = new PGSimpleDataSource();
            owner.setUrl(url);
            owner.setUser(EmbeddedPostgres.OWNER);
            owner.setPassword(embedded.password());
            migrate(owner);
            Logins.Passwords drawn = Logins.separate(embedded);
            Pools pools = of(
                    Optional.of(embedded),
                    login(pool("plimsoll", config.poolSize()), url, Logins.SERVER, drawn.server()),
                    Optional.of(login(pool("vault", VAULT_CONNECTIONS), url, Logins.VAULT, drawn.vault())));
            open = true;
            return pools;
        } finally {
            if (!open) {
                embedded.close();
            }
        }
    }

    private static Pools external(DatabaseConfig config, String url) {
        HikariConfig main = pool("plimsoll", config.poolSize());
        address(main, url);
        Optional<HikariConfig> vault = config.vaultUrl().map(v -> {
            HikariConfig pool = pool("vault", VAULT_CONNECTIONS);
            address(pool, v);
            return pool;
        });
        Pools pools = of(Optional.empty(), main, vault);
        boolean open = false;
        try {
            migrate(pools.main);
            pools.vault.ifPresent(v -> Logins.refuseUnlessApart(pools.main, v));
            open = true;
            return pools;
        } finally {
            if (!open) {
                pools.close();
            }
        }
    }

    private static Pools of(Optional<EmbeddedPostgres> embedded, HikariConfig main, Optional<HikariConfig> vault) {
        HikariDataSource first = new HikariDataSource(main);
        boolean open = false;
        try {
            Pools pools = new Pools(embedded, first, vault.map(HikariDataSource::new));
            open = true;
            return pools;
        } finally {
            if (!open) {
                first.close();
            }
        }
    }

    @Override
    public void close() {
        vault.ifPresent(HikariDataSource::close);
        main.close();
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    private static HikariConfig pool(String name, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // A text parameter takes the type that the statement gives it: "?::timestamptz" is read once, not for each row.
        pool.addDataSourceProperty("stringtype", "unspecified");
        pool.addDataSourceProperty("ApplicationName", name);
        return pool;
    }

    private static HikariConfig login(HikariConfig pool, String url, String user, String password) {
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        return pool;
    }

    /** Takes a JDBC address as it is, and the {@code postgresql://user:password@host/db} that other tools use. */
    private static void address(HikariConfig pool, String url) {
        if (url.startsWith("jdbc:")) {
            pool.setJdbcUrl(url);
            return;
        }
        URI uri = URI.create(url);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        pool.setJdbcUrl("jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query);
        Optional.ofNullable(uri.getRawUserInfo()).ifPresent(info -> {
            int colon = info.indexOf(':');
            String user = colon < 0 ? info : info.substring(0, colon);
            pool.setUsername(URLDecoder.decode(user, StandardCharsets.UTF_8));
            if (colon >= 0) {
                pool.setPassword(URLDecoder.decode(info.substring(colon + 1), StandardCharsets.UTF_8));
            }
        });
    }

    private static void migrate(DataSource source) {
        try (var connection = source.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < Database.POSTGRES_VERSION_MIN) {
                throw new IllegalStateException("the database is PostgreSQL " + version + ", expected "
                        + Database.POSTGRES_VERSION_MIN + " or newer");
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("could not connect to the database: " + e.getMessage(), e);
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/plimsoll")
                    .validateMigrationNaming(true)
                    .failOnMissingLocations(true)
                    // rooms number their migrations apart, so a lower number may come later
                    .outOfOrder(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new IllegalStateException("could not bring the schema up to date: " + e.getMessage(), e);
        }
    }
}
