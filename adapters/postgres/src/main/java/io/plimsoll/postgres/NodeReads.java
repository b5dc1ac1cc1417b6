/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.Location;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Step;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Nodes in lists, and all that is known of one. */
final class NodeReads {

    private static final int LIMIT_MAX = 1_000;
    private static final int RUNS_MAX = 50;

    private static final String NODE = """
            select d.id, d.name, d.model, coalesce(p.serial, '') as serial, u.state, u.since, d.scalable_unit, d.rack_unit,
                   coalesce(h.name, '') as hall, coalesce(w.name, '') as floor_row, coalesce(k.name, '') as rack,
                   coalesce((select string_agg(state_code(g.state), '' order by g.gpu_index) from unit g
                              where g.node_id = u.id), '') as gpus,
                   (select count(*)::int from repair_order_device rd
                      join repair_order r on r.site_id = rd.site_id and r.order_id = rd.order_id
                     where rd.device_id = d.id and r.status <> 'CLOSED') as orders,
                   (select max(c.id) from certificate c where c.unit_id = u.id) as certificate_id
              from device d
              join unit u on u.id = d.unit_id
              left join part p on p.unit_id = u.id
              left join rack k on k.id = d.rack_id
              left join floor_row w on w.id = k.row_id
              left join hall h on h.id = w.hall_id
            """;

    private NodeReads() {}

    static List<NodeRow> nodes(DSLContext sql, SiteRef site, NodeQuery query) {
        String like = "%" + query.text().replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return sql.fetch(
                        NODE + """
                                 where d.site_id = ? and d.kind = 'NODE' and (? = '' or u.state = ?)
                                   and (? = '' or d.name ilike ? or p.serial ilike ?) and (? = '' or k.name = ?)
                                   and d.name > ? order by d.name limit ?
                                """,
                        site.id(),
                        query.state().map(UnitState::name).orElse(""),
                        query.state().map(UnitState::name).orElse(""),
                        query.text(),
                        like,
                        like,
                        query.rack(),
                        query.rack(),
                        query.after(),
                        Math.clamp(query.limit(), 1, LIMIT_MAX))
                .map(NodeReads::row);
    }

    static Optional<NodePage> page(DSLContext sql, SiteRef site, String name, Instant at) {
        Record r = sql.fetchOne(NODE + " where d.site_id = ? and d.name = ?", site.id(), name);
        if (r == null) {
            return Optional.empty();
        }
        long id = r.get("id", Long.class);
        List<NodePage.LineEntry> line = line(sql, id, at);
        List<NodePage.Gpu> gpus = gpus(sql, id, at);
        NodeRow now = row(r);
        NodeRow then = line.isEmpty() ? now : asOf(now, line.getLast(), gpus);
        return Optional.of(new NodePage(
                then,
                gpus,
                ports(sql, site, id),
                sql.fetchOptional(
                                "select payload from fingerprint where unit_id = ? and effective_at <= ?::timestamptz"
                                        + " order by effective_at desc, id desc limit 1",
                                id,
                                at.toString())
                        .map(f -> f.get("payload", String.class)),
                line,
                RunReads.runs(
                        sql,
                        "r.unit_id = ? and r.started_at <= ?::timestamptz order by r.id desc limit ?",
                        id,
                        at.toString(),
                        RUNS_MAX),
                CertificateReads.rows(
                        sql, "c.unit_id = ? and c.issued_at <= ?::timestamptz order by c.id desc", id, at.toString()),
                OrderReads.ofDevice(sql, site, id),
                Step.TABLE.stream().filter(s -> s.from() == then.state()).toList()));
    }

    private static NodeRow asOf(NodeRow now, NodePage.LineEntry last, List<NodePage.Gpu> gpus) {
        StringBuilder codes = new StringBuilder();
        gpus.forEach(g -> codes.append(StateCode.of(g.state())));
        return new NodeRow(
                now.name(),
                now.model(),
                now.serial(),
                last.to(),
                last.at(),
                now.location(),
                now.scalableUnit(),
                codes.toString(),
                now.openOrders(),
                now.certificateId());
    }

    private static List<NodePage.LineEntry> line(DSLContext sql, long unit, Instant at) {
        return sql.fetch("""
                        select c.*, e.summary, e.sha256, e.journal_seq as evidence_seq, j.actor from state_change c
                          left join evidence e on e.id = c.evidence_id join journal j on j.seq = c.journal_seq
                         where c.unit_id = ? and c.effective_at <= ?::timestamptz order by c.n
                        """, unit, at.toString())
                .map(r -> new NodePage.LineEntry(
                        r.get("effective_at", Instant.class),
                        r.get("recorded_at", Instant.class),
                        Optional.ofNullable(r.get("from_state", String.class)).map(UnitState::valueOf),
                        UnitState.valueOf(r.get("to_state", String.class)),
                        Optional.ofNullable(r.get("evidence_id", Long.class))
                                .map(id -> new NodePage.EvidenceRef(
                                        id,
                                        EvidenceKind.valueOf(r.get("evidence_kind", String.class)),
                                        r.get("summary", String.class),
                                        Tx.sha(r.get("sha256", byte[].class)),
                                        r.get("evidence_seq", Long.class))),
                        r.get("actor", String.class),
                        r.get("journal_seq", Long.class)));
    }

    static Map<String, NodeSerials> serials(DSLContext sql, SiteRef site, Collection<String> names) {
        return sql.fetch("""
                        select u.name, coalesce(p.serial, '') as node,
                               array(select gp.serial from unit g join part gp on gp.unit_id = g.id where g.node_id = u.id) as gpus
                          from unit u left join part p on p.unit_id = u.id
                         where u.site_id = ? and u.name = any (?::text[]) and u.class = 'NODE'
                        """, site.id(), names.toArray(String[]::new))
                .intoMap(
                        r -> r.get("name", String.class),
                        r -> new NodeSerials(r.get("node", String.class), Set.of(r.get("gpus", String[].class))));
    }

    static Map<String, CertifiedNode> certified(DSLContext sql, SiteRef site, Collection<String> names) {
        return sql.fetch("""
                        select u.name, c.id, f.payload from unit u
                          join lateral (select id from certificate where unit_id = u.id order by id desc limit 1) c on true
                          left join certificate_revocation x on x.certificate_id = c.id
                          left join lateral (select payload from fingerprint where unit_id = u.id
                                              order by effective_at desc, id desc limit 1) f on true
                         where u.site_id = ? and u.name = any (?::text[]) and u.class = 'NODE'
                           and u.state in ('ACCEPTED', 'HOT_SPARE', 'SERVING') and x.certificate_id is null
                        """, site.id(), names.toArray(String[]::new))
                .intoMap(
                        r -> r.get("name", String.class),
                        r -> new CertifiedNode(
                                r.get("id", Long.class), Optional.ofNullable(r.get("payload", String.class))));
    }

    private static List<NodePage.Gpu> gpus(DSLContext sql, long node, Instant at) {
        return sql.fetch("""
                        select g.gpu_index, coalesce(p.serial, '') as serial, coalesce(p.model, '') as model,
                               coalesce((select c.to_state from state_change c where c.unit_id = g.id
                                            and c.effective_at <= ?::timestamptz order by c.n desc limit 1), g.state) as state
                          from unit g left join part p on p.unit_id = g.id where g.node_id = ? order by g.gpu_index
                        """, at.toString(), node)
                .map(r -> new NodePage.Gpu(
                        r.get("gpu_index", Integer.class),
                        r.get("serial", String.class),
                        r.get("model", String.class),
                        UnitState.valueOf(r.get("state", String.class))));
    }

    private static List<NodePage.Port> ports(DSLContext sql, SiteRef site, long device) {
        return sql.fetch("""
                        with seen as (select a, b, kind, expected, observed from finding where verification_id =
                                       (select max(id) from verification where site_id = ?))
                        select p.name as port, c.cable_id, o.name || ':' || q.name as peer,
                               coalesce(a.assurance, 'UNCHECKED') as assurance,
                               coalesce((select string_agg(distinct s.kind || ': expected ' || s.expected || ', saw '
                                                           || s.observed, '; ')
                                           from seen s where d.name || ':' || p.name in (s.a, s.b)), '') as finding
                          from port p join device d on d.id = p.device_id join cable c on c.id = p.cable_id
                          join port q on q.cable_id = c.id and (q.device_id, q.name) <> (p.device_id, p.name)
                          join device o on o.id = q.device_id
                          left join cable_assurance a on a.cable_id = c.id
                         where p.device_id = ? order by length(p.name), p.name
                        """, site.id(), device)
                .map(r -> new NodePage.Port(
                        r.get("port", String.class),
                        r.get("cable_id", String.class),
                        r.get("peer", String.class),
                        r.get("assurance", String.class),
                        r.get("finding", String.class)));
    }

    private static NodeRow row(Record r) {
        Long certificate = r.get("certificate_id", Long.class);
        return new NodeRow(
                r.get("name", String.class),
                r.get("model", String.class),
                r.get("serial", String.class),
                UnitState.valueOf(r.get("state", String.class)),
                r.get("since", Instant.class),
                new Location(
                        r.get("hall", String.class),
                        r.get("floor_row", String.class),
                        r.get("rack", String.class),
                        r.get("rack_unit", Integer.class)),
                r.get("scalable_unit", Integer.class),
                r.get("gpus", String.class),
                r.get("orders", Integer.class),
                certificate == null ? OptionalLong.empty() : OptionalLong.of(certificate));
    }
}
