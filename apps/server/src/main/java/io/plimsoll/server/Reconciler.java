/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.CertificateRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.SiteSpan;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.blockers.BlockerWatch;
import io.plimsoll.server.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at the record and does what is missing, with no input of its own; running it twice changes nothing more. Today: a
 * unit in a fit state whose certificate no longer holds (revoked, run out, or resting on a waiver that has ended) becomes
 * SUSPECT, with the lapsed certificate as the fault's evidence; and what the record shows to be in the way is raised as a blocker.
 */
final class Reconciler implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.reconciler");
    private static final String ACTOR = "reconciler:certificates";

    private final Database record;
    private final InstantSource clock;
    private final BlockerWatch blockers;
    private final Duration every;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean closed;
    private final Thread thread;

    Reconciler(Database record, InstantSource clock, Duration every) {
        this.record = record;
        this.clock = clock;
        this.blockers = new BlockerWatch(record);
        this.every = every;
        this.thread = Thread.ofVirtual().name("reconciler").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** One round. @return how many nodes were taken out of fit */
    int round() {
        int moved = 0;
        for (Site site : record.sites().list()) {
            Instant now = now(site);
            for (CertificateRow lapsed : record.acceptance().lapsed(site.name(), now)) {
                moved += suspect(site.name(), lapsed, now) ? 1 : 0;
            }
            blockers.look(site.name(), now);
        }
        return moved;
    }

    /** A simulated site lives in its own time: what ends there has not ended before its clock shows it. */
    private Instant now(Site site) {
        return site.simulated()
                ? record.sites().span(site.name()).map(SiteSpan::last).orElseGet(clock::instant)
                : clock.instant();
    }

    private boolean suspect(String site, CertificateRow lapsed, Instant now) {
        String why = lapsed.revokedAt().isPresent()
                ? "was revoked at " + lapsed.revokedAt().get()
                : lapsed.validUntil().isPresent()
                        ? "ended at " + lapsed.validUntil().get()
                        : "no longer holds";
        String payload = Json.MAPPER.writeValueAsString(Map.of(
                "certificate", lapsed.id(), "sha256", lapsed.sha256().hex(), "why", why, "waived", lapsed.waived()));
        try {
            record.line()
                    .step(
                            new Stamp(ACTOR, now),
                            site,
                            List.of(lapsed.node()),
                            UnitState.SUSPECT,
                            EvidenceKind.FAULT,
                            "certificate " + lapsed.id() + " " + why,
                            payload);
            return true;
        } catch (RecordRefusedException e) {
            // Somebody else moved it in between; the next round looks again.
            LOG.log(System.Logger.Level.INFO, lapsed.node() + " was not taken out of fit: " + e.getMessage());
            return false;
        }
    }

    private void run() {
        while (pause()) {
            try {
                round();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a round failed; the next one tries again", e);
            }
        }
    }

    /** Waits for the timer or the end. @return whether to go on */
    private boolean pause() {
        lock.lock();
        try {
            long left = every.toNanos();
            while (!closed && left > 0) {
                left = woken.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
