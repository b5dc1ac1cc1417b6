/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Agents;
import io.plimsoll.server.campaign.CampaignEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Agents that only pretend to test: each asks for work and hands in logs at the server's own desk, as one that came in over TLS
 * does, and takes a part of the time that a test would take.
 */
final class CampaignFleet {

    private static final int WAIT_SECONDS = 10;

    private final CampaignEngine engine;
    private final TestPlan plan;
    private final double speed;
    private final String padding;
    private final Thread[] agents;
    private final Map<String, Instant> done = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> answers = new ConcurrentLinkedQueue<>();
    private final AtomicLong asks = new AtomicLong();
    private final AtomicLong reports = new AtomicLong();
    private volatile String broken = "";
    private volatile boolean over;

    /**
     * @param speed how many times faster than in truth a test is over
     * @param logBytes of each log
     */
    CampaignFleet(CampaignEngine engine, TestPlan plan, int nodes, double speed, int logBytes) {
        this.engine = engine;
        this.plan = plan.appliedTo(CampaignSiteUp.fingerprint(0));
        this.speed = speed;
        this.padding = "x".repeat(Math.max(1, logBytes));
        this.agents = new Thread[nodes];
    }

    void start() {
        for (int i = 0; i < agents.length; i++) {
            int number = i;
            agents[i] = Thread.ofVirtual().name("agent-" + i).start(() -> run(number));
        }
    }

    void stop() throws InterruptedException {
        over = true;
        for (Thread agent : agents) {
            agent.interrupt();
            agent.join(Duration.ofSeconds(10));
        }
    }

    /** From the last report that a run waited for until its order was in an agent's hand, in nanoseconds. */
    List<Long> waits() {
        return List.copyOf(waits);
    }

    /** From a report until it was on the record, in nanoseconds. */
    List<Long> answers() {
        return List.copyOf(answers);
    }

    long asks() {
        return asks.get();
    }

    long reports() {
        return reports.get();
    }

    /** What went wrong in an agent; empty for nothing. */
    String broken() {
        return broken;
    }

    private void run(int number) {
        Fingerprint fingerprint = CampaignSiteUp.fingerprint(number);
        String node = CampaignSiteUp.node(number);
        Agents.AgentRow row = new Agents.AgentRow(
                number + 1L, CampaignSiteUp.SITE, node, fingerprint.nodeSerial(), Sha256.of(node), Instant.EPOCH);
        String digest = fingerprint.digest().hex();
        try {
            while (!over) {
                for (AgentWire.Order order :
                        ask(row, digest, List.of(), WAIT_SECONDS).orders()) {
                    received(order);
                    work(row, digest, fingerprint, order);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!over) {
                broken = node + ": " + e;
            }
        }
    }

    private AgentWire.Work ask(Agents.AgentRow row, String digest, List<String> running, int seconds)
            throws InterruptedException {
        asks.incrementAndGet();
        engine.reports().lookAt(row, digest);
        return engine.desk()
                .ask(row.site(), row.node(), new AgentWire.Ask(row.node(), running, digest, Instant.now(), seconds));
    }

    /** Groups wait for the verdicts of pairs, so only what follows at once on its nodes' last reports is counted. */
    private void received(AgentWire.Order order) {
        Instant now = Instant.now();
        boolean follows = order.test().equals(AgentWire.FINGERPRINT)
                || plan.test(order.test())
                        .filter(t -> t.scope() != TestScope.GROUP)
                        .isPresent();
        boolean known = order.nodes().stream().allMatch(done::containsKey);
        if (follows && known && !order.key().contains("/r")) {
            Instant last = order.nodes().stream()
                    .map(done::get)
                    .max(Instant::compareTo)
                    .orElse(now);
            waits.add(Math.max(0, Duration.between(last, now).toNanos()));
        }
    }

    private void work(Agents.AgentRow row, String digest, Fingerprint fingerprint, AgentWire.Order order)
            throws InterruptedException {
        long takes = (long) (order.expectedSeconds() * 1e9 / speed);
        long end = System.nanoTime() + takes;
        List<String> running = List.of(order.key());
        do {
            AgentWire.Work more = ask(row, digest, running, 0);
            if (more.cancel().contains(order.key())) {
                return;
            }
            long left = Math.min(1_000_000_000L, end - System.nanoTime());
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
        } while (System.nanoTime() < end);
        Instant at = Instant.now();
        String log = order.test().equals(AgentWire.FINGERPRINT) ? fingerprint.canonicalJson() : log(order);
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        AgentWire.Report report = new AgentWire.Report(
                order.key(),
                "bench",
                AgentWire.Outcome.LOG,
                "",
                0,
                at.minusNanos(takes),
                at,
                at,
                digest,
                true,
                log,
                bytes.length,
                Sha256.of(bytes).hex(),
                false);
        boolean leads = order.nodes().getFirst().equals(row.node());
        if (leads) {
            order.nodes().forEach(n -> done.put(n, at));
        }
        long begin = System.nanoTime();
        engine.reports().take(row, report, bytes);
        answers.add(System.nanoTime() - begin);
        reports.incrementAndGet();
    }

    /** A log of our own form whose every judged number is good. */
    private String log(AgentWire.Order order) {
        PlannedTest test = plan.test(order.test()).orElseThrow();
        TestLog log = new TestLog(test.id(), "bench");
        List<String> scopes = new ArrayList<>();
        for (int i = 0; i < Math.max(1, test.unitsExpected()); i++) {
            scopes.add(test.unitsExpected() > 0 ? "gpu:" + i : "node");
        }
        for (Criterion c : test.criteria()) {
            double good = c.comparison() == Comparison.AT_LEAST ? c.limit() * 1.02 : c.limit();
            scopes.forEach(s -> log.measure(c.metric(), good, c.unit(), s));
        }
        return log.note(padding).end();
    }
}
