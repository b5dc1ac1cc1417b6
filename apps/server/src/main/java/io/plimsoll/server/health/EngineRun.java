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
import io.plimsoll.postgres.HealthUndecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine over batches: the same batches from the same state give the same rows, whenever they are run. */
final class EngineRun {

    private static final int RAW_MAX = 2_000;
    private static final int ERROR_MAX = 500;

    private HealthState state;
    private final Map<String, Incident> open = new LinkedHashMap<>();

    EngineRun(HealthState state) {
        this.state = state;
        state.incidents().forEach(i -> open.put(i.id(), i));
    }

    HealthState state() {
        return state;
    }

    /** The engine as a run calls it. */
    interface Steps {
        HealthState clock(HealthState state, long now, Consumer<Decision> to);

        Engine.Stepped step(HealthState state, Signal signal);

        static Steps of(Engine engine) {
            return new Steps() {
                @Override
                public HealthState clock(HealthState state, long now, Consumer<Decision> to) {
                    return engine.clock(state, now, to);
                }

                @Override
                public Engine.Stepped step(HealthState state, Signal signal) {
                    return engine.step(state, signal);
                }
            };
        }
    }

    /** Where a run stands, to go back to. */
    record Mark(HealthState state, Map<String, Incident> open) {}

    Mark mark() {
        return new Mark(state, new LinkedHashMap<>(open));
    }

    void reset(Mark mark) {
        state = mark.state;
        open.clear();
        open.putAll(mark.open);
    }

    /** What one batch gave. */
    record Gave(List<HealthDecisionRow> decisions, List<HealthIncidentRow> incidents, List<HealthUndecided> undecided) {
        static final Gave NOTHING = new Gave(List.of(), List.of(), List.of());
    }

    /** @param skip signals that are passed over, by number: they were set aside before */
    Gave batch(HealthBatch batch, List<Signal> signals, Steps engine, Set<Integer> skip) {
        List<HealthDecisionRow> rows = new ArrayList<>();
        List<HealthUndecided> undecided = new ArrayList<>();
        batch.clock().ifPresent(at -> clock(batch, engine, at.toEpochMilli(), rows, undecided));
        for (int i = 0; i < signals.size(); i++) {
            Signal signal = signals.get(i);
            int number = i;
            if (skip.contains(i)) {
                continue;
            }
            if (batch.clock().isEmpty()) {
                long at = signal.time().map(Instant::toEpochMilli).orElse(state.now());
                clock(batch, engine, at, rows, undecided);
            }
            try {
                Engine.Stepped stepped = engine.step(state, signal);
                stepped.decisions().forEach(d -> rows.add(row(batch, rows.size(), d, number, signal)));
                state = stepped.state();
            } catch (RuntimeException | StackOverflowError e) {
                undecided.add(new HealthUndecided(batch.id(), i, text(signal.node()), 1, error(e), 0));
            }
        }
        return new Gave(rows, rows.isEmpty() ? List.of() : changed(rows), undecided);
    }

    /** One span of waits after another, so that one that cannot be judged does not stop the clock: it is forgotten and told. */
    private void clock(
            HealthBatch batch, Steps engine, long now, List<HealthDecisionRow> rows, List<HealthUndecided> undecided) {
        for (long due = state.nextDue(); due <= now; due = state.nextDue()) {
            if (!tick(batch, engine, due, rows, undecided)) {
                state = state.withoutNext();
            }
        }
        tick(batch, engine, now, rows, undecided);
    }

    private boolean tick(
            HealthBatch batch, Steps engine, long at, List<HealthDecisionRow> rows, List<HealthUndecided> undecided) {
        List<Decision> decided = new ArrayList<>();
        try {
            state = engine.clock(state, at, decided::add);
            decided.forEach(d -> rows.add(row(batch, rows.size(), d, -1, null)));
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            undecided.add(new HealthUndecided(batch.id(), HealthUndecided.CLOCK, "", 0, error(e), 0));
            return false;
        }
    }

    static String error(Throwable e) {
        String text = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        return text(text.length() > ERROR_MAX ? text.substring(0, ERROR_MAX) : text);
    }

    /** A text as the record can hold it: the zero character is drawn. */
    private static String text(String from) {
        return from.replace('\0', '\u2400');
    }

    private static HealthDecisionRow row(HealthBatch batch, int n, Decision d, int signal, @Nullable Signal s) {
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
                text(d.node()),
                text(d.entity()),
                text(d.action()),
                text(d.reason()),
                text(s == null || !ofIt ? "" : s.attribute("serial")),
                text(raw.length() > RAW_MAX ? raw.substring(0, RAW_MAX) : raw),
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
                text(i.place()),
                text(i.node()),
                text(i.entity()),
                text(i.code()),
                text(i.cause()),
                i.rule(),
                closed.isPresent() ? "CLOSED" : i.phase().name(),
                i.step().map(Enum::name).orElse(""),
                i.children().stream().map(EngineRun::text).toList(),
                i.faults(),
                text(i.blame()),
                i.approvedBy(),
                closed,
                why);
    }
}
