/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The site's plan, read back from its rows in the order in which they were planned. */
final class PlanReads {

    private PlanReads() {}

    static Optional<FabricPlan> plan(DSLContext sql, SiteRef site) {
        Record head = sql.fetchOne(
                "select name, template, parameters from plan where site_id = ? order by id desc limit 1", site.id());
        if (head == null) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Json.MAPPER
                .readTree(head.get("parameters", String.class))
                .properties()
                .forEach(e -> parameters.put(e.getKey(), e.getValue().asString()));
        return Optional.of(new FabricPlan(
                head.get("name", String.class),
                head.get("template", String.class),
                parameters,
                devices(sql, site),
                cables(sql, site)));
    }

    private static List<PlannedDevice> devices(DSLContext sql, SiteRef site) {
        return sql.fetch("""
                        select d.*, coalesce(h.name, '') as hall, coalesce(w.name, '') as floor_row,
                               coalesce(k.name, '') as rack
                          from device d left join rack k on k.id = d.rack_id left join floor_row w on w.id = k.row_id
                          left join hall h on h.id = w.hall_id where d.site_id = ? order by d.id
                        """, site.id())
                .map(r -> new PlannedDevice(
                        r.get("name", String.class),
                        DeviceKind.valueOf(r.get("kind", String.class)),
                        r.get("model", String.class),
                        r.get("tier", Integer.class),
                        r.get("scalable_unit", Integer.class),
                        r.get("rail", Integer.class),
                        r.get("gpus", Integer.class),
                        new Location(
                                r.get("hall", String.class),
                                r.get("floor_row", String.class),
                                r.get("rack", String.class),
                                r.get("rack_unit", Integer.class))));
    }

    private static List<PlannedCable> cables(DSLContext sql, SiteRef site) {
        return sql.fetch("""
                        select c.*, a.name as a_name, b.name as b_name from cable c join device a on a.id = c.a_device
                          join device b on b.id = c.b_device where c.site_id = ? order by c.id
                        """, site.id())
                .map(r -> new PlannedCable(
                        r.get("cable_id", String.class),
                        new PortRef(r.get("a_name", String.class), r.get("a_port", String.class)),
                        new PortRef(r.get("b_name", String.class), r.get("b_port", String.class)),
                        PlannedCable.State.valueOf(r.get("planned", String.class)),
                        r.get("length_dm", Integer.class),
                        r.get("media", String.class),
                        r.get("speed", String.class),
                        r.get("label_a", String.class),
                        r.get("label_b", String.class),
                        r.get("colour", String.class),
                        r.get("bundle", String.class),
                        r.get("install_order", Integer.class)));
    }
}
