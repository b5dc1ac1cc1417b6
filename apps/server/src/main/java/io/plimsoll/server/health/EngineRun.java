/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Decision;
import io.plimsoll.health.engine.Engine;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.health.engine.Incident;
import io.plimsoll.postgres.HealthBatch;
import io.plimsoll.postgres.HealthDecisionRow;
import io.plimsoll.postgres.HealthIncidentRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The engine over batches: the same batches from the same state give the same rows, whenever they are run. */
final class EngineRun {

    private static final int RAW_MAX = 2_000;

    private HealthState state;
    private final Map<String, Incident> open = new LinkedHashMap<>();

    EngineRun(HealthState state) {
        this.state = state;
        state.incidents().forEach(i -> open.put(i.id(), i));
    }

    HealthState state() {
        return state;
    }

    /** What one batch gave. */
    record Gave(List<HealthDecisionRow> decisions, List<HealthIncidentRow> incidents) {}

    Gave batch(HealthBatch batch, List<Signal> signals, Engine engine) {
        List<HealthDecisionRow> rows = new ArrayList<>();
        if (batch.clock().isPresent()) {
            state = engine.clock(
                    state, batch.clock().get().toEpochMilli(), d -> rows.add(row(batch, rows.size(), d, -1, null)));
        }
        for (int i = 0; i < signals.size(); i++) {
            Signal signal = signals.get(i);
            int number = i;
            if (batch.clock().isEmpty()) {
                long at = signal.time().map(Instant::toEpochMilli).orElse(state.now());
                state = engine.clock(state, at, d -> rows.add(row(batch, rows.size(), d, -1, null)));
            }
            Engine.Stepped stepped = engine.step(state, signal);
            stepped.decisions().forEach(d -> rows.add(row(batch, rows.size(), d, number, signal)));
            state = stepped.state();
        }
        return new Gave(rows, rows.isEmpty() ? List.of() : changed(rows));
    }

    private static HealthDecisionRow row(
            HealthBatch batch, int n, Decision d, int signal, @org.jspecify.annotations.Nullable Signal s) {
        boolean ofIt = s != null && s.node().equals(d.node());
        String raw = s == null || !ofIt ? "" : s.raw();
        return new HealthDecisionRow(
                0,
                batch.id(),
                n,
                signal < 0 ? OptionalInt.empty() : OptionalInt.of(signal),
                Instant.ofEpochMilli(d.at()),
                d.what().name(),
                d.incident(),
                d.rule(),
                d.node(),
                d.entity(),
                d.action(),
                d.reason(),
                s == null || !ofIt ? "" : s.attribute("serial"),
                raw.length() > RAW_MAX ? raw.substring(0, RAW_MAX) : raw,
                0);
    }

    private List<HealthIncidentRow> changed(List<HealthDecisionRow> rows) {
        Map<String, Incident> now = new LinkedHashMap<>();
        state.incidents().forEach(i -> now.put(i.id(), i));
        Set<String> ids = new LinkedHashSet<>(open.keySet());
        ids.addAll(now.keySet());
        // Opened and over within one batch: known only from its decisions.
        List<HealthIncidentRow> changed = new ArrayList<>();
        for (HealthDecisionRow d : rows) {
            if (d.what().equals("OPENED") && ids.add(d.incident())) {
                changed.add(brief(d, ending(d.incident(), rows)));
            }
        }
        for (String id : ids) {
            Incident before = open.get(id);
            Incident after = now.get(id);
            if (after != null && !after.equals(before)) {
                changed.add(row(after, Optional.empty(), ""));
            } else if (after == null && before != null) {
                HealthDecisionRow end = ending(id, rows);
                changed.add(row(before, Optional.of(end.at()), why(end, id)));
            }
        }
        open.clear();
        open.putAll(now);
        return changed;
    }

    private static HealthDecisionRow ending(String id, List<HealthDecisionRow> rows) {
        for (HealthDecisionRow d : rows.reversed()) {
            boolean closed = d.what().equals("CLOSED") && d.incident().equals(id);
            boolean joined = d.what().equals("JOINED") && d.action().equals(id);
            if (closed || joined) {
                return d;
            }
        }
        return rows.getLast();
    }

    private static String why(HealthDecisionRow end, String id) {
        return end.action().equals(id) ? "part of " + end.incident() : end.reason();
    }

    private static HealthIncidentRow brief(HealthDecisionRow d, HealthDecisionRow end) {
        String place = d.node().isEmpty() ? d.entity() : d.entity().isEmpty() ? d.node() : d.node() + "/" + d.entity();
        String code =
                d.reason().contains(":") ? d.reason().substring(0, d.reason().indexOf(':')) : "";
        return new HealthIncidentRow(
                d.incident(),
                d.at(),
                end.at(),
                place,
                d.node(),
                d.node().isEmpty() ? "" : d.entity(),
                code,
                "",
                d.rule(),
                "CLOSED",
                "",
                List.of(),
                1,
                "",
                "",
                Optional.of(end.at()),
                why(end, d.incident()));
    }

    private static HealthIncidentRow row(Incident i, Optional<Instant> closed, String why) {
        return new HealthIncidentRow(
                i.id(),
                Instant.ofEpochMilli(i.opened()),
                Instant.ofEpochMilli(i.last()),
                i.place(),
                i.node(),
                i.entity(),
                i.code(),
                i.cause(),
                i.rule(),
                closed.isPresent() ? "CLOSED" : i.phase().name(),
                i.step().map(Enum::name).orElse(""),
                i.children(),
                i.faults(),
                i.blame(),
                i.approvedBy(),
                closed,
                why);
    }
}
