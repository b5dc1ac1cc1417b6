/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Rows of fleet health, read and written one by one. */
final class HealthReads {

    private HealthReads() {}

    static HealthBatch batch(Record r) {
        return new HealthBatch(
                r.get("id", Long.class),
                r.get("received_at", Instant.class),
                Optional.ofNullable(r.get("clock_at", Instant.class)),
                r.get("format", String.class),
                r.get("sent_by", String.class),
                HealthRecords.number(r.get("rules_id", Long.class)),
                r.get("topology_id", Long.class),
                r.get("signals", Integer.class),
                r.get("refused", Integer.class),
                r.get("content", byte[].class));
    }

    static HealthRulesRow rules(Record r) {
        return new HealthRulesRow(
                r.get("id", Long.class),
                r.get("name", String.class),
                r.get("document", byte[].class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("replayed", String.class),
                r.get("enabled_by", String.class),
                r.get("enabled_at", Instant.class),
                r.get("journal_seq", Long.class));
    }

    static HealthDecisionRow decision(Record r) {
        Integer signal = r.get("signal_n", Integer.class);
        return new HealthDecisionRow(
                r.get("id", Long.class),
                r.get("batch_id", Long.class),
                r.get("n", Integer.class),
                signal == null ? OptionalInt.empty() : OptionalInt.of(signal),
                r.get("at", Instant.class),
                r.get("what", String.class),
                r.get("incident", String.class),
                r.get("rule", String.class),
                r.get("node", String.class),
                r.get("entity", String.class),
                r.get("action", String.class),
                r.get("reason", String.class),
                r.get("serial", String.class),
                r.get("raw", String.class),
                r.get("journal_seq", Long.class));
    }

    static HealthIncidentRow incident(Record r) {
        return new HealthIncidentRow(
                r.get("incident", String.class),
                r.get("opened_at", Instant.class),
                r.get("last_at", Instant.class),
                r.get("place", String.class),
                r.get("node", String.class),
                r.get("entity", String.class),
                r.get("code", String.class),
                r.get("cause", String.class),
                r.get("rule", String.class),
                r.get("phase", String.class),
                r.get("step", String.class),
                HealthRecords.texts(r.get("children", String[].class)),
                r.get("faults", Integer.class),
                r.get("blame", String.class),
                r.get("approved_by", String.class),
                Optional.ofNullable(r.get("closed_at", Instant.class)),
                r.get("closed_why", String.class));
    }

    /** Those that are not on the record yet. */
    static List<HealthDecisionRow> unknown(DSLContext sql, List<HealthDecisionRow> decisions) {
        long from = decisions.getFirst().batch();
        long to = decisions.getLast().batch();
        Set<String> known = new HashSet<>(sql.fetch(
                        "select batch_id || '|' || n as k from health_decision where batch_id between ? and ?",
                        from,
                        to)
                .getValues("k", String.class));
        List<HealthDecisionRow> fresh = new ArrayList<>();
        for (HealthDecisionRow d : decisions) {
            if (!known.contains(d.batch() + "|" + d.n())) {
                fresh.add(d);
            }
        }
        return fresh;
    }

    static void insert(DSLContext sql, SiteRef site, long id, HealthDecisionRow d, long seq) {
        sql.execute(
                """
                insert into health_decision (id, site_id, batch_id, n, signal_n, at, what, incident, rule, node, entity, action,
                                             reason, serial, raw, journal_seq)
                overriding system value values (?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                site.id(),
                d.batch(),
                d.n(),
                d.signal().isPresent() ? d.signal().getAsInt() : null,
                d.at().toString(),
                d.what(),
                d.incident(),
                d.rule(),
                d.node(),
                d.entity(),
                d.action(),
                d.reason(),
                d.serial(),
                d.raw(),
                seq);
    }

    static void upsert(DSLContext sql, SiteRef site, HealthIncidentRow i, HealthDecisionRow last) {
        sql.execute(
                """
                insert into health_incident (site_id, incident, number, opened_at, last_at, place, node, entity, code, cause, rule,
                                             phase, step, children, faults, blame, approved_by, closed_at, closed_why, decision_id)
                values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?::timestamptz, ?,
                        (select id from health_decision where batch_id = ? and n = ?))
                on conflict (site_id, incident) do update set
                  last_at = excluded.last_at, phase = excluded.phase, step = excluded.step, children = excluded.children,
                  faults = excluded.faults, blame = excluded.blame, approved_by = excluded.approved_by,
                  closed_at = excluded.closed_at, closed_why = excluded.closed_why, decision_id = excluded.decision_id
                """,
                site.id(),
                i.incident(),
                i.number(),
                i.openedAt().toString(),
                i.lastAt().toString(),
                i.place(),
                i.node(),
                i.entity(),
                i.code(),
                i.cause(),
                i.rule(),
                i.phase(),
                i.step(),
                i.children().toArray(String[]::new),
                i.faults(),
                i.blame(),
                i.approvedBy(),
                i.closedAt().map(Instant::toString).orElse(null),
                i.closedWhy(),
                last.batch(),
                last.n());
    }

    /** A node that others took out of service keeps no promise now: it counts for no commitment, so that its floor is nearer. */
    static List<HealthPlace> places(DSLContext sql, String site, Instant at) {
        return sql.fetch("""
                        select d.name, d.gpus, coalesce(h.name, '') as hall, coalesce(w.name, '') as floor_row,
                               coalesce(k.name, '') as rack,
                               array(select distinct o.name from port p join port q on q.cable_id = p.cable_id and (q.device_id, q.name) <> (p.device_id, p.name)
                                       join device o on o.id = q.device_id
                                      where p.device_id = d.id and o.kind = 'SWITCH' order by 1) as switches,
                               coalesce((select min(c.name) from allocation l join commitment c on c.id = l.commitment_id
                                          where l.during @> ?::timestamptz
                                            and l.unit_id in (select u.id from unit u where u.node_id = d.unit_id or u.id = d.unit_id)
                                            and (exists (select 1 from unit n where n.id = d.unit_id and state_fit(n.state))
                                                 or exists (select 1 from health_incident i where i.site_id = s.id and i.node = d.name
                                                               and i.phase in ('ACTING', 'TESTING', 'BURN_IN')))),
                                        '') as commitment
                          from device d join site s on s.id = d.site_id
                          left join rack k on k.id = d.rack_id left join floor_row w on w.id = k.row_id
                          left join hall h on h.id = w.hall_id
                         where s.name = ? and d.kind = 'NODE' order by d.name
                        """, at.toString(), site)
                .map(r -> new HealthPlace(
                        r.get("name", String.class),
                        r.get("gpus", Integer.class),
                        r.get("hall", String.class),
                        r.get("floor_row", String.class),
                        r.get("rack", String.class),
                        HealthRecords.texts(r.get("switches", String[].class)),
                        r.get("commitment", String.class)));
    }

    static Map<String, Integer> promised(DSLContext sql, String site, Instant at) {
        Map<String, Integer> gpus = new TreeMap<>();
        sql.fetch("""
                        select c.name, sum(p.gpus)::integer as gpus from promise p
                          join commitment c on c.id = p.commitment_id join site s on s.id = c.site_id
                         where s.name = ? and p.during @> ?::timestamptz group by c.name
                        """, site, at.toString())
                .forEach(r -> gpus.put(r.get("name", String.class), r.get("gpus", Integer.class)));
        return gpus;
    }
}
