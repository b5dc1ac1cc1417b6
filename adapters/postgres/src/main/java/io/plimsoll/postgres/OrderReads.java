/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.RepairOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/** Repair orders with the ticks of their moves. */
final class OrderReads {

    private static final int LIMIT_MAX = 100_000;

    private OrderReads() {}

    static List<RepairOrderRow> list(DSLContext sql, SiteRef site, RepairOrderQuery query) {
        String status = query.status().map(Enum::name).orElse("");
        // Without a status: all that are not closed come first, then the closed.
        return rows(
                sql,
                site,
                """
                (? = '' or r.status = ?) and (? = '' or r.hall = ?) and (? = '' or r.floor_row = ?)
                order by r.status = 'CLOSED', r.severity_rank desc, r.order_id offset ? limit ?
                """,
                status,
                status,
                query.hall(),
                query.hall(),
                query.row(),
                query.row(),
                query.offset(),
                Math.clamp(query.limit(), 1, LIMIT_MAX));
    }

    static List<RepairOrderRow> ofDevice(DSLContext sql, SiteRef site, long device) {
        return rows(sql, site, """
                r.status <> 'CLOSED' and exists (select 1 from repair_order_device rd where rd.site_id = r.site_id
                                                    and rd.order_id = r.order_id and rd.device_id = ?)
                order by r.severity_rank desc, r.order_id
                """, device);
    }

    static Optional<RepairOrderRow> one(DSLContext sql, SiteRef site, String id) {
        return rows(sql, site, "r.order_id = ?", id).stream().findFirst();
    }

    private static List<RepairOrderRow> rows(DSLContext sql, SiteRef site, String condition, Object... binds) {
        Object[] all = new Object[binds.length + 1];
        all[0] = site.id();
        System.arraycopy(binds, 0, all, 1, binds.length);
        Result<Record> rows = sql.fetch("""
                select r.order_id, r.document, r.status, r.moves, r.opened_at, r.closed_at from repair_order r
                 where r.site_id = ? and
                """ + condition, all);
        Map<String, List<Record>> ticks = new HashMap<>();
        sql.fetch("""
                        select distinct on (t.order_id, t.move) t.order_id, t.move, t.done, t.actor, t.effective_at
                          from move_tick t join repair_order r on r.site_id = t.site_id and r.order_id = t.order_id
                               and r.generation = t.generation
                         where t.site_id = ? and t.order_id = any (?::text[]) order by t.order_id, t.move, t.id desc
                        """, site.id(), rows.getValues("order_id", String.class).toArray(String[]::new))
                .forEach(t -> ticks.computeIfAbsent(t.get("order_id", String.class), key -> new ArrayList<>())
                        .add(t));
        return rows.map(r -> new RepairOrderRow(
                Json.read(r.get("document", String.class), RepairOrder.class),
                RepairOrderRow.Status.valueOf(r.get("status", String.class)),
                ticks(r.get("moves", Integer.class), ticks.getOrDefault(r.get("order_id", String.class), List.of())),
                r.get("opened_at", Instant.class),
                Optional.ofNullable(r.get("closed_at", Instant.class))));
    }

    private static List<RepairOrderRow.Tick> ticks(int moves, List<Record> done) {
        List<RepairOrderRow.Tick> ticks = new ArrayList<>();
        for (int i = 0; i < moves; i++) {
            ticks.add(new RepairOrderRow.Tick(Optional.empty(), Optional.empty()));
        }
        for (Record t : done) {
            int move = t.get("move", Integer.class);
            if (t.get("done", Boolean.class) && move < moves) {
                ticks.set(
                        move,
                        new RepairOrderRow.Tick(
                                Optional.of(t.get("actor", String.class)),
                                Optional.of(t.get("effective_at", Instant.class))));
            }
        }
        return List.copyOf(ticks);
    }
}
