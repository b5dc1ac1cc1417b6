/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.agents;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Agents;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.campaign.CampaignEngine;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import tools.jackson.core.JacksonException;

/** The TLS port that agents come to. */
public final class AgentDoor implements AutoCloseable {

    private static final int JSON_BYTES_MAX = 4 << 20;
    private static final String CLIENT = "jakarta.servlet.request.X509Certificate";

    private final Database record;
    private final CampaignEngine engine;
    private final AgentAuthority authority;
    private final AgentLogs logs;
    private final InstantSource clock;
    private final Javalin http;
    /** Agents by their key, so that each of a thousand questions a second is not one to the record; emptied by an enrolment. */
    private final Map<Sha256, Agents.AgentRow> known = new ConcurrentHashMap<>();

    private AgentDoor(
            Database record,
            CampaignEngine engine,
            AgentAuthority authority,
            Path dataDir,
            InstantSource clock,
            Javalin http) {
        this.record = record;
        this.engine = engine;
        this.authority = authority;
        this.logs = new AgentLogs(dataDir.resolve("agent-logs"));
        this.clock = clock;
        this.http = http;
    }

    /**
     * Opens the door.
     *
     * @param port 0 for any free one
     */
    public static AgentDoor open(
            Database record,
            CampaignEngine engine,
            AgentAuthority authority,
            Path dataDir,
            String host,
            int port,
            InstantSource clock,
            SecureRandom random) {
        try {
            SSLContext tls = tls(authority, random);
            AgentDoor[] door = new AgentDoor[1];
            Javalin http = Javalin.create(c -> configure(c, tls, host, port, door));
            door[0] = new AgentDoor(record, engine, authority, dataDir, clock, http);
            http.start();
            return door[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the agents' door cannot be opened", e);
        }
    }

    private static SSLContext tls(AgentAuthority authority, SecureRandom random)
            throws GeneralSecurityException, IOException {
        KeyPair key = AgentAuthority.keyPair(random);
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(
                new GeneralName(GeneralName.dNSName, InetAddress.getLocalHost().getHostName()));
        X509Certificate own = authority.door(key, names);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        char[] none = new char[0];
        keys.setKeyEntry("door", key.getPrivate(), none, new X509Certificate[] {own, authority.certificate()});
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, none);
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(manager.getKeyManagers(), trusted.getTrustManagers(), random);
        return tls;
    }

    private static void configure(JavalinConfig c, SSLContext tls, String host, int port, AgentDoor[] door) {
        c.startup.showJavalinBanner = false;
        c.startup.showOldJavalinVersionWarning = false;
        c.startup.startupWatcherEnabled = false;
        c.concurrency.useVirtualThreads = true;
        c.http.maxRequestSize = Long.MAX_VALUE;
        c.jetty.modifyServer(s -> s.setStopTimeout(500));
        c.jetty.addConnector((server, ignored) -> connector(server, tls, host, port));
        c.routes.post("/agent/enrol", ctx -> Router.guard(ctx, x -> door[0].enrol(x)));
        c.routes.post("/agent/renew", ctx -> Router.guard(ctx, x -> door[0].renew(x)));
        c.routes.post("/agent/work", ctx -> Router.guard(ctx, x -> door[0].work(x)));
        c.routes.post("/agent/results", ctx -> Router.guard(ctx, x -> door[0].results(x)));
        c.routes.post("/agent/logs", ctx -> Router.guard(ctx, x -> door[0].log(x)));
    }

    private static ServerConnector connector(Server server, SSLContext tls, String host, int port) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls);
        factory.setWantClientAuth(true);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, 1, 1, new SslConnectionFactory(factory, "http/1.1"), new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(90_000);
        return connector;
    }

    public int port() {
        return http.port();
    }

    private static <T extends Record> T read(Context ctx, Class<T> type) throws IOException {
        byte[] bytes;
        try (InputStream in = ctx.req().getInputStream()) {
            bytes = in.readNBytes(JSON_BYTES_MAX + 1);
        }
        if (bytes.length > JSON_BYTES_MAX) {
            throw Problem.tooLarge(JSON_BYTES_MAX);
        }
        try {
            T value = Json.MAPPER.readValue(bytes, type);
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getAccessor().invoke(value) == null) {
                    throw Problem.badInput(new InputProblem("body /" + component.getName(), 0, "nothing", "a value"));
                }
            }
            return value;
        } catch (JacksonException e) {
            throw Problem.badInput(new InputProblem("body", 0, String.valueOf(e.getOriginalMessage()), "JSON"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(Context ctx, Record value) {
        ctx.contentType("application/json");
        ctx.result(Json.MAPPER.writeValueAsBytes(value));
    }

    private void enrol(Context ctx) throws IOException {
        AgentWire.Enrol input = read(ctx, AgentWire.Enrol.class);
        Instant now = clock.instant();
        Sha256 secret = Sha256.of(input.token());
        Agents.TokenRow token = record.agents()
                .token(secret)
                .orElseThrow(() -> new Problem(401, "token", "The token is not known here", "", List.of()));
        if (!now.isBefore(token.expiresAt())) {
            throw new Problem(401, "token", "The token has expired", "it ended at " + token.expiresAt(), List.of());
        }
        String serial = input.fingerprint().nodeSerial();
        String node = token.node()
                .or(() -> record.agents().nodeOf(token.site(), serial))
                .orElseThrow(() -> Problem.conflict("The record has no node with the serial '" + serial
                        + "'. Maybe take it in first, or make a token for one node by its name."));
        Optional<String> lie = engine.lieOf(token.site(), node, input.fingerprint());
        Stamp stamp = new Stamp("agent:" + node, now);
        if (lie.isPresent()) {
            record.agents().note(stamp, token.site(), node, "agent.lies", lie.get());
            throw Problem.forbidden("You are not " + node + ": " + lie.get() + ".");
        }
        X509Certificate certificate = authority.agent(input.csr(), token.site(), node);
        try {
            record.agents()
                    .enrol(stamp, token.site(), node, secret, AgentAuthority.keyHash(certificate.getPublicKey()));
        } catch (RecordRefusedException e) {
            throw new Problem(401, "token", "The token opens nothing", String.valueOf(e.getMessage()), List.of());
        }
        known.clear();
        answer(ctx, enrolled(token.site(), node, certificate, now));
    }

    /** Only the time that a certificate holds changes, so that a stolen one is not made another's. */
    private void renew(Context ctx) throws IOException {
        Agents.AgentRow agent = agent(ctx);
        X509Certificate certificate =
                authority.agent(read(ctx, AgentWire.Renew.class).csr(), agent.site(), agent.node());
        if (!AgentAuthority.keyHash(certificate.getPublicKey()).equals(agent.keySha256())) {
            throw Problem.forbidden(
                    "A certificate is renewed for the key that it was made for; enrol anew for another.");
        }
        Instant now = clock.instant();
        record.agents()
                .note(
                        new Stamp("agent:" + agent.node(), now),
                        agent.site(),
                        agent.node(),
                        "agent.renewed",
                        "until " + certificate.getNotAfter().toInstant());
        answer(ctx, enrolled(agent.site(), agent.node(), certificate, now));
    }

    private AgentWire.Enrolled enrolled(String site, String node, X509Certificate certificate, Instant now) {
        return new AgentWire.Enrolled(
                site,
                node,
                AgentAuthority.pem("CERTIFICATE", AgentAuthority.der(certificate)),
                authority.certificatePem(),
                now);
    }

    /** Whose certificate it is; only the present one of a node counts. */
    private Agents.AgentRow agent(Context ctx) {
        Object chain = ctx.req().getAttribute(CLIENT);
        if (!(chain instanceof X509Certificate[] certificates) || certificates.length == 0) {
            throw new Problem(401, "certificate", "An agent comes with its certificate", "enrol first", List.of());
        }
        Sha256 key = AgentAuthority.keyHash(certificates[0].getPublicKey());
        return known.computeIfAbsent(
                key,
                k -> record.agents()
                        .byKey(k)
                        .orElseThrow(() -> new Problem(
                                401,
                                "certificate",
                                "This certificate is known no more",
                                "its node has enrolled anew",
                                List.of())));
    }

    private void work(Context ctx) throws IOException, InterruptedException {
        Agents.AgentRow agent = agent(ctx);
        AgentWire.Ask ask = read(ctx, AgentWire.Ask.class);
        if (!ask.node().equals(agent.node())) {
            throw Problem.forbidden("Your certificate is for " + agent.node() + ", not for " + ask.node() + ".");
        }
        engine.reports().lookAt(agent, ask.fingerprint());
        answer(ctx, engine.desk().ask(agent.site(), agent.node(), ask));
    }

    private void log(Context ctx) throws IOException {
        Agents.AgentRow agent = agent(ctx);
        String key = required(ctx, "key");
        long offset = Long.parseLong(required(ctx, "offset"));
        byte[] piece;
        try (InputStream in = ctx.req().getInputStream()) {
            piece = in.readNBytes(AgentWire.CHUNK_BYTES_MAX + 1);
        }
        if (piece.length > AgentWire.CHUNK_BYTES_MAX) {
            throw Problem.tooLarge(AgentWire.CHUNK_BYTES_MAX);
        }
        answer(ctx, new AgentWire.LogTaken(logs.append(agent.node(), key, offset, piece)));
    }

    private static String required(Context ctx, String name) {
        String value = ctx.queryParam(name);
        if (value == null || (name.equals("offset") && !value.matches("\\d{1,12}"))) {
            throw Problem.badInput(new InputProblem("query " + name, 0, String.valueOf(value), "a value"));
        }
        return value;
    }

    private void results(Context ctx) throws IOException, InterruptedException {
        Agents.AgentRow agent = agent(ctx);
        AgentWire.Report report = read(ctx, AgentWire.Report.class);
        byte[] log =
                report.inline() ? report.log().getBytes(StandardCharsets.UTF_8) : logs.read(agent.node(), report.key());
        boolean whole = log.length == report.logBytes() && Sha256.of(log).hex().equals(report.logSha256());
        if (!whole) {
            if (report.inline()) {
                throw Problem.badInput(new InputProblem(
                        "body /log", 0, Sha256.of(log).hex(), "the log whose SHA-256 is " + report.logSha256()));
            }
            long from = log.length < report.logBytes() ? log.length : 0;
            if (from == 0) {
                logs.forget(agent.node(), report.key());
            }
            answer(ctx, new AgentWire.Reported(AgentWire.Answer.RESEND, from, "the log is not here in full"));
            return;
        }
        AgentWire.Reported answer = engine.reports().take(agent, report, log);
        logs.forget(agent.node(), report.key());
        answer(ctx, answer);
    }

    @Override
    public void close() {
        http.stop();
    }
}
