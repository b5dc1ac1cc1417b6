/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/** The capacity ledger: how many units stand in which state, are fit, and are promised, at any instant. */
public final class Ledger {

    private static final int POINTS_MAX = 5_000;

    /** Double entry: a step takes a unit from one account and gives it to another. */
    private static final String BY_STATE = """
            with step as materialized (
              select u.class, c.from_state, c.to_state, count(*) as n from state_change c join unit u on u.id = c.unit_id
               where u.site_id = ? and c.effective_at <= ?::timestamptz and c.recorded_at <= ?::timestamptz group by 1, 2, 3)
            select class, state, sum(n)::int as n from (
              select class, to_state as state, n from step
              union all
              select class, from_state, -n from step where from_state is not null) e
             group by 1, 2 order by 1, 2
            """;

    private static final String INSTALLED = """
            select u.class, count(*)::int as n from unit u
             where u.site_id = ? and exists (select 1 from state_change c where c.unit_id = u.id and c.n = 0
                    and c.effective_at <= ?::timestamptz and c.recorded_at <= ?::timestamptz) group by 1
            """;

    /** A unit stands in a fit state when it went into one once more than out. */
    private static final String FIT = """
            with span as materialized (select * from certificate_span where site_id = ? and fit_from <= ?::timestamptz),
            latest as (select distinct on (cu.unit_id) cu.unit_id, s.fit_until
                         from certificate_unit cu join span s on s.id = cu.certificate_id order by cu.unit_id, s.id desc),
            stands as (select c.unit_id from state_change c
                        where c.effective_at <= ?::timestamptz and c.recorded_at <= ?::timestamptz
                          and state_fit(c.from_state) <> state_fit(c.to_state)
                        group by 1 having sum(case when state_fit(c.to_state) then 1 else -1 end) > 0)
            select u.class, count(*)::int as n from stands
              join latest l on l.unit_id = stands.unit_id join unit u on u.id = stands.unit_id
             where l.fit_until > ?::timestamptz group by 1
            """;

    /** The points stand in a subselect, so that their text is read once and not for each row. */
    private static final String STEPS_BY_POINT = """
            select width_bucket(c.effective_at, (select ?::text[]::timestamptz[])) as point, c.from_state, c.to_state, count(*)::int as n
              from state_change c join unit u on u.id = c.unit_id
             where u.site_id = ? and u.class = 'GPU' and c.effective_at <= ?::timestamptz group by 1, 2, 3
            """;

    /** A unit is fit from the step that makes it so, to the step that ends it or the end of its certificate's span. */
    private static final String FIT_BY_POINT = """
            with span as materialized (select * from certificate_span where site_id = ?),
            flip as (
              select c.unit_id, c.effective_at as at, state_fit(c.to_state) as fit,
                     lead(c.effective_at) over (partition by c.unit_id order by c.n) as until
                from state_change c join unit u on u.id = c.unit_id
               where u.site_id = ? and u.class = 'GPU' and state_fit(c.from_state) <> state_fit(c.to_state)),
            latest as (
              select distinct on (f.unit_id, f.at) f.unit_id, f.at, f.until, s.fit_until
                from flip f join certificate_unit cu on cu.unit_id = f.unit_id
                join span s on s.id = cu.certificate_id and s.fit_from <= f.at
               where f.fit order by f.unit_id, f.at, s.id desc),
            stay as (select at, least(coalesce(until, 'infinity'), fit_until) as until from latest)
            select point, sum(n)::int as n from (
              select width_bucket(at, (select ?::text[]::timestamptz[])) as point, count(*) as n from stay group by 1
              union all
              select width_bucket(until, (select ?::text[]::timestamptz[])), -count(*) from stay group by 1) d
             group by 1
            """;

    private final Store store;

    Ledger(Store store) {
        this.store = store;
    }

    /** The ledger at an instant. */
    public LedgerView at(String site, Instant at) {
        return at(site, at, Instant.parse("9999-01-01T00:00:00Z"));
    }

    /** The ledger at an instant, as the record knew it at another. Which certificates hold is taken as known now. */
    public LedgerView at(String site, Instant at, Instant knownAt) {
        return store.read(sql -> view(sql, SiteRef.of(sql, site), at, knownAt));
    }

    static LedgerView view(DSLContext sql, SiteRef site, Instant at, Instant knownAt) {
        sql.execute("set local enable_nestloop = off");
        String t = at.toString();
        String known = knownAt.toString();
        Map<UnitClass, Map<UnitState, Integer>> byState = new TreeMap<>();
        sql.fetch(BY_STATE, site.id(), t, known).forEach(r -> {
            int n = r.get("n", Integer.class);
            if (n != 0) {
                byState.computeIfAbsent(
                                UnitClass.valueOf(r.get("class", String.class)), key -> new EnumMap<>(UnitState.class))
                        .put(UnitState.valueOf(r.get("state", String.class)), n);
            }
        });
        Map<UnitClass, Integer> installed = byClass(sql.fetch(INSTALLED, site.id(), t, known));
        Map<UnitClass, Integer> fit = byClass(sql.fetch(FIT, site.id(), t, t, known, t));
        List<LedgerView.Row> rows = new ArrayList<>();
        for (UnitClass unitClass : UnitClass.values()) {
            Map<UnitState, Integer> states = byState.getOrDefault(unitClass, Map.of());
            int sum = states.values().stream().mapToInt(Integer::intValue).sum();
            rows.add(new LedgerView.Row(
                    unitClass, states, sum, installed.getOrDefault(unitClass, 0), fit.getOrDefault(unitClass, 0)));
        }
        return new LedgerView(at, rows);
    }

    private static Map<UnitClass, Integer> byClass(Result<Record> rows) {
        Map<UnitClass, Integer> counts = new EnumMap<>(UnitClass.class);
        rows.forEach(r -> counts.put(UnitClass.valueOf(r.get("class", String.class)), r.get("n", Integer.class)));
        return counts;
    }

    /** GPUs by state over time, at evenly spaced points, both ends included. */
    public LoadLine loadLine(String site, Instant from, Instant to, int points) {
        if (to.isBefore(from)) {
            throw new RecordRefusedException("a load line cannot end, " + to + ", before it begins, " + from);
        }
        List<Instant> at = spaced(from, to, Math.clamp(points, 2, POINTS_MAX));
        // width_bucket counts thresholds at or before an instant; a microsecond later makes that "points before it".
        String[] thresholds =
                at.stream().map(p -> p.plusNanos(1_000).toString()).toArray(String[]::new);
        return store.read(sql -> {
            SiteRef ref = SiteRef.of(sql, site);
            List<Map<UnitState, Integer>> deltas = new ArrayList<>();
            int[] fit = new int[at.size() + 1];
            // Over whole tables; fresh ones have no statistics, and a nested loop would take a minute.
            sql.execute("set local enable_nestloop = off");
            at.forEach(key -> deltas.add(new EnumMap<>(UnitState.class)));
            sql.fetch(STEPS_BY_POINT, thresholds, ref.id(), at.getLast().toString())
                    .forEach(r -> {
                        Map<UnitState, Integer> delta = deltas.get(r.get("point", Integer.class));
                        int n = r.get("n", Integer.class);
                        delta.merge(UnitState.valueOf(r.get("to_state", String.class)), n, Integer::sum);
                        String before = r.get("from_state", String.class);
                        if (before != null) {
                            delta.merge(UnitState.valueOf(before), -n, Integer::sum);
                        }
                    });
            sql.fetch(FIT_BY_POINT, ref.id(), ref.id(), thresholds, thresholds)
                    .forEach(r -> fit[r.get("point", Integer.class)] += r.get("n", Integer.class));
            return line(at, deltas, fit, promised(sql, ref, at));
        });
    }

    private static LoadLine line(
            List<Instant> at, List<Map<UnitState, Integer>> deltas, int[] fitDeltas, int[] promised) {
        List<LoadLine.Point> points = new ArrayList<>(at.size());
        Map<UnitState, Integer> now = new EnumMap<>(UnitState.class);
        int fit = 0;
        for (int i = 0; i < at.size(); i++) {
            deltas.get(i).forEach((state, n) -> now.merge(state, n, Integer::sum));
            now.values().removeIf(n -> n == 0);
            fit += fitDeltas[i];
            points.add(new LoadLine.Point(at.get(i), new EnumMap<>(now), fit, promised[i]));
        }
        return new LoadLine(
                points, now.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static int[] promised(DSLContext sql, SiteRef site, List<Instant> at) {
        String[] points = at.stream().map(Instant::toString).toArray(String[]::new);
        return sql.fetch("""
                        select coalesce((select sum(c.gpus) from promise c
                                          where c.site_id = ? and c.during @> p.at::timestamptz), 0)::int as n
                          from unnest(?::text[]) with ordinality as p (at, i) order by p.i
                        """, site.id(), points).stream()
                .mapToInt(r -> r.get("n", Integer.class))
                .toArray();
    }

    private static List<Instant> spaced(Instant from, Instant to, int points) {
        List<Instant> at = new ArrayList<>(points);
        long micros = Duration.between(from, to).toNanos() / 1_000;
        for (int i = 0; i < points; i++) {
            long part = Math.multiplyExact(micros, i) / (points - 1);
            at.add(JournalHash.micros(from).plusNanos(part * 1_000));
        }
        return at;
    }

    /**
     * A contract line: so many GPUs for a span of time.
     *
     * @return its id
     */
    public long commit(Stamp stamp, String site, String name, int gpus, Instant from, Instant to) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("commitment", 1).getFirst();
            JournalRow row = tx.append(
                    "commitment.made",
                    site,
                    name,
                    Json.object("id", id, "gpus", gpus, "from", from.toString(), "to", to.toString()));
            tx.sql().execute("""
                            insert into commitment (id, site_id, name, gpus, during, journal_seq) overriding system value
                            values (?, ?, ?, ?, tstzrange(?::timestamptz, ?::timestamptz), ?)
                            """, id, ref.id(), name, gpus, from.toString(), to.toString(), row.seq());
            return id;
        });
    }

    /** Gives nodes with their GPUs to a commitment for a span of time: ACCEPTED or HOT_SPARE to SERVING. */
    public int allocate(Stamp stamp, String site, long commitmentId, Collection<String> nodes, Instant to) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            return Allocations.make(tx, ref, commitmentId, nodes, java.util.Optional.of(to.toString()));
        });
    }

    /** Ends allocations at the stamp's instant: SERVING to ACCEPTED. */
    public int release(Stamp stamp, String site, Collection<String> nodes) {
        return store.write(stamp, tx -> Allocations.end(tx, SiteRef.of(tx.sql(), site), List.copyOf(nodes), ""));
    }
}
