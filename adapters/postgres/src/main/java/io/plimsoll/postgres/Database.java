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
import java.time.Clock;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The record: one PostgreSQL database with its repositories. Open it once, share it between threads, close it at the end. */
public final class Database implements AutoCloseable {

    /** The oldest PostgreSQL that the schema runs on. */
    public static final int POSTGRES_VERSION_MIN = 15;

    private final @Nullable EmbeddedPostgres embedded;
    private final HikariDataSource source;
    private final Store store;
    private final Journal journal;
    private final Sites sites;
    private final Line line;
    private final FabricRecords fabric;
    private final AcceptanceRecords acceptance;
    private final Ledger ledger;
    private final Users users;
    private final SiteKeys siteKeys;
    private final Campaigns campaigns;
    private final Agents agents;
    private final Blocks blocks;
    private final IdleChecks idleChecks;
    private final CriterionSetRecords criteria;
    private final StockRecords stock;
    private final RateRecords rates;
    private final Contracts contracts;
    private final PageRecords pages;
    private final VaultRecords vault;
    private final PlaceRecords place;
    private final EnergyCertificates energyCertificates;
    private final StatementRecords statements;
    private final HealthRecords health;
    private final BlockerRecords blockers;
    private final FeedRecords feeds;
    private final BreakGlassRecords breakGlass;

    private Database(@Nullable EmbeddedPostgres embedded, HikariDataSource source, Clock clock) {
        this.embedded = embedded;
        this.source = source;
        this.store = new Store(source, clock);
        this.journal = new Journal(store);
        this.sites = new Sites(store);
        this.acceptance = new AcceptanceRecords(store);
        this.fabric = new FabricRecords(store);
        this.line = new Line(store);
        this.ledger = new Ledger(store);
        this.users = new Users(store);
        this.siteKeys = new SiteKeys(store);
        this.campaigns = new Campaigns(store);
        this.agents = new Agents(store);
        this.blocks = new Blocks(store);
        this.idleChecks = new IdleChecks(store);
        this.criteria = new CriterionSetRecords(store);
        this.stock = new StockRecords(store);
        this.rates = new RateRecords(store);
        this.contracts = new Contracts(store);
        this.pages = new PageRecords(store);
        this.vault = new VaultRecords(source);
        this.place = new PlaceRecords(store);
        this.energyCertificates = new EnergyCertificates(store);
        this.statements = new StatementRecords(store);
        this.health = new HealthRecords(store);
        this.blockers = new BlockerRecords(store);
        this.feeds = new FeedRecords(store);
        this.breakGlass = new BreakGlassRecords(store);
    }

    /** Starts or connects to PostgreSQL and brings the schema up to date. */
    public static Database open(DatabaseConfig config) {
        return open(config, Clock.systemUTC());
    }

    /** As {@link #open(DatabaseConfig)}, with a clock for the recorded time. */
    public static Database open(DatabaseConfig config, Clock clock) {
        EmbeddedPostgres embedded = config.url().isPresent() ? null : EmbeddedPostgres.start(config.dataDir());
        HikariDataSource source = null;
        boolean open = false;
        try {
            source = new HikariDataSource(pool(config, embedded));
            migrate(source);
            Database database = new Database(embedded, source, clock);
            open = true;
            return database;
        } finally {
            if (!open) {
                if (source != null) {
                    source.close();
                }
                if (embedded != null) {
                    embedded.close();
                }
            }
        }
    }

    /** Where the database runs, without password: {@code jdbc:postgresql://127.0.0.1:41873/plimsoll}. */
    public String url() {
        return source.getJdbcUrl();
    }

    /** Whether a query is answered now; for the readiness probe. */
    public boolean alive() {
        try {
            return store.read(sql -> sql.fetchOne("select 1") != null);
        } catch (RuntimeException e) {
            return false;
        }
    }

    public Journal journal() {
        return journal;
    }

    public Sites sites() {
        return sites;
    }

    public Line line() {
        return line;
    }

    public FabricRecords fabric() {
        return fabric;
    }

    public AcceptanceRecords acceptance() {
        return acceptance;
    }

    /** Checks on idle nodes. */
    public IdleChecks idleChecks() {
        return idleChecks;
    }

    /** What was delivered together, signed. */
    public Blocks blocks() {
        return blocks;
    }

    /** Signed sets of learned criteria. */
    public CriterionSetRecords criteria() {
        return criteria;
    }

    /** Failure and repair rates with their sources. */
    public RateRecords rates() {
        return rates;
    }

    /** Spare parts. */
    public StockRecords stock() {
        return stock;
    }

    /** Contract lines, claims, and the ledger that both sides compute with. */
    public Contracts contracts() {
        return contracts;
    }

    /** On-call. */
    public PageRecords pages() {
        return pages;
    }

    /** Sealed contacts. */
    public VaultRecords vault() {
        return vault;
    }

    /** Files, meters and verdicts of the place. */
    public PlaceRecords place() {
        return place;
    }

    /** Energy certificates and their claims. */
    public EnergyCertificates energyCertificates() {
        return energyCertificates;
    }

    /** Statements that are filed and shown. */
    public StatementRecords statements() {
        return statements;
    }

    /** Fleet health: signals, decisions, incidents, rules. */
    public HealthRecords health() {
        return health;
    }

    /** What is in the way. */
    public BlockerRecords blockers() {
        return blockers;
    }

    /** Calendars of duties. */
    public FeedRecords feeds() {
        return feeds;
    }

    /** Who was reached for a life's sake. */
    public BreakGlassRecords breakGlass() {
        return breakGlass;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Users users() {
        return users;
    }

    public SiteKeys siteKeys() {
        return siteKeys;
    }

    public Campaigns campaigns() {
        return campaigns;
    }

    public Agents agents() {
        return agents;
    }

    /** For tests that tamper with the tables. */
    Store store() {
        return store;
    }

    @Override
    public void close() {
        source.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static HikariConfig pool(DatabaseConfig config, @Nullable EmbeddedPostgres embedded) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("plimsoll");
        pool.setMaximumPoolSize(config.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // A text parameter takes the type that the statement gives it: "?::timestamptz" is read once, not for each row.
        pool.addDataSourceProperty("stringtype", "unspecified");
        pool.addDataSourceProperty("ApplicationName", "plimsoll");
        if (embedded != null) {
            pool.setJdbcUrl(embedded.jdbcUrl("postgres"));
            pool.setUsername(EmbeddedPostgres.OWNER);
            pool.setPassword(embedded.password());
        } else {
            address(pool, config.url().orElseThrow());
        }
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

    private static void migrate(HikariDataSource source) {
        try (var connection = source.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < POSTGRES_VERSION_MIN) {
                throw new IllegalStateException(
                        "the database is PostgreSQL " + version + ", expected " + POSTGRES_VERSION_MIN + " or newer");
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
