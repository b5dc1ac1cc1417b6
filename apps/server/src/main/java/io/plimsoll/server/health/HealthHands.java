/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthTurnRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.launch.Cordon;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Has what gives work to nodes do as the incidents say: a node that automation holds out of service is drained with the incident
 * as the reason, and resumed when it is free. It compares what is drained for the site with what should be, each time anew, so
 * that it may be killed at any point; it makes no choices, and ends no drain that it did not begin.
 */
final class HealthHands implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.health");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(60);
    private static final Set<String> OUT = Set.of("ACTING", "TESTING", "BURN_IN");

    private final Database record;
    private final Site site;
    private final InstantSource clock;
    private final List<Cordon> cordons;
    private final Thread thread;
    private final Map<String, Instant> notBefore = new HashMap<>();
    private volatile Map<String, String> trouble = Map.of();

    HealthHands(Database record, Site site, InstantSource clock, List<Cordon> cordons) {
        this.record = record;
        this.site = site;
        this.clock = clock;
        this.cordons = List.copyOf(cordons);
        this.thread = Thread.ofVirtual().name("health-hands-" + site.name()).unstarted(this::work);
    }

    /** A simulated site's nodes bear the names of nobody's. */
    void start() {
        if (!cordons.isEmpty() && !site.simulated()) {
            thread.start();
        }
    }

    /** What did not answer, or not as asked, at the last look. */
    Map<String, String> trouble() {
        return trouble;
    }

    private void work() {
        try {
            while (!Thread.interrupted()) {
                Map<String, String> met = new TreeMap<>();
                for (Cordon cordon : cordons) {
                    try {
                        look(cordon, met);
                    } catch (RuntimeException e) {
                        met.put(cordon.name(), EngineRun.error(e));
                        LOG.log(System.Logger.Level.DEBUG, cordon.name() + " did not answer", e);
                    }
                }
                trouble = Map.copyOf(met);
                Thread.sleep(met.isEmpty() ? LOOK : LOOK.multipliedBy(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Cordon cordon, Map<String, String> met) throws InterruptedException {
        String purpose = "health " + site.name() + " I-";
        Map<String, HealthTurnRow> wanted = new TreeMap<>();
        for (HealthTurnRow turn : record.health().turns(site.name(), clock.instant())) {
            if (OUT.contains(turn.phase())) {
                wanted.putIfAbsent(turn.node(), turn);
            }
        }
        Map<String, String> drained = cordon.drained(purpose);
        for (Map.Entry<String, HealthTurnRow> e : wanted.entrySet()) {
            if (!drained.containsKey(e.getKey())) {
                HealthTurnRow turn = e.getValue();
                String why = turn.incident().substring(2) + ": " + HealthLine.code(turn) + ", " + turn.step();
                carefully("drain", cordon, e.getKey(), met, () -> cordon.drain(e.getKey(), purpose, why));
            }
        }
        for (String node : drained.keySet()) {
            if (!wanted.containsKey(node)) {
                carefully("resume", cordon, node, met, () -> cordon.resume(node, purpose));
            }
        }
    }

    private interface Act {
        boolean act() throws InterruptedException;
    }

    /** What one node meets does not stop the others, nor what it met on its way out its way back; it is asked again after a while. */
    private void carefully(String what, Cordon cordon, String node, Map<String, String> met, Act act)
            throws InterruptedException {
        Instant now = clock.instant();
        String key = what + " " + cordon.name() + " " + node;
        if (now.isBefore(notBefore.getOrDefault(key, Instant.MIN))) {
            return;
        }
        try {
            // Drained by somebody else already: theirs stays, and is looked at again only after a while.
            notBefore.put(key, act.act() ? now : now.plus(AGAIN));
        } catch (RuntimeException e) {
            met.put(cordon.name() + " " + node, EngineRun.error(e));
            notBefore.put(key, now.plus(AGAIN));
        }
    }

    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
