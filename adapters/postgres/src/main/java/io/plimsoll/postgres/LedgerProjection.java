/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Turns the record's state changes into ledger entries. A note on an outage reverses the entry that began it and writes it again
 * with what the note says. An allocation that ended while its unit was not serving is an entry that stays in its state.
 */
final class LedgerProjection {

    /** All that makes an entry, in the order in which it was recorded. */
    private static final String FACTS = """
            select * from (
              select c.journal_seq, 0 as kind, c.unit_id, c.n, c.from_state, c.to_state, c.effective_at, c.recorded_at,
                     lower(c.evidence_kind) || ':' || encode(e.sha256, 'hex') as evidence,
                     case when c.evidence_kind = 'ALLOCATION' then (e.payload::jsonb ->> 'commitment')::bigint end as commitment_id,
                     null::bigint as note, null::bigint as reverses, null::text as exclusion, null::timestamptz as notice_at
                from state_change c join unit u on u.id = c.unit_id left join evidence e on e.id = c.evidence_id
               where u.site_id = ? and u.class = any (?::text[]) and c.journal_seq > ?
              union all
              select o.journal_seq, 1, o.unit_id, o.n, null, null, o.recorded_at, o.recorded_at, null, null,
                     o.id, o.reverses, o.exclusion, o.notice_at
                from outage_note o join unit u on u.id = o.unit_id
               where u.site_id = ? and u.class = any (?::text[]) and o.journal_seq > ?
              union all
              select d.journal_seq, 2, a.unit_id, null, null, null, d.ended_at, d.recorded_at, null, null, null, null, null, null
                from allocation_end d join allocation a on a.id = d.allocation_id join unit u on u.id = a.unit_id
               where u.site_id = ? and u.class = any (?::text[]) and d.journal_seq > ?) f
             order by journal_seq, unit_id, n, kind
            """;

    private static final String UNITS = """
            select u.id, u.name, u.class, coalesce(r.name, '') as rack, d.rack_unit,
                   case u.class when 'NODE' then (select count(*) from unit g where g.node_id = u.id) else 1 end::int as gpus
              from unit u join device d on d.id = coalesce(u.node_id, u.id) left join rack r on r.id = d.rack_id
             where u.site_id = ? and u.class = any (?::text[])
            """;

    /** What an entry looks like now, so that it can be reversed and written again. */
    private static final class Written {
        private final Entry first;
        private final Map<Long, Record> notes = new HashMap<>();
        private long id;

        private Written(Entry first) {
            this.first = first;
            this.id = first.id();
        }
    }

    private final String site;
    private final Map<Long, Unit> units = new HashMap<>();
    private final Map<Long, String> commitments = new HashMap<>();
    private final Map<Long, UnitState> states = new HashMap<>();
    private final Map<Long, String> allocated = new HashMap<>();
    private final Map<Long, Map<Integer, Written>> written = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private final String[] classes;
    private long plan;
    private long newest;

    private LedgerProjection(String site, boolean gpus) {
        this.site = site;
        this.classes = gpus ? new String[] {"NODE", "GPU"} : new String[] {"NODE"};
    }

    static LedgerEntries of(DSLContext sql, SiteRef site, boolean gpus) {
        LedgerProjection p = begun(sql, site, gpus);
        p.follow(sql, site);
        return p.entries();
    }

    /** With the site's units, and nothing that happened to them yet. */
    static LedgerProjection begun(DSLContext sql, SiteRef site, boolean gpus) {
        LedgerProjection p = new LedgerProjection(site.name(), gpus);
        p.plan = p.plan(sql);
        sql.fetch(UNITS, site.id(), p.classes).forEach(p::unit);
        return p;
    }

    /** Whether a plan was imported since it began: units may have come or moved. */
    boolean planChanged(DSLContext sql) {
        return plan(sql) != plan;
    }

    private long plan(DSLContext sql) {
        Long seq = Tx.one(
                        sql,
                        "select coalesce(max(seq), 0) as seq from journal where kind = 'plan.imported' and site = ?",
                        site)
                .get("seq", Long.class);
        return Objects.requireNonNull(seq, site);
    }

    /**
     * Takes in what was recorded since the last time. Nothing is ever recorded before what is on the record already, so what was
     * taken in stays as it is.
     *
     * @return whether there was anything that concerns this ledger
     */
    boolean follow(DSLContext sql, SiteRef ref) {
        long until = newest(sql, ref);
        if (until == newest) {
            return false;
        }
        if (newest == 0) {
            sql.execute("set local enable_nestloop = off");
        }
        sql.fetch("select id, name from commitment where site_id = ?", ref.id())
                .forEach(r -> commitments.put(r.get("id", Long.class), r.get("name", String.class)));
        int before = entries.size();
        sql.fetch(FACTS, ref.id(), classes, newest, ref.id(), classes, newest, ref.id(), classes, newest)
                .forEach(this::fact);
        newest = until;
        return entries.size() > before;
    }

    LedgerEntries entries() {
        return new LedgerEntries(site, newest, entries);
    }

    /** The ledger of a unit is what was recorded of the whole record, so that other sites' rows only make it read again. */
    static long newest(DSLContext sql, SiteRef site) {
        Long seq = Tx.one(sql, """
                        select greatest((select max(journal_seq) from state_change), (select max(journal_seq) from outage_note),
                                        (select max(journal_seq) from allocation_end), 0) as seq
                        """).get("seq", Long.class);
        return Objects.requireNonNull(seq, site.name());
    }

    private void unit(Record r) {
        UnitClass unitClass = UnitClass.valueOf(r.get("class", String.class));
        units.put(
                r.get("id", Long.class),
                new Unit(
                        r.get("name", String.class),
                        unitClass,
                        r.get("gpus", Integer.class),
                        site,
                        r.get("rack", String.class),
                        r.get("rack_unit", Integer.class)));
    }

    private void fact(Record r) {
        Long unitId = r.get("unit_id", Long.class);
        Unit unit = units.get(unitId);
        if (unit == null) {
            return;
        }
        switch (r.get("kind", Integer.class)) {
            case 0 -> step(r, unitId, unit);
            case 1 -> note(r, unitId, unit);
            default -> end(r, unitId, unit, r.get("effective_at", Instant.class));
        }
    }

    private void step(Record r, long unitId, Unit unit) {
        String before = r.get("from_state", String.class);
        UnitState to = UnitState.valueOf(r.get("to_state", String.class));
        Long commitment = r.get("commitment_id", Long.class);
        String serves = commitment == null ? null : commitments.get(commitment);
        String served = allocated.get(unitId);
        if (serves != null && served != null && !serves.equals(served)) {
            end(r, unitId, unit, r.get("effective_at", Instant.class));
        }
        Entry entry = new Entry(
                entries.size() + 1L,
                r.get("effective_at", Instant.class).getEpochSecond(),
                micros(r.get("recorded_at", Instant.class)),
                unit.name(),
                Optional.ofNullable(before).map(UnitState::valueOf),
                Optional.of(to),
                before == null ? Optional.of(unit) : Optional.empty(),
                serves == null ? Entry.Allocation.SAME : new Entry.Allocation.To(serves),
                Optional.empty(),
                Entry.NONE,
                Entry.NONE,
                words(r),
                entries.size() + 1L);
        entries.add(entry);
        states.put(unitId, to);
        if (serves != null) {
            allocated.put(unitId, serves);
        } else if (to == UnitState.RETIRED
                || (to == UnitState.ACCEPTED && UnitState.SERVING.name().equals(before))) {
            allocated.remove(unitId);
        }
        if (!to.fit()) {
            written.computeIfAbsent(unitId, key -> new HashMap<>()).put(r.get("n", Integer.class), new Written(entry));
        }
    }

    private void note(Record r, long unitId, Unit unit) {
        Written was = written.getOrDefault(unitId, Map.of()).get(r.get("n", Integer.class));
        if (was == null || was.first.opening().isPresent()) {
            return;
        }
        Long reverses = r.get("reverses", Long.class);
        if (reverses == null) {
            was.notes.put(r.get("note", Long.class), r);
        } else {
            was.notes.remove(reverses);
        }
        long recorded = micros(r.get("recorded_at", Instant.class));
        Entry first = was.first;
        entries.add(new Entry(
                entries.size() + 1L,
                first.at(),
                recorded,
                unit.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Entry.Allocation.SAME,
                Optional.empty(),
                Entry.NONE,
                was.id,
                words(r),
                entries.size() + 1L));
        was.id = entries.size() + 1L;
        entries.add(new Entry(
                was.id,
                first.at(),
                recorded,
                unit.name(),
                first.from(),
                first.to(),
                Optional.empty(),
                first.allocation(),
                exclusion(was),
                notice(was),
                Entry.NONE,
                first.words(),
                was.id));
    }

    private static Optional<Exclusion.Kind> exclusion(Written was) {
        return was.notes.entrySet().stream()
                .filter(n -> n.getValue().get("exclusion", String.class) != null)
                .max(Map.Entry.comparingByKey())
                .map(n -> Exclusion.Kind.valueOf(n.getValue().get("exclusion", String.class)));
    }

    private static long notice(Written was) {
        return was.notes.values().stream()
                .flatMap(n -> Optional.ofNullable(n.get("notice_at", Instant.class)).stream())
                .mapToLong(Instant::getEpochSecond)
                .min()
                .orElse(Entry.NONE);
    }

    private void end(Record r, long unitId, Unit unit, Instant at) {
        UnitState state = states.get(unitId);
        if (state == null || allocated.remove(unitId) == null) {
            return;
        }
        entries.add(new Entry(
                entries.size() + 1L,
                at.getEpochSecond(),
                micros(r.get("recorded_at", Instant.class)),
                unit.name(),
                Optional.of(state),
                Optional.of(state),
                Optional.empty(),
                Entry.Allocation.ENDED,
                Optional.empty(),
                Entry.NONE,
                Entry.NONE,
                words(r),
                entries.size() + 1L));
    }

    private static Entry.Words words(Record r) {
        return new Entry.Words(
                text(r.get("evidence", String.class)), "journal " + r.get("journal_seq", Long.class), "");
    }

    private static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe.toLowerCase(Locale.ROOT);
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }
}
