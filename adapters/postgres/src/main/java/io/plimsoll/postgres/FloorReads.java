/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The floor map: a few statements over the whole site, whatever its size. */
final class FloorReads {

    private static final String DEVICES = """
            with st as (%s),
            g as (select u.node_id, string_agg(state_code(st.state), '' order by u.gpu_index) as states
                    from unit u join st on st.id = u.id where u.site_id = ? and u.class = 'GPU' group by u.node_id),
            o as (select rd.device_id, count(*)::int as n from repair_order r
                    join repair_order_device rd on rd.site_id = r.site_id and rd.order_id = r.order_id
                   where r.site_id = ? and %s group by 1)
            select d.name, d.kind, coalesce(d.rack_id, 0) as rack_id, d.rack_unit, d.model, st.state,
                   coalesce(g.states, '') as gpus, d.scalable_unit, d.tier, coalesce(o.n, 0) as orders
              from device d join st on st.id = d.unit_id left join g on g.node_id = d.id left join o on o.device_id = d.id
             where d.site_id = ? order by d.id
            """;

    private static final String STATES_NOW = "select id, state from unit where site_id = ?";

    private static final String STATES_AT = """
            select c.unit_id as id, c.to_state as state from state_change c
              join (select c.unit_id, max(c.n) as n from state_change c join unit u on u.id = c.unit_id
                     where u.site_id = ? and c.effective_at <= ?::timestamptz group by 1) l
                on l.unit_id = c.unit_id and l.n = c.n
            """;

    private static final String ORDERS_NOW = "r.status <> 'CLOSED'";
    private static final String ORDERS_AT =
            "r.opened_at <= ?::timestamptz and (r.closed_at is null or r.closed_at > ?::timestamptz)";

    private FloorReads() {}

    static FloorView floor(DSLContext sql, SiteRef site, Optional<Instant> at) {
        List<String> halls = new ArrayList<>();
        List<FloorView.Row> rows = new ArrayList<>();
        List<FloorView.Rack> racks = new ArrayList<>();
        Map<Long, Integer> hallIndex = new HashMap<>();
        Map<Long, Integer> rowIndex = new LinkedHashMap<>();
        Map<Long, Integer> rackIndex = new HashMap<>();
        for (Record r : sql.fetch("select id, name from hall where site_id = ? order by id", site.id())) {
            hallIndex.put(r.get("id", Long.class), halls.size());
            halls.add(r.get("name", String.class));
        }
        for (Record r : sql.fetch(
                "select r.id, r.hall_id, r.name from floor_row r join hall h on h.id = r.hall_id where h.site_id = ?"
                        + " order by r.id",
                site.id())) {
            rowIndex.put(r.get("id", Long.class), rows.size());
            rows.add(new FloorView.Row(
                    hallIndex.getOrDefault(r.get("hall_id", Long.class), 0), r.get("name", String.class)));
        }
        for (Record r : sql.fetch(
                "select k.* from rack k join floor_row r on r.id = k.row_id join hall h on h.id = r.hall_id"
                        + " where h.site_id = ? order by k.row_id, k.position, k.id",
                site.id())) {
            rackIndex.put(r.get("id", Long.class), racks.size());
            racks.add(new FloorView.Rack(
                    rowIndex.getOrDefault(r.get("row_id", Long.class), 0),
                    r.get("name", String.class),
                    r.get("position", Integer.class),
                    r.get("units", Integer.class)));
        }
        return new FloorView(
                at.orElseGet(() -> newest(sql, site)), halls, rows, racks, devices(sql, site, at, rackIndex));
    }

    private static List<FloorView.Device> devices(
            DSLContext sql, SiteRef site, Optional<Instant> at, Map<Long, Integer> rackIndex) {
        Object[] binds = at.map(t -> new Object[] {
                    site.id(), t.toString(), site.id(), site.id(), t.toString(), t.toString(), site.id()
                })
                .orElseGet(() -> new Object[] {site.id(), site.id(), site.id(), site.id()});
        String query =
                at.isPresent() ? DEVICES.formatted(STATES_AT, ORDERS_AT) : DEVICES.formatted(STATES_NOW, ORDERS_NOW);
        return sql.fetch(query, binds)
                .map(r -> new FloorView.Device(
                        r.get("name", String.class),
                        DeviceKind.valueOf(r.get("kind", String.class)),
                        rackIndex.getOrDefault(r.get("rack_id", Long.class), -1),
                        r.get("rack_unit", Integer.class),
                        r.get("model", String.class),
                        UnitState.valueOf(r.get("state", String.class)),
                        r.get("gpus", String.class),
                        r.get("scalable_unit", Integer.class),
                        r.get("tier", Integer.class),
                        r.get("orders", Integer.class)));
    }

    /** The instant of the site's newest change. */
    private static Instant newest(DSLContext sql, SiteRef site) {
        Instant at = Tx.one(sql, "select max(since) as at from unit where site_id = ?", site.id())
                .get("at", Instant.class);
        return at == null ? Instant.EPOCH : at;
    }
}
