/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthBatch;
import io.plimsoll.postgres.HealthRulesRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.launch.Cordon;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The health engine of one site, run by one thread. It takes all requests that wait, keeps their signals in one transaction,
 * acknowledges them, and only then decides; what it decides is kept in a second transaction. After a crash it goes on from the
 * last snapshot over the batches since then, and decides the same again. It never stops by itself: while the record does not
 * answer it tries again, and a signal that cannot be decided on is set aside.
 */
public final class HealthSite implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.health");
    private static final String ACTOR = "health";
    private static final int WAITING_MAX = 1_024;
    private static final int TOGETHER_MAX = 128;
    private static final int PAGE = 200;
    private static final Duration TOPOLOGY_MOVED = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LOOK_BUSY = Duration.ofMillis(500);
    private static final Duration AGAIN_MAX = Duration.ofSeconds(5);
    private static final String SETTLE = "settle";
    private static final Duration OFFER = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Database record;
    private final Site site;
    private final InstantSource clock;
    private final ArrayBlockingQueue<Asked> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final List<Signal> own = new ArrayList<>();
    private final Decider decider;
    private final HealthLine line;
    private final HealthHands hands;
    private final Thread thread;

    private volatile boolean closed;
    private volatile Standing standing = Standing.NONE;
    private volatile OptionalLong rules = OptionalLong.empty();
    private volatile RuleSet set = RuleSetReader.SHIPPED;
    private SiteTopology topology = new SiteTopology(0, Topology.NONE);
    private Instant topologyAt = Instant.MIN;
    private long topologyMoved = -1;
    private Instant lookedAt = Instant.MIN;
    private final AtomicLong turnedAway = new AtomicLong();

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

    /** @param around what the engine is called through */
    HealthSite(
            Database record,
            Site site,
            InstantSource clock,
            List<Cordon> cordons,
            UnaryOperator<EngineRun.Steps> around) {
        this.hands = new HealthHands(record, site, clock, cordons);
        this.record = record;
        this.decider = new Decider(record, site, clock, around);
        this.line = new HealthLine(record, site);
        this.site = site;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("health-" + site.name()).unstarted(this::work);
    }

    void start() {
        thread.start();
        hands.start();
    }

    public Standing standing() {
        return standing;
    }

    /** How many requests wait to be kept. */
    public int waiting() {
        return waiting.size();
    }

    /** When the first request came that waits to be kept. */
    public Optional<Instant> oldestWaiting() {
        return Optional.ofNullable(waiting.peek()).map(Asked::at);
    }

    /** How many signals were not acknowledged, since the start: too many requests waited, or the record did not answer. */
    public long turnedAway() {
        return turnedAway.get();
    }

    /** What the record, or what gives work to nodes, refuses to automation now: by incident, or by its name and the node's. */
    public Map<String, String> refusedSteps() {
        Map<String, String> all = new TreeMap<>(line.refused());
        all.putAll(hands.trouble());
        return all;
    }

    /** The rules in force. */
    public RuleSet rules() {
        return set;
    }

    /** Has the engine judge what comes after now by these rules. */
    void enabled(HealthRulesRow row) {
        set = Decider.read(row);
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
                turnedAway.addAndGet(signals.size());
                throw busy("over " + WAITING_MAX + " requests wait; nothing of this one was kept, send it again");
            }
            return asked.kept.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("the server stops");
        } catch (TimeoutException e) {
            turnedAway.addAndGet(signals.size());
            throw busy("no answer from the record; send it again, a repeat is counted once");
        } catch (ExecutionException e) {
            turnedAway.addAndGet(signals.size());
            throw busy("the record refused it: " + e.getCause());
        }
    }

    private static Problem busy(String detail) {
        return new Problem(503, "busy", "The signals were not acknowledged", detail, List.of());
    }

    /** Waits until everything that is on the record was decided on; for tests and for a quiet end. */
    public void settle() {
        long last = hear(SETTLE, ACTOR, clock.instant(), List.of(), 0);
        Instant end = Instant.now().plus(ANSWER);
        while (standing.done < last && standing.stuck.isEmpty() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    private void work() {
        try {
            untilDone(this::rebuild);
            while (!closed) {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "a round of the health engine of " + site.name() + " failed", e);
                    stuck(e);
                    Thread.sleep(LOOK_BUSY);
                }
            }
            decider.snapshot();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "no last snapshot of the health of " + site.name(), e);
        }
    }

    /** Does it again until it is done, later and later; what it is about is on the record, so nothing is lost by waiting. */
    private void untilDone(Runnable work) throws InterruptedException {
        for (Duration again = Duration.ofMillis(100); !closed; again = longer(again)) {
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the health engine of " + site.name() + " tries again", e);
                stuck(e);
                Thread.sleep(again);
            }
        }
    }

    private static Duration longer(Duration again) {
        Duration twice = again.multipliedBy(2);
        return twice.compareTo(AGAIN_MAX) > 0 ? AGAIN_MAX : twice;
    }

    private void stuck(RuntimeException e) {
        Standing s = standing;
        standing = new Standing(s.state, s.topology, s.done, s.doneAt, s.slowestMillis, EngineRun.error(e));
    }

    private void rebuild() {
        record.health().rules(site.name()).stream().findFirst().ifPresent(this::enabled);
        decider.load();
        for (List<HealthBatch> page = record.health().batches(site.name(), decider.done(), PAGE);
                !page.isEmpty() && !closed;
                page = record.health().batches(site.name(), decider.done(), PAGE)) {
            decider.decide(page);
            tell(0);
        }
        tell(0);
    }

    private void round() throws InterruptedException {
        Asked first = waiting.poll(250, TimeUnit.MILLISECONDS);
        List<Asked> asked = new ArrayList<>();
        if (!own.isEmpty()) {
            asked.add(new Asked("plimsoll", ACTOR, clock.instant(), List.copyOf(own), 0, new CompletableFuture<>()));
        }
        if (first != null) {
            asked.add(first);
            waiting.drainTo(asked, TOGETHER_MAX - 1);
        } else if (asked.isEmpty() && !site.simulated() && decider.state().nextDue() <= clock.millis()) {
            asked.add(new Asked("clock", ACTOR, clock.instant(), List.of(), 0, new CompletableFuture<>()));
        }
        if (!asked.isEmpty()) {
            List<HealthBatch> batches;
            try {
                batches = keep(asked);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "signals could not be kept", e);
                asked.forEach(a -> a.kept.completeExceptionally(e));
                return;
            }
            own.clear();
            List<List<Signal>> signals = asked.stream().map(Asked::signals).toList();
            untilDone(() -> decider.decide(batches, signals));
            tell(slowest(asked));
        }
        look(asked.stream().anyMatch(a -> a.format.equals(SETTLE)), !asked.isEmpty());
    }

    /** Looks what the record says of the incidents; what the engine is to be told of it comes in the next round. */
    private void look(boolean asked, boolean busy) {
        Instant now = clock.instant();
        Duration pause = busy ? LOOK_BUSY : LOOK;
        if (!asked && !lookedAt.equals(Instant.MIN) && now.isBefore(lookedAt.plus(pause))) {
            return;
        }
        lookedAt = now;
        if (!decider.state().incidents().isEmpty()) {
            own.addAll(line.look(now, decider.state().now()));
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
        refresh(stamp, now);
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

    private void tell(long slowestMillis) {
        standing = new Standing(
                decider.state(),
                topologyAt.equals(Instant.MIN) ? decider.latest() : topology.topology(),
                decider.done(),
                clock.instant(),
                Math.max(standing.slowestMillis, slowestMillis),
                "");
    }

    /** What contains what, drawn anew when the record has moved, so that a promise counts soon after it was made. */
    private void refresh(Stamp stamp, Instant now) {
        boolean never = topologyAt.equals(Instant.MIN);
        if (!never && now.isBefore(topologyAt.plus(TOPOLOGY_MOVED))) {
            return;
        }
        long moved = record.health().moved();
        if (never || moved != topologyMoved) {
            topology = SiteTopology.of(record, site.name(), stamp);
            decider.knows(topology);
            topologyMoved = moved;
        }
        topologyAt = now;
    }

    @Override
    public void close() {
        closed = true;
        hands.close();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.forEach(a -> a.kept.completeExceptionally(new IllegalStateException("the server stops")));
    }
}
