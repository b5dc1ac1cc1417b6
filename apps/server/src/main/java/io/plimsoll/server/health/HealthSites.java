/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Signal;
import io.plimsoll.health.read.ReadOptions;
import io.plimsoll.health.read.SignalReaders;
import io.plimsoll.health.read.SignalReading;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthBatch;
import io.plimsoll.postgres.HealthRulesRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.launch.Cordon;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The health engines of all sites. */
public final class HealthSites implements AutoCloseable {

    private static final int HISTORY_BATCHES = 20_000;
    private static final int HISTORY_SIGNALS = 500_000;

    private final Database record;
    private final InstantSource clock;
    private final List<Cordon> cordons;
    private final UnaryOperator<EngineRun.Steps> around;
    private final Map<String, HealthSite> sites = new ConcurrentHashMap<>();
    private final Map<String, NodeBounds> bounds = new ConcurrentHashMap<>();

    public HealthSites(Database record, InstantSource clock) {
        this(record, clock, List.of(), UnaryOperator.identity());
    }

    /** @param cordons what is told to give no work to a node that is out of service */
    public HealthSites(Database record, InstantSource clock, List<Cordon> cordons) {
        this(record, clock, cordons, UnaryOperator.identity());
    }

    /** @param around what each engine is called through */
    HealthSites(Database record, InstantSource clock, List<Cordon> cordons, UnaryOperator<EngineRun.Steps> around) {
        this.cordons = List.copyOf(cordons);
        this.record = record;
        this.clock = clock;
        this.around = around;
    }

    /** Brings the engines of all sites up to where their signals are. */
    public void start() {
        record.sites().list().forEach(this::of);
    }

    public HealthSite of(Site site) {
        return sites.computeIfAbsent(site.name(), name -> {
            HealthSite engine = new HealthSite(record, site, clock, cordons, around);
            engine.start();
            return engine;
        });
    }

    /** What was done with a request: how many signals it held, how many were kept and refused, and in which batch. */
    public record Heard(
            String format, long lines, int kept, int unneeded, int refused, long batch, List<String> warnings) {}

    /** Reads a request's body and keeps its signals; 0 for the batch if none of them is kept. */
    public Heard hear(Site site, InputStream body, Optional<String> format, String node, String by) throws IOException {
        Instant now = clock.instant();
        SignalReading reading = SignalReaders.read(
                body,
                "body",
                format,
                new ReadOptions(node, Optional.of(now), Optional.empty(), ZoneId.of(site.timeZone())));
        HealthSite engine = of(site);
        NodeBounds bound = bounds.computeIfAbsent(site.name(), n -> new NodeBounds());
        NodeBounds.Kept kept;
        synchronized (bound) {
            kept = bound.keep(reading.events(), engine.rules(), Math.floorDiv(now.toEpochMilli(), 60_000L));
        }
        List<String> warnings = new ArrayList<>(reading.warnings());
        if (kept.refused() > 0) {
            warnings.add(kept.refused() + " signals were counted and not kept: over "
                    + engine.rules().nodeSignalsPerMinute()
                    + " of one node in a minute, or of a kind that only the server says (remedy, test, approval)");
        }
        long batch =
                kept.signals().isEmpty() ? 0 : engine.hear(reading.format(), by, now, kept.signals(), kept.refused());
        return new Heard(
                reading.format(),
                reading.lines(),
                kept.signals().size(),
                kept.unneeded(),
                kept.refused(),
                batch,
                warnings);
    }

    /** What nodes sent over their bounds since the start. */
    public List<Map.Entry<String, Long>> flooding(String site) {
        NodeBounds bound = bounds.get(site);
        if (bound == null) {
            return List.of();
        }
        synchronized (bound) {
            return bound.flooding();
        }
    }

    /**
     * What was refused at the door since the start.
     *
     * @param overBound of a node that sent more than it may in a minute
     * @param notTheirs of a kind that only the server says
     */
    public record Refused(long overBound, long notTheirs) {}

    public Refused refused(String site) {
        NodeBounds bound = bounds.get(site);
        if (bound == null) {
            return new Refused(0, 0);
        }
        synchronized (bound) {
            return bound.refused();
        }
    }

    /** The signals that were kept since then, oldest first; the newest of them if there are too many to replay. */
    public List<Signal> history(Site site, Instant since) {
        List<Signal> all = new ArrayList<>();
        for (HealthBatch batch :
                record.health().history(site.name(), since, HISTORY_BATCHES).reversed()) {
            if (all.size() >= HISTORY_SIGNALS) {
                break;
            }
            all.addAll(SignalCodec.read(batch.content()).reversed());
        }
        return all.reversed();
    }

    /** Puts rules in force for what is heard from now on. */
    public HealthRulesRow enable(Stamp stamp, Site site, String name, byte[] document, String replayed) {
        HealthRulesRow row = record.health().enable(stamp, site.name(), name, document, replayed);
        of(site).enabled(row);
        return row;
    }

    @Override
    public void close() {
        sites.values().forEach(HealthSite::close);
    }
}
