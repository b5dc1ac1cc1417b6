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
import io.plimsoll.postgres.HealthUndecided;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine over batches that are on the record, and puts what it decides beside them. A signal that it cannot decide on,
 * or whose decisions the record refuses, is set aside with its error and passed over from then on; all others are decided as if
 * it had never come. Fails only if the record does not answer, and has then changed nothing: it can be asked again.
 */
final class Decider {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.health");
    private static final String ACTOR = "health";
    private static final int SNAPSHOT_SIGNALS = 20_000;
    private static final int UNDECIDED_MAX = 1_000_000;

    private final Database record;
    private final Site site;
    private final InstantSource clock;
    private final UnaryOperator<EngineRun.Steps> around;
    private final Map<Long, RuleSet> ruleSets = new HashMap<>();
    private final Map<Long, Topology> topologies = new HashMap<>();
    private final Map<Long, Set<Integer>> skip = new HashMap<>();
    private EngineRun run = new EngineRun(HealthState.EMPTY);
    private long sinceSnapshot;
    private long done;
    private EngineRun.@Nullable Steps engine;
    private long engineRules = -1;
    private long engineTopology = -1;

    /** @param around what the engine is called through */
    Decider(Database record, Site site, InstantSource clock, UnaryOperator<EngineRun.Steps> around) {
        this.record = record;
        this.site = site;
        this.clock = clock;
        this.around = around;
    }

    HealthState state() {
        return run.state();
    }

    /** The last batch that was decided on. */
    long done() {
        return done;
    }

    /** Spares reading again what was just written. */
    void knows(SiteTopology topology) {
        topologies.put(topology.id(), topology.topology());
    }

    /** The topology of the latest batch, as far as one is known. */
    Topology latest() {
        return topologies.getOrDefault(engineTopology, Topology.NONE);
    }

    static RuleSet read(HealthRulesRow row) {
        return RuleSetReader.read(new String(row.document(), StandardCharsets.UTF_8), row.name());
    }

    /** Goes on from the last snapshot, and learns what was set aside since. */
    void load() {
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
        for (HealthUndecided u : record.health().undecided(site.name(), done, UNDECIDED_MAX)) {
            skip(u.batch(), u.signal());
        }
    }

    private void skip(long batch, int signal) {
        skip.computeIfAbsent(batch, b -> new TreeSet<>()).add(signal);
    }

    /** Batches as the record has them. */
    void decide(List<HealthBatch> batches) {
        List<HealthBatch> read = new ArrayList<>();
        List<List<Signal>> signals = new ArrayList<>();
        for (HealthBatch batch : batches) {
            try {
                signals.add(SignalCodec.read(batch.content()));
                read.add(batch);
            } catch (RuntimeException e) {
                whole(batch, e);
            }
        }
        if (!read.isEmpty()) {
            decide(read, signals);
        }
        done = batches.getLast().id();
    }

    void decide(List<HealthBatch> batches, List<List<Signal>> signals) {
        EngineRun.Mark mark = run.mark();
        try {
            together(batches, signals);
        } catch (Poisoned | RecordRefusedException e) {
            run.reset(mark);
            for (int i = 0; i < batches.size(); i++) {
                alone(batches.get(i), signals.get(i));
            }
        } catch (RuntimeException e) {
            run.reset(mark);
            throw e;
        }
        done = batches.getLast().id();
        if (sinceSnapshot >= SNAPSHOT_SIGNALS) {
            snapshot();
        }
    }

    /** The engine failed beyond a single signal. */
    private static final class Poisoned extends RuntimeException {
        private final RuntimeException why;

        Poisoned(RuntimeException why) {
            super(why);
            this.why = why;
        }
    }

    private EngineRun.Gave run(HealthBatch batch, List<Signal> signals) {
        Set<Integer> passed = skip.getOrDefault(batch.id(), Set.of());
        if (passed.contains(HealthUndecided.WHOLE)) {
            return EngineRun.Gave.NOTHING;
        }
        EngineRun.Steps steps = engine(batch);
        try {
            return run.batch(batch, signals, steps, passed);
        } catch (RuntimeException e) {
            throw new Poisoned(e);
        }
    }

    private void together(List<HealthBatch> batches, List<List<Signal>> signals) {
        List<HealthDecisionRow> decisions = new ArrayList<>();
        Map<String, HealthIncidentRow> incidents = new LinkedHashMap<>();
        List<HealthUndecided> undecided = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < batches.size(); i++) {
            EngineRun.Gave gave = run(batches.get(i), signals.get(i));
            decisions.addAll(gave.decisions());
            gave.incidents().forEach(row -> incidents.put(row.incident(), row));
            undecided.addAll(gave.undecided());
            count += batches.get(i).signals();
        }
        setAside(undecided);
        record.health().decide(stamp(), site.name(), decisions, List.copyOf(incidents.values()));
        sinceSnapshot += count;
    }

    /** One batch, until what the record refuses of it is found and passed over. */
    private void alone(HealthBatch batch, List<Signal> signals) {
        for (int tries = 0; tries <= signals.size(); tries++) {
            EngineRun.Mark mark = run.mark();
            EngineRun.Gave gave;
            try {
                gave = run(batch, signals);
                setAside(gave.undecided());
                record.health().decide(stamp(), site.name(), gave.decisions(), gave.incidents());
                sinceSnapshot += batch.signals();
                return;
            } catch (Poisoned e) {
                run.reset(mark);
                whole(batch, e.why);
                return;
            } catch (RecordRefusedException e) {
                run.reset(mark);
                refused(batch, signals, e);
                run.reset(mark);
            } catch (RuntimeException e) {
                run.reset(mark);
                throw e;
            }
        }
    }

    /** Finds the first signal whose decisions the record refuses; what stands before it is the same when it is left out. */
    private void refused(HealthBatch batch, List<Signal> signals, RecordRefusedException refusal) {
        Map<Integer, List<HealthDecisionRow>> bySignal = new TreeMap<>();
        for (HealthDecisionRow d : run(batch, signals).decisions()) {
            bySignal.computeIfAbsent(d.signal().orElse(HealthUndecided.CLOCK), n -> new ArrayList<>())
                    .add(d);
        }
        for (Map.Entry<Integer, List<HealthDecisionRow>> e : bySignal.entrySet()) {
            try {
                record.health().decide(stamp(), site.name(), e.getValue(), List.of());
            } catch (RecordRefusedException of) {
                if (e.getKey() >= 0) {
                    String node = signals.get(e.getKey()).node().replace('\0', '\u2400');
                    setAside(List.of(new HealthUndecided(batch.id(), e.getKey(), node, 1, EngineRun.error(of), 0)));
                    skip(batch.id(), e.getKey());
                    return;
                }
                break;
            }
        }
        whole(batch, refusal);
    }

    private void whole(HealthBatch batch, Throwable e) {
        setAside(List.of(
                new HealthUndecided(batch.id(), HealthUndecided.WHOLE, "", batch.signals(), EngineRun.error(e), 0)));
        skip(batch.id(), HealthUndecided.WHOLE);
    }

    private void setAside(List<HealthUndecided> found) {
        if (!found.isEmpty()) {
            found.forEach(u -> LOG.log(
                    System.Logger.Level.WARNING,
                    "signal " + u.signal() + " of batch " + u.batch() + " is set aside: " + u.error()));
            record.health().undecided(stamp(), site.name(), found);
        }
    }

    private Stamp stamp() {
        return new Stamp(ACTOR, clock.instant());
    }

    private EngineRun.Steps engine(HealthBatch batch) {
        long byRules = batch.rules().orElse(0);
        if (engine == null || engineRules != byRules || engineTopology != batch.topology()) {
            RuleSet set = byRules == 0
                    ? RuleSetReader.SHIPPED
                    : ruleSets.computeIfAbsent(
                            byRules, id -> read(record.health().rules(id).orElseThrow()));
            Topology places = topologies.computeIfAbsent(
                    batch.topology(), id -> SiteTopology.known(record, id).topology());
            engine = around.apply(EngineRun.Steps.of(new Engine(places, set)));
            engineRules = byRules;
            engineTopology = batch.topology();
        }
        return engine;
    }

    /** Keeps what the engine remembers, if it has heard anything since the last time. */
    void snapshot() {
        if (done == 0 || sinceSnapshot == 0) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            StateCodec.write(run.state(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        record.health().keep(stamp(), site.name(), new HealthRecords.Snapshot(done, bytes.toByteArray()));
        sinceSnapshot = 0;
    }
}
