/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Engine;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.health.engine.StateCodec;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthBatch;
import io.plimsoll.postgres.HealthDecisionRow;
import io.plimsoll.postgres.HealthIncidentRow;
import io.plimsoll.postgres.HealthRecords;
import io.plimsoll.postgres.HealthRulesRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The health engine of one site, run by one thread. It takes all requests that wait, keeps their signals in one transaction,
 * acknowledges them, and only then decides; what it decides is kept in a second transaction. After a crash it goes on from the
 * last snapshot over the batches since then, and decides the same again.
 */
public final class HealthSite implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.health");
    private static final String ACTOR = "health";
    private static final int WAITING_MAX = 1_024;
    private static final int TOGETHER_MAX = 128;
    private static final int PAGE = 200;
    private static final int SNAPSHOT_SIGNALS = 20_000;
    private static final Duration TOPOLOGY_FRESH = Duration.ofSeconds(60);
    private static final Duration OFFER = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Database record;
    private final Site site;
    private final InstantSource clock;
    private final ArrayBlockingQueue<Asked> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<Long, RuleSet> ruleSets = new HashMap<>();
    private final Map<Long, Topology> topologies = new HashMap<>();
    private final Thread thread;

    private volatile boolean closed;
    private volatile Standing standing = Standing.NONE;
    private volatile OptionalLong rules = OptionalLong.empty();
    private volatile RuleSet set = RuleSetReader.SHIPPED;
    private EngineRun run = new EngineRun(HealthState.EMPTY);
    private SiteTopology topology = new SiteTopology(0, Topology.NONE);
    private Instant topologyAt = Instant.MIN;
    private long sinceSnapshot;
    private long done;
    private @Nullable Engine engine;
    private long engineRules = -1;
    private long engineTopology = -1;

    /** Signals of one request, and who waits for their acknowledgement. */
    private record Asked(
            String format, String by, Instant at, List<Signal> signals, int refused, CompletableFuture<Long> kept) {}

    /**
     * How the engine is doing.
     *
     * @param done the last batch that was decided on
     * @param slowestMillis the longest from receipt to decision since the start
     * @param stuck why it stopped deciding; empty while it works
     */
    public record Standing(
            HealthState state, Topology topology, long done, Instant doneAt, long slowestMillis, String stuck) {
        static final Standing NONE = new Standing(HealthState.EMPTY, Topology.NONE, 0, Instant.EPOCH, 0, "");
    }

    HealthSite(Database record, Site site, InstantSource clock) {
        this.record = record;
        this.site = site;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("health-" + site.name()).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    public Standing standing() {
        return standing;
    }

    /** How many requests wait to be kept. */
    public int waiting() {
        return waiting.size();
    }

    /** The rules in force. */
    public RuleSet rules() {
        return set;
    }

    static RuleSet read(HealthRulesRow row) {
        return RuleSetReader.read(new String(row.document(), StandardCharsets.UTF_8), row.name());
    }

    /** Has the engine judge what comes after now by these rules. */
    void enabled(HealthRulesRow row) {
        set = read(row);
        rules = OptionalLong.of(row.id());
    }

    /**
     * Keeps signals; returns when they are on the record and no crash can lose them.
     *
     * @return the batch
     * @throws Problem 503 if too many wait already or the record does not answer
     */
    public long hear(String format, String by, Instant at, List<Signal> signals, int refused) {
        Asked asked = new Asked(format, by, at, signals, refused, new CompletableFuture<>());
        try {
            if (closed || !waiting.offer(asked, OFFER.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy("over " + WAITING_MAX + " requests wait; nothing of this one was kept, send it again");
            }
            return asked.kept.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("the server stops");
        } catch (TimeoutException e) {
            throw busy("no answer from the record; send it again, a repeat is counted once");
        } catch (ExecutionException e) {
            throw busy("the record refused it: " + e.getCause());
        }
    }

    private static Problem busy(String detail) {
        return new Problem(503, "busy", "The signals were not acknowledged", detail, List.of());
    }

    /** Waits until everything that is on the record was decided on; for tests and for a quiet end. */
    public void settle() {
        long last = hear("settle", ACTOR, clock.instant(), List.of(), 0);
        Instant end = Instant.now().plus(ANSWER);
        while (standing.done < last && standing.stuck.isEmpty() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    private void work() {
        try {
            rebuild();
            while (!closed) {
                round();
            }
            snapshot();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the health engine of " + site.name() + " stopped", e);
            stuck(e);
        }
    }

    private void stuck(RuntimeException e) {
        Standing s = standing;
        standing = new Standing(s.state, s.topology, s.done, s.doneAt, s.slowestMillis, String.valueOf(e.getMessage()));
    }

    private void rebuild() {
        record.health().rules(site.name()).stream().findFirst().ifPresent(this::enabled);
        Optional<HealthRecords.Snapshot> kept = record.health().snapshot(site.name());
        if (kept.isPresent()) {
            try {
                run = new EngineRun(
                        StateCodec.read(new ByteArrayInputStream(kept.get().state())));
                done = kept.get().batch();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.INFO, "the snapshot is of no use, all is judged again: " + e.getMessage());
            }
        }
        for (List<HealthBatch> page = record.health().batches(site.name(), done, PAGE);
                !page.isEmpty();
                page = record.health().batches(site.name(), done, PAGE)) {
            for (HealthBatch batch : page) {
                decide(List.of(batch), List.of(SignalCodec.read(batch.content())));
            }
        }
        tell(0);
    }

    private void round() throws InterruptedException {
        Asked first = waiting.poll(250, TimeUnit.MILLISECONDS);
        List<Asked> asked = new ArrayList<>();
        if (first != null) {
            asked.add(first);
            waiting.drainTo(asked, TOGETHER_MAX - 1);
        } else if (site.simulated() || run.state().nextDue() > clock.millis()) {
            return;
        } else {
            asked.add(new Asked("clock", ACTOR, clock.instant(), List.of(), 0, new CompletableFuture<>()));
        }
        List<HealthBatch> batches;
        try {
            batches = keep(asked);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "signals could not be kept", e);
            asked.forEach(a -> a.kept.completeExceptionally(e));
            return;
        }
        try {
            decide(batches, asked.stream().map(Asked::signals).toList());
            tell(slowest(asked));
        } catch (RuntimeException e) {
            // What is kept is judged again at the next start; nothing acknowledged is lost.
            stuck(e);
            throw e;
        }
    }

    private long slowest(List<Asked> asked) {
        Instant now = clock.instant();
        return asked.stream()
                .mapToLong(a -> Duration.between(a.at, now).toMillis())
                .max()
                .orElse(0);
    }

    private List<HealthBatch> keep(List<Asked> asked) {
        Instant now = clock.instant();
        Stamp stamp = new Stamp(ACTOR, now);
        if (topologyAt.equals(Instant.MIN) || now.isAfter(topologyAt.plus(TOPOLOGY_FRESH))) {
            topology = SiteTopology.of(record, site.name(), stamp);
            topologies.put(topology.id(), topology.topology());
            topologyAt = now;
        }
        OptionalLong by = rules;
        List<HealthBatch> batches = new ArrayList<>();
        for (Asked a : asked) {
            batches.add(new HealthBatch(
                    0,
                    a.at,
                    site.simulated()
                            ? Optional.empty()
                            : Optional.of(now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS)),
                    a.format,
                    a.by,
                    by,
                    topology.id(),
                    a.signals.size(),
                    a.refused,
                    a.signals.isEmpty() ? new byte[0] : SignalCodec.write(a.signals)));
        }
        List<Long> ids = record.health().hear(stamp, site.name(), batches);
        List<HealthBatch> kept = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            HealthBatch b = batches.get(i);
            kept.add(new HealthBatch(
                    ids.get(i),
                    b.receivedAt(),
                    b.clock(),
                    b.format(),
                    b.sentBy(),
                    b.rules(),
                    b.topology(),
                    b.signals(),
                    b.refused(),
                    b.content()));
            asked.get(i).kept.complete(ids.get(i));
        }
        return kept;
    }

    private void decide(List<HealthBatch> batches, List<List<Signal>> signals) {
        List<HealthDecisionRow> decisions = new ArrayList<>();
        Map<String, HealthIncidentRow> incidents = new java.util.LinkedHashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            HealthBatch batch = batches.get(i);
            EngineRun.Gave gave = run.batch(batch, signals.get(i), engine(batch));
            decisions.addAll(gave.decisions());
            gave.incidents().forEach(row -> incidents.put(row.incident(), row));
            sinceSnapshot += batch.signals();
        }
        record.health()
                .decide(new Stamp(ACTOR, clock.instant()), site.name(), decisions, List.copyOf(incidents.values()));
        done = batches.getLast().id();
        if (sinceSnapshot >= SNAPSHOT_SIGNALS) {
            snapshot();
        }
    }

    private Engine engine(HealthBatch batch) {
        long byRules = batch.rules().orElse(0);
        if (engine == null || engineRules != byRules || engineTopology != batch.topology()) {
            RuleSet set = byRules == 0
                    ? RuleSetReader.SHIPPED
                    : ruleSets.computeIfAbsent(
                            byRules, id -> read(record.health().rules(id).orElseThrow()));
            Topology places = topologies.computeIfAbsent(
                    batch.topology(), id -> SiteTopology.known(record, id).topology());
            engine = new Engine(places, set);
            engineRules = byRules;
            engineTopology = batch.topology();
        }
        return engine;
    }

    private void tell(long slowestMillis) {
        standing = new Standing(
                run.state(),
                topologyAt.equals(Instant.MIN) ? latest() : topology.topology(),
                done,
                clock.instant(),
                Math.max(standing.slowestMillis, slowestMillis),
                "");
    }

    private Topology latest() {
        return topologies.values().stream().reduce((a, b) -> b).orElse(Topology.NONE);
    }

    private void snapshot() {
        if (done == 0 || sinceSnapshot == 0) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            StateCodec.write(run.state(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        record.health()
                .keep(
                        new Stamp(ACTOR, clock.instant()),
                        site.name(),
                        new HealthRecords.Snapshot(done, bytes.toByteArray()));
        sinceSnapshot = 0;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.forEach(a -> a.kept.completeExceptionally(new IllegalStateException("the server stops")));
    }
}
