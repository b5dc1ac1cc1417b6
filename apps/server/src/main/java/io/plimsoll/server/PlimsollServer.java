/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.plimsoll.oncall.vault.ContactVault;
import io.plimsoll.oncall.vault.VaultStore;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.DatabaseConfig;
import io.plimsoll.server.agents.AgentDoors;
import io.plimsoll.server.api.Api;
import io.plimsoll.server.blockers.BlockerHandlers;
import io.plimsoll.server.campaign.CampaignEngine;
import io.plimsoll.server.events.EventHub;
import io.plimsoll.server.handlers.AgentHandlers;
import io.plimsoll.server.handlers.BlockHandlers;
import io.plimsoll.server.handlers.CampaignHandlers;
import io.plimsoll.server.handlers.CertificateHandlers;
import io.plimsoll.server.handlers.CriteriaHandlers;
import io.plimsoll.server.handlers.FabricHandlers;
import io.plimsoll.server.handlers.HealthHandlers;
import io.plimsoll.server.handlers.HealthRuleHandlers;
import io.plimsoll.server.handlers.IdentityHandlers;
import io.plimsoll.server.handlers.IdleHandlers;
import io.plimsoll.server.handlers.JournalHandlers;
import io.plimsoll.server.handlers.LineHandlers;
import io.plimsoll.server.handlers.ObservationHandlers;
import io.plimsoll.server.handlers.PlaceHandlers;
import io.plimsoll.server.handlers.PlanShelf;
import io.plimsoll.server.handlers.PriceHandlers;
import io.plimsoll.server.handlers.PromiseHandlers;
import io.plimsoll.server.handlers.RepairHandlers;
import io.plimsoll.server.handlers.RunFinisher;
import io.plimsoll.server.handlers.RunHandlers;
import io.plimsoll.server.handlers.SiteHandlers;
import io.plimsoll.server.handlers.SitePlans;
import io.plimsoll.server.handlers.SitingHandlers;
import io.plimsoll.server.handlers.SparesHandlers;
import io.plimsoll.server.handlers.StatementHandlers;
import io.plimsoll.server.handlers.VerificationHandlers;
import io.plimsoll.server.handlers.WorklistHandlers;
import io.plimsoll.server.health.HealthSites;
import io.plimsoll.server.http.HttpLimits;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.http.SecurityHeaders;
import io.plimsoll.server.http.WebFiles;
import io.plimsoll.server.identity.Identity;
import io.plimsoll.server.identity.RoleTable;
import io.plimsoll.server.keys.Sealer;
import io.plimsoll.server.keys.SigningKeys;
import io.plimsoll.server.launch.Launchers;
import io.plimsoll.server.oncall.BreakGlassHandlers;
import io.plimsoll.server.oncall.ClosedVault;
import io.plimsoll.server.oncall.ContactHandlers;
import io.plimsoll.server.oncall.FeedHandlers;
import io.plimsoll.server.oncall.OnCallHandlers;
import io.plimsoll.server.oncall.PageEngine;
import io.plimsoll.server.oncall.RelaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Server;

/** A running server: the record, the endpoints, the events. Close it to stop; what was acknowledged is kept. */
public final class PlimsollServer implements AutoCloseable {

    private static final long STOP_PATIENCE_MS = 3_000;

    private final ServerConfig config;
    private final Database record;
    private final EventHub events;
    private final ServerMetrics metrics;
    private final Reconciler reconciler;
    private final Javalin http;
    private final CampaignEngine campaigns;
    private final AgentDoors agents;
    private final Launchers launchers;
    private final PageEngine pager;
    private final HealthSites health;
    private final Optional<String> oneTimePassword;

    private PlimsollServer(ServerConfig config, Database record, InstantSource clock) throws IOException {
        this.config = config;
        this.record = record;
        SecureRandom random = new SecureRandom();
        Identity identity =
                new Identity(record.users(), RoleTable.shipped(), clock, config.session(), Version.text(), random);
        this.oneTimePassword = identity.firstStart();
        this.events = new EventHub(record.journal());
        this.metrics = new ServerMetrics();
        Router router = new Router(
                identity,
                clock,
                new HttpLimits(config.jsonBytesMax(), config.rawBytesMax(), config.secureCookies()),
                metrics);
        IdentityHandlers.bind(router, identity);
        new SiteHandlers(record).bind(router);
        new LineHandlers(record).bind(router);
        new RepairHandlers(record).bind(router);
        new JournalHandlers(record, events, metrics.registry(), Version.text()).bind(router);
        SitePlans plans = new SitePlans(record.fabric());
        new FabricHandlers(record, plans).bind(router);
        new ObservationHandlers(record, plans).bind(router);
        new VerificationHandlers(record).bind(router);
        new WorklistHandlers(record, plans).bind(router);
        Sealer sealer = Sealer.open(config.dataDir().resolve("site-keys.seal"), random);
        SigningKeys keys = new SigningKeys(record.siteKeys(), sealer, random, clock);
        PlanShelf shelf = new PlanShelf(record.campaigns());
        RunFinisher finisher = new RunFinisher(record, keys);
        new RunHandlers(record, finisher, shelf).bind(router);
        new CertificateHandlers(record, keys).bind(router);
        new BlockHandlers(record, keys).bind(router);
        new PriceHandlers(record).bind(router);
        this.launchers = new Launchers(config.launchers(), config.dataDir());
        this.campaigns = new CampaignEngine(record, finisher, shelf, clock, launchers.byName());
        this.agents = new AgentDoors(
                record, campaigns, sealer, config.dataDir(), config.host(), config.agentPortToOpen(), clock, random);
        new CampaignHandlers(record, campaigns, shelf).bind(router);
        new IdleHandlers(record, campaigns.idle(), shelf).bind(router);
        new AgentHandlers(record, agents, campaigns.desk(), random).bind(router);
        new CriteriaHandlers(record, keys).bind(router);
        new SparesHandlers(record).bind(router);
        new PromiseHandlers(record, keys).bind(router);
        RelaySettings relay = RelaySettings.read(config.dataDir());
        ContactVault vault = vault(config, random);
        this.pager = new PageEngine(
                record, vault, relay.relay(), () -> relay.baseUrl().orElseGet(this::address), clock, random);
        new OnCallHandlers(record, pager).bind(router);
        new ContactHandlers(record, vault, relay.relay()).bind(router);
        new FeedHandlers(record, pager, () -> relay.baseUrl().orElseGet(this::address), random).bind(router);
        new BreakGlassHandlers(record, vault, relay.relay()).bind(router);
        new PlaceHandlers(record).bind(router);
        new SitingHandlers(record).bind(router);
        new StatementHandlers(record, keys).bind(router);
        this.health = new HealthSites(record, clock, launchers.cordons());
        new HealthHandlers(record, health).bind(router);
        new HealthRuleHandlers(record, health).bind(router);
        new BlockerHandlers(record).bind(router);
        this.http = Javalin.create(c -> configure(c, router));
        this.reconciler = new Reconciler(record, clock, config.reconcileEvery());
        metrics.watch(events);
    }

    /** The campaigns' engine, for what runs in the same process, such as a bench with agents of its own. */
    public CampaignEngine campaigns() {
        return campaigns;
    }

    /** Opens the record and listens. Ready when it returns. */
    public static PlimsollServer start(ServerConfig config) {
        return start(config, InstantSource.system());
    }

    /** As {@link #start(ServerConfig)}, with the caller's clock. */
    public static PlimsollServer start(ServerConfig config, InstantSource clock) {
        Database record = Database.open(config.dbUrl()
                .map(url -> DatabaseConfig.external(url, config.vaultDbUrl()))
                .orElseGet(() -> DatabaseConfig.embedded(config.dataDir())));
        boolean started = false;
        try {
            PlimsollServer server = new PlimsollServer(config, record, clock);
            server.http.start(config.host(), config.port());
            server.reconciler.start();
            server.campaigns.start();
            server.pager.start();
            server.health.start();
            server.agents.openIfAwaited();
            started = true;
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!started) {
                record.close();
            }
        }
    }

    /** Contacts are sealed under a key file of their own: site keys and contacts open apart from one another. */
    private ContactVault vault(ServerConfig settings, SecureRandom random) throws IOException {
        Sealer sealer = Sealer.open(settings.dataDir().resolve("vault.seal"), random);
        return new ContactVault(
                record.vault().<VaultStore>map(v -> v).orElseGet(() -> ClosedVault.of(record)),
                new ContactVault.KeyWrap() {
                    @Override
                    public byte[] wrap(byte[] key, String name) {
                        return sealer.seal(key, name);
                    }

                    @Override
                    public byte[] unwrap(byte[] wrapped, String name) {
                        return sealer.unseal(wrapped, name);
                    }
                },
                count -> {
                    byte[] bytes = new byte[count];
                    random.nextBytes(bytes);
                    return bytes;
                });
    }

    private static void configure(JavalinConfig c, Router router) {
        c.startup.showJavalinBanner = false;
        c.startup.showOldJavalinVersionWarning = false;
        c.startup.startupWatcherEnabled = false;
        c.concurrency.useVirtualThreads = true;
        c.http.compressionStrategy = CompressionStrategy.GZIP;
        c.http.maxRequestSize = Long.MAX_VALUE;
        c.jetty.modifyServer(PlimsollServer::patience);
        c.jetty.modifyHttpConfiguration(h -> {
            h.setSendServerVersion(false);
            h.setSendXPoweredBy(false);
        });
        c.routes.before(SecurityHeaders::add);
        router.install(c.routes, Api.TABLE);
        c.routes.get("/*", ctx -> Router.guard(ctx, WebFiles::serve));
        c.routes.error(404, ctx -> {
            if (ctx.path().startsWith("/api/")) {
                Router.guard(ctx, x -> {
                    throw Problem.notFound(x.path());
                });
            }
        });
    }

    private static void patience(Server server) {
        server.setStopTimeout(STOP_PATIENCE_MS);
    }

    public int port() {
        return http.port();
    }

    /** {@code http://127.0.0.1:7460}. */
    public String address() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "http://" + host + ":" + port();
    }

    /** The first admin's one-time password, once, on the first start of an empty record. */
    public Optional<String> oneTimePassword() {
        return oneTimePassword;
    }

    /** Where agents come to, over TLS; the door is opened by this if it was shut. */
    public int agentPort() {
        return agents.port();
    }

    /** The health engines, for what runs in the same process. */
    public HealthSites health() {
        return health;
    }

    /** The record that this server keeps. */
    public Database record() {
        return record;
    }

    /** Looks now for what the reconciler would do on its next round. @return how many nodes were taken out of fit */
    int reconcile() {
        return reconciler.round();
    }

    @Override
    public void close() {
        events.close();
        reconciler.close();
        campaigns.close();
        pager.close();
        health.close();
        agents.close();
        launchers.close();
        http.stop();
        metrics.close();
        record.close();
    }
}
