/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.crew.blocker.BlockerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Nodes, promises and what is in the way, as the record has them. */
final class StandingReads {

    /** What one kind of look finds at most. */
    private static final int FOUND_MAX = 1_000;

    private StandingReads() {}

    static StandingRecord of(DSLContext sql, SiteRef site, Instant at) {
        List<StandingRecord.Found> found = new ArrayList<>();
        found.addAll(repairOrders(sql, site));
        found.addAll(failedTests(sql, site));
        found.addAll(lapsed(sql, site, at));
        found.addAll(emptyShelves(sql, site));
        found.addAll(late(sql, site));
        return new StandingRecord(nodes(sql, site, at), promises(sql, site, at), found);
    }

    private static List<StandingRecord.Node> nodes(DSLContext sql, SiteRef site, Instant at) {
        return sql.fetch("""
                        select u.name, state_fit(u.state) as fit, coalesce(d.scalable_unit, 0) as su, coalesce(k.name, '') as rack,
                               (select count(*)::int from unit g where g.node_id = u.id and g.state <> 'RETIRED') as gpus,
                               array(select distinct c.name from allocation a join commitment c on c.id = a.commitment_id
                                      where a.node_id = u.id and a.during @> ?::timestamptz order by c.name) as commitments
                          from unit u left join device d on d.unit_id = u.id left join rack k on k.id = d.rack_id
                         where u.site_id = ? and u.class = 'NODE' and u.state <> 'RETIRED' order by u.name
                        """, at.toString(), site.id())
                .map(r -> new StandingRecord.Node(
                        r.get("name", String.class),
                        r.get("fit", Boolean.class),
                        r.get("gpus", Integer.class),
                        r.get("su", Integer.class),
                        r.get("rack", String.class),
                        List.of(r.get("commitments", String[].class))));
    }

    private static List<StandingRecord.Promised> promises(DSLContext sql, SiteRef site, Instant at) {
        return sql.fetch("""
                        select c.name, p.gpus, lower(p.during) as since, upper(p.during) as until from promise p
                          join commitment c on c.id = p.commitment_id
                         where p.site_id = ? and (upper(p.during) is null or upper(p.during) > ?::timestamptz)
                         order by lower(p.during), c.name
                        """, site.id(), at.toString())
                .map(r -> new StandingRecord.Promised(
                        r.get("name", String.class),
                        r.get("gpus", Integer.class),
                        r.get("since", Instant.class),
                        Optional.ofNullable(r.get("until", Instant.class))));
    }

    private static StandingRecord.Found found(BlockerKind kind, Record r) {
        return new StandingRecord.Found(
                r.get("origin", String.class),
                kind,
                r.get("title", String.class),
                r.get("supplier", String.class),
                List.of(r.get("nodes", String[].class)));
    }

    /** An order that is not closed, over nodes that wait for their cables to be verified. */
    private static List<StandingRecord.Found> repairOrders(DSLContext sql, SiteRef site) {
        return sql.fetch("""
                        select 'repair-order:' || r.order_id as origin, '' as supplier, array_agg(u.name order by u.name) as nodes,
                               'repair order ' || r.order_id || ': ' || lower(replace(r.kind, '_', ' ')) || ' in ' || r.hall as title
                          from repair_order r
                          join repair_order_device d on d.site_id = r.site_id and d.order_id = r.order_id
                          join device v on v.id = d.device_id join unit u on u.id = v.unit_id
                         where r.site_id = ? and r.status <> 'CLOSED' and u.class = 'NODE' and u.state = 'INSTALLED'
                         group by r.order_id, r.kind, r.hall, r.severity_rank order by r.severity_rank desc, r.order_id limit ?
                        """, site.id(), FOUND_MAX).map(r -> found(BlockerKind.FABRIC, r));
    }

    /** A node's latest finished run failed, and it is not fit since. */
    private static List<StandingRecord.Found> failedTests(DSLContext sql, SiteRef site) {
        return sql.fetch("""
                        select 'failed-test:' || u.name as origin, '' as supplier, array[u.name] as nodes,
                               u.name || ' failed ' || f.tests as title
                          from unit u
                          join lateral (select r.id from test_run r join test_run_end e on e.run_id = r.id
                                         where r.unit_id = u.id order by r.id desc limit 1) l on true
                          join lateral (select string_agg(t.test, ', ' order by t.position) as tests from test_verdict v
                                          join test_run_test t on t.run_id = v.run_id and t.test = v.test
                                         where v.run_id = l.id and t.required and v.verdict in ('FAIL', 'ERROR', 'INCONCLUSIVE')) f on true
                         where u.site_id = ? and u.class = 'NODE' and u.state in ('CABLED', 'TESTING') and f.tests is not null
                         order by u.name limit ?
                        """, site.id(), FOUND_MAX).map(r -> found(BlockerKind.FAILED_TEST, r));
    }

    /** A certificate that no longer holds took the node out of fit. */
    private static List<StandingRecord.Found> lapsed(DSLContext sql, SiteRef site, Instant at) {
        return sql.fetch("""
                        select 'certificate:' || u.name as origin, '' as supplier, array[u.name] as nodes,
                               u.name || ' has no certificate that holds' as title
                          from unit u
                          join lateral (select c.id from certificate c where c.unit_id = u.id order by c.id desc limit 1) c on true
                          join certificate_span s on s.id = c.id
                         where u.site_id = ? and u.class = 'NODE' and u.state in ('SUSPECT', 'DRAINING')
                           and s.fit_until <= ?::timestamptz
                         order by u.name limit ?
                        """, site.id(), at.toString(), FOUND_MAX).map(r -> found(BlockerKind.FAILED_TEST, r));
    }

    /** The work order names a part of which no shelf of the site has one. */
    private static List<StandingRecord.Found> emptyShelves(DSLContext sql, SiteRef site) {
        return sql.fetch("""
                        select 'part:' || u.name as origin, '' as supplier, array[u.name] as nodes,
                               'no ' || p.part || ' in stock for ' || u.name as title
                          from unit u
                          join state_change c on c.unit_id = u.id and c.n = u.changes
                          join evidence e on e.id = c.evidence_id
                          join lateral (select coalesce(e.payload::jsonb ->> 'part', '') as part) p on true
                         where u.site_id = ? and u.class = 'NODE' and u.state = 'REPAIR' and p.part <> ''
                           and not exists (select 1 from stock_balance b where b.site_id = u.site_id and b.part = p.part
                                              and b.account = 'ON_HAND' and b.quantity > 0)
                         order by u.name limit ?
                        """, site.id(), FOUND_MAX).map(r -> found(BlockerKind.PART, r));
    }

    /** Parts that were ordered and have not come, for nodes of that model that are still only planned. */
    private static List<StandingRecord.Found> late(DSLContext sql, SiteRef site) {
        return sql.fetch("""
                        select 'order-line:' || o.order_line as origin, o.supplier, n.nodes,
                               o.order_line || ': ' || (o.quantity - r.received) || ' of ' || o.quantity || ' ' || o.model
                                 || ' have not come' as title
                          from order_line o
                          join lateral (select count(*)::int as received from part p where p.order_line_id = o.id
                                           and p.unit_class <> 'GPU') r on true
                          join lateral (select array_agg(u.name order by u.name) as nodes from unit u join device d on d.unit_id = u.id
                                         where u.site_id = o.site_id and u.class = 'NODE' and u.state = 'PLANNED'
                                           and d.model = o.model) n on true
                         where o.site_id = ? and r.received < o.quantity and n.nodes is not null order by o.order_line limit ?
                        """, site.id(), FOUND_MAX).map(r -> found(BlockerKind.LOGISTICS, r));
    }
}
