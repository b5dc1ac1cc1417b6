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
import io.plimsoll.model.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Record;

/** Writes a plan as rows, a statement for each table whatever the plan's size. What stands already must not differ. */
final class PlanImporter {

    private final Tx tx;
    private final SiteRef site;
    private final FabricPlan plan;
    private final Map<String, Long> deviceIds = new HashMap<>();
    private final List<PlannedDevice> newDevices = new ArrayList<>();
    private final List<PlannedCable> newCables = new ArrayList<>();
    private long planId;

    PlanImporter(Tx tx, SiteRef site, FabricPlan plan) {
        this.tx = tx;
        this.site = site;
        this.plan = plan;
    }

    PlanImport write(byte[] packed, Sha256 sha, String format) {
        Record parent = tx.sql()
                .fetchOne(
                        "select id, sha256, journal_seq from plan where site_id = ? order by id desc limit 1",
                        site.id());
        if (parent != null && Tx.sha(parent.get("sha256", byte[].class)).equals(sha)) {
            return new PlanImport(
                    parent.get("id", Long.class), sha, 0, 0, 0, 0, 0, parent.get("journal_seq", Long.class));
        }
        compareDevices();
        compareCables();
        planId = tx.reserve("plan", 1).getFirst();
        int nodes = (int)
                newDevices.stream().filter(d -> d.kind() == DeviceKind.NODE).count();
        int switches = (int)
                newDevices.stream().filter(d -> d.kind() == DeviceKind.SWITCH).count();
        int gpus = newDevices.stream().mapToInt(PlannedDevice::gpus).sum();
        int racks = new Floor(tx, site).write(newDevices);
        JournalRow row = tx.append(
                "plan.imported",
                site.name(),
                plan.name(),
                Json.object(
                        "plan",
                        planId,
                        "sha256",
                        sha.hex(),
                        "format",
                        format,
                        "nodes",
                        nodes,
                        "gpus",
                        gpus,
                        "switches",
                        switches,
                        "cables",
                        newCables.size(),
                        "racks",
                        racks));
        tx.sql()
                .execute(
                        """
                        insert into plan (id, site_id, name, template, parameters, format, raw_gzip, sha256, parent_id,
                                          effective_at, recorded_at, journal_seq)
                        overriding system value
                        values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?::timestamptz, ?::timestamptz, ?)
                        """,
                        planId,
                        site.id(),
                        plan.name(),
                        plan.template(),
                        Json.write(plan.parameters()),
                        format,
                        packed,
                        Tx.bytes(sha),
                        parent == null ? 0L : parent.get("id", Long.class),
                        tx.effectiveAt().toString(),
                        tx.recordedAt().toString(),
                        row.seq());
        writeDevices();
        writeCables();
        tx.sql().execute("analyze unit, device, state_change, cable, port");
        return new PlanImport(planId, sha, nodes, gpus, switches, newCables.size(), racks, row.seq());
    }

    private void compareDevices() {
        Map<String, Record> known = new HashMap<>();
        tx.sql()
                .fetch("select id, name, kind, model, gpus from device where site_id = ?", site.id())
                .forEach(r -> known.put(r.get("name", String.class), r));
        Set<String> seen = new HashSet<>();
        for (PlannedDevice device : plan.devices()) {
            if (!seen.add(device.name())) {
                throw new RecordRefusedException("the plan has device " + device.name() + " twice");
            }
            Record stands = known.get(device.name());
            if (stands == null) {
                newDevices.add(device);
            } else if (!device.kind().name().equals(stands.get("kind", String.class))
                    || !device.model().equals(stands.get("model", String.class))
                    || device.gpus() != stands.get("gpus", Integer.class)) {
                throw new RecordRefusedException("the plan changes device " + device.name()
                        + ", which is on the record as " + stands.get("model", String.class) + " with "
                        + stands.get("gpus", Integer.class) + " GPUs");
            } else {
                deviceIds.put(device.name(), stands.get("id", Long.class));
            }
        }
    }

    private void compareCables() {
        Map<String, String> known = new HashMap<>();
        tx.sql()
                .fetch("""
                        select c.cable_id, a.name || ':' || c.a_port || ' - ' || b.name || ':' || c.b_port as ends from cable c
                          join device a on a.id = c.a_device join device b on b.id = c.b_device where c.site_id = ?
                        """, site.id())
                .forEach(r -> known.put(r.get("cable_id", String.class), r.get("ends", String.class)));
        for (PlannedCable cable : plan.cables()) {
            String ends = known.get(cable.id());
            if (ends == null) {
                newCables.add(cable);
            } else if (!ends.equals(cable.a() + " - " + cable.b())) {
                throw new RecordRefusedException("the plan changes cable " + cable.id() + ", which is on the record as "
                        + ends + ", to " + cable.a() + " - " + cable.b());
            }
        }
    }

    /** Ids are given by hand: a node, then its GPUs, so that journal rows can name them as a range. */
    private void writeDevices() {
        Record max = Tx.one(
                tx.sql(),
                "select greatest((select coalesce(max(id), 0) from unit), (select coalesce(max(id), 0) from device)) as id");
        long first = max.get("id", Long.class) + 1;
        long next = first;
        Columns units = new Columns();
        for (PlannedDevice d : newDevices) {
            long id = next++;
            deviceIds.put(d.name(), id);
            if (d.kind() != DeviceKind.NODE && d.kind() != DeviceKind.SWITCH) {
                continue;
            }
            units.add(id, d.kind().name(), d.name(), null, null);
            for (int g = 0; g < d.gpus(); g++) {
                units.add(next++, "GPU", d.name() + "/gpu" + g, id, g);
            }
        }
        if (!units.ids.isEmpty()) {
            JournalRow row = tx.append(
                    "unit.planned",
                    site.name(),
                    plan.name(),
                    Json.object("plan", planId, "units", Ranges.of(units.ids)));
            units.write(tx, site, row.seq());
        }
        insertDevices();
    }

    /** Units as columns. */
    private static final class Columns {
        private final List<Long> ids = new ArrayList<>();
        private final List<String> classes = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<@org.jspecify.annotations.Nullable Long> nodes = new ArrayList<>();
        private final List<@org.jspecify.annotations.Nullable Integer> indices = new ArrayList<>();

        void add(
                long id,
                String unitClass,
                String name,
                @org.jspecify.annotations.Nullable Long node,
                @org.jspecify.annotations.Nullable Integer index) {
            ids.add(id);
            classes.add(unitClass);
            names.add(name);
            nodes.add(node);
            indices.add(index);
        }

        void write(Tx tx, SiteRef site, long seq) {
            tx.sql()
                    .execute(
                            """
                            insert into unit (id, site_id, class, name, node_id, gpu_index, state, changes, since)
                            select u.id, ?, u.class, u.name, u.node, u.idx, 'PLANNED', 0, ?::timestamptz
                              from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::int[])
                                   as u (id, class, name, node, idx)
                            """,
                            site.id(),
                            tx.effectiveAt().toString(),
                            ids.toArray(Long[]::new),
                            classes.toArray(String[]::new),
                            names.toArray(String[]::new),
                            nodes.toArray(Long[]::new),
                            indices.toArray(Integer[]::new));
            tx.sql()
                    .execute(
                            """
                            insert into state_change (unit_id, n, to_state, effective_at, recorded_at, journal_seq)
                            select u, 0, 'PLANNED', ?::timestamptz, ?::timestamptz, ? from unnest(?::bigint[]) u
                            """,
                            tx.effectiveAt().toString(),
                            tx.recordedAt().toString(),
                            seq,
                            ids.toArray(Long[]::new));
        }
    }

    private void insertDevices() {
        tx.sql()
                .execute(
                        """
                        insert into device (id, site_id, plan_id, unit_id, name, kind, model, tier, scalable_unit, rail, gpus,
                                            rack_id, rack_unit)
                        select d.id, ?, ?, case when d.kind in ('NODE', 'SWITCH') then d.id end, d.name, d.kind, d.model,
                               d.tier, d.su, d.rail, d.gpus, k.id, d.u
                          from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::int[], ?::int[],
                                      ?::text[], ?::text[], ?::text[], ?::int[])
                               as d (id, name, kind, model, tier, su, rail, gpus, hall, floor_row, rack, u)
                          left join hall h on h.site_id = ? and h.name = d.hall
                          left join floor_row w on w.hall_id = h.id and w.name = d.floor_row
                          left join rack k on k.row_id = w.id and k.name = d.rack and d.rack <> ''
                        """,
                        site.id(),
                        planId,
                        newDevices.stream().map(d -> deviceIds.get(d.name())).toArray(Long[]::new),
                        texts(newDevices, PlannedDevice::name),
                        texts(newDevices, d -> d.kind().name()),
                        texts(newDevices, PlannedDevice::model),
                        ints(newDevices, PlannedDevice::tier),
                        ints(newDevices, PlannedDevice::scalableUnit),
                        ints(newDevices, PlannedDevice::rail),
                        ints(newDevices, PlannedDevice::gpus),
                        texts(newDevices, d -> d.location().hall()),
                        texts(newDevices, d -> d.location().row()),
                        texts(newDevices, d -> d.location().rack()),
                        ints(newDevices, d -> d.location().rackUnit()),
                        site.id());
    }

    private void writeCables() {
        if (newCables.isEmpty()) {
            return;
        }
        long first = Tx.one(tx.sql(), "select coalesce(max(id), 0) + 1 as id from cable")
                .get("id", Long.class);
        Long[] ids = new Long[newCables.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = first + i;
        }
        tx.sql()
                .execute(
                        """
                        insert into cable (id, site_id, plan_id, cable_id, a_device, a_port, b_device, b_port, planned,
                                           length_dm, media, speed, label_a, label_b, colour, bundle, install_order)
                        select c.id, ?, ?, c.cable, c.a, c.a_port, c.b, c.b_port, c.planned, c.len, c.media, c.speed,
                               c.label_a, c.label_b, c.colour, c.bundle, c.ord
                          from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                                      ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
                               as c (id, cable, a, a_port, b, b_port, planned, len, media, speed, label_a, label_b, colour,
                                     bundle, ord)
                        """,
                        site.id(),
                        planId,
                        ids,
                        texts(newCables, PlannedCable::id),
                        newCables.stream().map(c -> device(c, c.a())).toArray(Long[]::new),
                        texts(newCables, c -> c.a().port()),
                        newCables.stream().map(c -> device(c, c.b())).toArray(Long[]::new),
                        texts(newCables, c -> c.b().port()),
                        texts(newCables, c -> c.state().name()),
                        ints(newCables, PlannedCable::lengthDecimetres),
                        texts(newCables, PlannedCable::media),
                        texts(newCables, PlannedCable::speed),
                        texts(newCables, PlannedCable::labelA),
                        texts(newCables, PlannedCable::labelB),
                        texts(newCables, PlannedCable::colour),
                        texts(newCables, PlannedCable::bundle),
                        ints(newCables, PlannedCable::installOrder));
        tx.sql().execute("""
                        insert into port (device_id, name, cable_id)
                        select a_device, a_port, id from cable where plan_id = ?
                        union all select b_device, b_port, id from cable where plan_id = ?
                        """, planId, planId);
    }

    private Long device(PlannedCable cable, PortRef port) {
        Long id = deviceIds.get(port.device());
        if (id == null) {
            throw new RecordRefusedException(
                    "cable " + cable.id() + " ends at " + port + ", and the plan has no device " + port.device());
        }
        return id;
    }

    static <T> String[] texts(List<T> rows, java.util.function.Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> Integer[] ints(List<T> rows, java.util.function.ToIntFunction<T> column) {
        return rows.stream().mapToInt(column).boxed().toArray(Integer[]::new);
    }

    /** Halls, rows, racks and scalable units that the devices name. */
    private record Floor(Tx tx, SiteRef site) {

        private static final int RACK_UNITS = 48;

        int write(List<PlannedDevice> devices) {
            List<Location> places = devices.stream()
                    .map(PlannedDevice::location)
                    .filter(l -> !l.rack().isEmpty())
                    .distinct()
                    .sorted(java.util.Comparator.comparing(Location::hall)
                            .thenComparing(Location::row)
                            .thenComparingInt((Location l) -> l.rack().length())
                            .thenComparing(Location::rack))
                    .toList();
            tx.sql()
                    .execute(
                            "insert into hall (site_id, name) select ?, h from (select distinct h from unnest(?::text[]) h) x"
                                    + " order by length(h), h on conflict do nothing",
                            site.id(),
                            texts(places, Location::hall));
            tx.sql().execute("""
                            insert into floor_row (hall_id, name)
                            select h.id, p.r from (select distinct h, r from unnest(?::text[], ?::text[]) as p (h, r)) p
                              join hall h on h.site_id = ? and h.name = p.h order by h.id, length(p.r), p.r
                            on conflict do nothing
                            """, texts(places, Location::hall), texts(places, Location::row), site.id());
            tx.sql()
                    .execute(
                            "insert into scalable_unit (site_id, number) select distinct ?::bigint, n from unnest(?::int[]) n"
                                    + " where n > 0 on conflict do nothing",
                            site.id(),
                            ints(devices, PlannedDevice::scalableUnit));
            return tx.sql()
                    .execute(
                            """
                            insert into rack (row_id, name, position, units)
                            select w.id, p.k, (select coalesce(max(position), 0) from rack where row_id = w.id)
                                   + row_number() over (partition by w.id order by length(p.k), p.k), greatest(?, p.top)
                              from (select h, r, k, max(u) as top from unnest(?::text[], ?::text[], ?::text[], ?::int[])
                                           as p (h, r, k, u) group by 1, 2, 3) p
                              join hall h on h.site_id = ? and h.name = p.h
                              join floor_row w on w.hall_id = h.id and w.name = p.r
                             where not exists (select 1 from rack k where k.row_id = w.id and k.name = p.k)
                            """,
                            RACK_UNITS,
                            texts(places, Location::hall),
                            texts(places, Location::row),
                            texts(places, Location::rack),
                            ints(places, Location::rackUnit),
                            site.id());
        }
    }
}
