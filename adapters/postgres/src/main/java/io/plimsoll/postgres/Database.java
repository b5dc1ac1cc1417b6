/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Clock;
import java.util.Optional;

/** The record: one PostgreSQL database with its repositories. Open it once, share it between threads, close it at the end. */
public final class Database implements AutoCloseable {

    /** The oldest PostgreSQL that the schema runs on. */
    public static final int POSTGRES_VERSION_MIN = 15;

    private final Pools pools;
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
    private final PlaceRecords place;
    private final EnergyCertificates energyCertificates;
    private final StatementRecords statements;
    private final HealthRecords health;
    private final BlockerRecords blockers;
    private final FeedRecords feeds;
    private final BreakGlassRecords breakGlass;

    private Database(Pools pools, Clock clock) {
        this.pools = pools;
        this.store = new Store(pools.main(), clock);
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
        Pools pools = Pools.open(config);
        boolean open = false;
        try {
            Database database = new Database(pools, clock);
            open = true;
            return database;
        } finally {
            if (!open) {
                pools.close();
            }
        }
    }

    /** Where the database runs, without password: {@code jdbc:postgresql://127.0.0.1:41873/plimsoll}. */
    public String url() {
        return pools.main().getJdbcUrl();
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

    /**
     * The contact vault, over a login of its own that the rest of the record cannot take; empty where an external database has none. Asked
     * for by what relays, and by nobody else.
     */
    public Optional<VaultRecords> vault() {
        return pools.vault().map(VaultRecords::new);
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
        pools.close();
    }
}
