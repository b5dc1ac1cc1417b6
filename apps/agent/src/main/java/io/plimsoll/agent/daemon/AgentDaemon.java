/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.daemon;

import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.model.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code plimsoll agent run}: asks for work, runs one test at a time, and reports until the server has everything. */
public final class AgentDaemon {

    private static final Duration RETRY_FIRST = Duration.ofMillis(500);
    private static final Duration RETRY_MAX = Duration.ofSeconds(20);
    private static final int WAIT_SECONDS = 20;
    private static final Duration RENEW_BEFORE = Duration.ofDays(60);
    private static final Duration RENEW_AGAIN = Duration.ofDays(1);

    private final URI server;
    private final AgentKey keys;
    private volatile AgentKey.Identity identity;
    private final Spool spool;
    private final TestRunner runner;
    private final Supplier<Inventory> inventory;
    private final Clock clock;
    private final Consumer<String> told;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private Instant renewAt;
    private volatile boolean closed;

    private AgentDaemon(
            URI server,
            AgentKey keys,
            AgentKey.Identity identity,
            Path data,
            Supplier<Inventory> inventory,
            Clock clock,
            Consumer<String> told)
            throws IOException {
        this.server = server;
        this.keys = keys;
        this.identity = identity;
        this.renewAt = ends(identity).minus(RENEW_BEFORE);
        this.spool = new Spool(data.resolve("spool"));
        this.runner = new TestRunner(data, clock);
        this.inventory = inventory;
        this.clock = clock;
        this.told = told;
    }

    /**
     * Enrols with the token if this folder has not been enrolled yet.
     *
     * @param token may be empty in a folder that has
     * @param inventory reads what the node is made of, anew on each call
     * @throws ServerLink.RefusedException if the server refuses it
     */
    public static AgentDaemon enrolled(
            URI server, String token, Path data, Supplier<Inventory> inventory, Clock clock, Consumer<String> told)
            throws IOException, InterruptedException, GeneralSecurityException {
        AgentKey key = new AgentKey(data);
        if (key.read().isEmpty()) {
            int dot = token.indexOf('.');
            if (dot < 0) {
                throw new ServerLink.RefusedException(401, "a token is needed to enrol: it looks like pla_....<hash>");
            }
            try (ServerLink link = ServerLink.withPin(server, token.substring(dot + 1))) {
                String csr = key.request("plimsoll agent");
                AgentWire.Enrolled answer =
                        link.enrol(token, csr, inventory.get().fingerprint());
                key.keep(answer.site(), answer.node(), answer.certificate(), answer.authority());
            }
        }
        AgentKey.Identity identity = key.read().orElseThrow();
        told.accept("agent of " + identity.site() + "/" + identity.node());
        return new AgentDaemon(server, key, identity, data, inventory, clock, told);
    }

    public String node() {
        return identity.node();
    }

    /** Works until the thread is interrupted or {@link #stop} is called, or the server refuses this agent for good. */
    public void run() throws IOException, InterruptedException, GeneralSecurityException {
        for (AgentWire.Order order : spool.begun()) {
            told.accept(order.key() + " was cut off by a restart");
            finish(runner.broke(order, "the agent was restarted while it ran"));
        }
        try {
            while (!closed && !Thread.currentThread().isInterrupted()) {
                try (ServerLink link = ServerLink.as(server, identity)) {
                    serve(link);
                }
            }
        } finally {
            running.values().forEach(Thread::interrupt);
        }
    }

    /** Works over one link; returns when it is to be made anew with another certificate. */
    private void serve(ServerLink link) throws IOException, InterruptedException, GeneralSecurityException {
        Duration pause = RETRY_FIRST;
        while (!closed && !Thread.currentThread().isInterrupted()) {
            try {
                if (renewed(link)) {
                    return;
                }
                round(link);
                pause = RETRY_FIRST;
            } catch (ServerLink.RefusedException e) {
                throw e;
            } catch (IOException e) {
                told.accept("the server cannot be reached, trying again: " + e.getMessage());
                Thread.sleep(pause);
                Duration next = pause.multipliedBy(2);
                pause = next.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : next;
            }
        }
    }

    /** Whether there is a new certificate, because the old one was to end soon. One that is refused is asked for again in a day. */
    private boolean renewed(ServerLink link) throws IOException, InterruptedException, GeneralSecurityException {
        Instant now = clock.instant();
        if (now.isBefore(renewAt)) {
            return false;
        }
        renewAt = now.plus(RENEW_AGAIN);
        AgentKey.Identity old = identity;
        try {
            AgentWire.Enrolled answer = link.renew(
                    AgentKey.request("plimsoll agent", old.certificate().getPublicKey(), old.key()));
            keys.keep(answer.site(), answer.node(), answer.certificate(), answer.authority());
        } catch (ServerLink.RefusedException e) {
            told.accept("the certificate ends at " + ends(old) + " and was not renewed: " + e.getMessage());
            return false;
        }
        identity = keys.read().orElseThrow();
        Instant next = ends(identity).minus(RENEW_BEFORE);
        renewAt = next.isAfter(renewAt) ? next : renewAt;
        told.accept("the certificate was renewed until " + ends(identity));
        return true;
    }

    private static Instant ends(AgentKey.Identity identity) {
        return identity.certificate().getNotAfter().toInstant();
    }

    public void stop() {
        closed = true;
    }

    private void round(ServerLink link) throws IOException, InterruptedException {
        for (Spool.Finished finished : spool.finished()) {
            try {
                report(link, finished);
            } catch (ServerLink.RefusedException e) {
                if (e.status() == 401) {
                    throw e;
                }
                refused(link, finished, e);
            }
        }
        List<String> inHand = new ArrayList<>(running.keySet());
        spool.finished().forEach(f -> inHand.add(f.order().key()));
        // While a test runs, a short wait: its report must not lie here until the server has something new.
        int wait = running.isEmpty() ? WAIT_SECONDS : 1;
        AgentWire.Work work = link.work(new AgentWire.Ask(
                identity.node(), inHand, inventory.get().fingerprint().digest().hex(), clock.instant(), wait));
        for (String key : work.cancel()) {
            cancel(key);
        }
        for (AgentWire.Order order : work.orders()) {
            take(order);
        }
    }

    /** A result that the server will never take: it is kept for a person, and the server is told that there is none. */
    private void refused(ServerLink link, Spool.Finished finished, ServerLink.RefusedException why)
            throws IOException, InterruptedException {
        String key = finished.order().key();
        Path aside = spool.setAside(key);
        told.accept(key + " was refused and is kept in " + aside + ": " + why.getMessage());
        Instant now = clock.instant();
        try {
            link.report(new AgentWire.Report(
                    key,
                    finished.tool(),
                    AgentWire.Outcome.BROKE,
                    "the server refused its result: " + why.getMessage(),
                    1,
                    now,
                    now,
                    now,
                    inventory.get().fingerprint().digest().hex(),
                    true,
                    "",
                    0,
                    Sha256.of(new byte[0]).hex(),
                    false));
        } catch (ServerLink.RefusedException e) {
            told.accept(key + ": the server does not want to know of it either: " + e.getMessage());
        }
    }

    private void cancel(String key) throws IOException {
        Thread thread = running.get(key);
        if (thread != null) {
            told.accept(key + " is stopped");
            thread.interrupt();
        } else {
            spool.forget(key);
        }
    }

    private void take(AgentWire.Order order) throws IOException {
        if (!order.node().equals(identity.node())) {
            told.accept("refused " + order.key() + ": it is for " + order.node() + ", this is " + identity.node());
            return;
        }
        if (running.containsKey(order.key()) || spool.has(order.key())) {
            return;
        }
        spool.take(order);
        Thread thread = Thread.ofPlatform().name("test-" + order.key()).unstarted(() -> work(order));
        running.put(order.key(), thread);
        told.accept(order.key() + " begins, about " + order.expectedSeconds() + " s");
        thread.start();
    }

    private void work(AgentWire.Order order) {
        try {
            TestRunner.Result result = runner.run(order, inventory.get());
            finish(result);
        } catch (InterruptedException e) {
            forget(order);
        } catch (IOException e) {
            told.accept(order.key() + ": its result cannot be written down: " + e.getMessage());
            forget(order);
        } finally {
            running.remove(order.key());
        }
    }

    private void forget(AgentWire.Order order) {
        try {
            spool.forget(order.key());
        } catch (IOException e) {
            told.accept(order.key() + ": cannot be forgotten: " + e.getMessage());
        }
    }

    private void finish(TestRunner.Result result) throws IOException {
        spool.finish(result.finished(), result.log());
        told.accept(
                result.finished().order().key() + " ended: " + result.finished().outcome()
                        + (result.finished().reason().isEmpty()
                                ? ""
                                : ", " + result.finished().reason()));
    }

    private void report(ServerLink link, Spool.Finished f) throws IOException, InterruptedException {
        String key = f.order().key();
        byte[] log = spool.log(key);
        boolean inline = log.length <= AgentWire.INLINE_BYTES_MAX;
        for (int attempt = 0; attempt < 3; attempt++) {
            AgentWire.Reported answer = link.report(new AgentWire.Report(
                    key,
                    f.tool(),
                    f.outcome(),
                    f.reason(),
                    f.exitCode(),
                    f.startedAt(),
                    f.endedAt(),
                    clock.instant(),
                    inventory.get().fingerprint().digest().hex(),
                    inline,
                    inline ? new String(log, StandardCharsets.UTF_8) : "",
                    f.logBytes(),
                    f.logSha256(),
                    f.truncated()));
            if (answer.answer() != AgentWire.Answer.RESEND) {
                if (!answer.note().isEmpty()) {
                    told.accept(key + ": " + answer.note());
                }
                spool.forget(key);
                return;
            }
            send(link, key, log, answer.from());
        }
        throw new IOException("the log of " + key + " does not arrive whole");
    }

    /** Sends a log in pieces, from where the server has it. */
    private static void send(ServerLink link, String key, byte[] log, long from)
            throws IOException, InterruptedException {
        long offset = from;
        while (offset < log.length) {
            int end = (int) Math.min(log.length, offset + AgentWire.CHUNK_BYTES_MAX);
            long next = link.log(key, offset, Arrays.copyOfRange(log, (int) offset, end));
            offset = next == offset ? end : next;
        }
    }
}
