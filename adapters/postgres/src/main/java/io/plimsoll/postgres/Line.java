/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;

/** The line that every unit walks: goods-in, rack sign-off, any other step, and what the record knows of a node. */
public final class Line {

    private final Store store;

    Line(Store store) {
        this.store = store;
    }

    /** Puts order lines on the record; a known one is replaced while nothing of it has come in. */
    public List<GoodsIn.OrderLineRow> order(Stamp stamp, String site, List<GoodsIn.OrderLine> lines) {
        return store.write(stamp, tx -> Dock.order(tx, SiteRef.of(tx.sql(), site), lines));
    }

    /** Order lines with what has come in. */
    public List<GoodsIn.OrderLineRow> orderLines(String site) {
        return store.read(sql -> Dock.orderLines(sql, SiteRef.of(sql, site)));
    }

    /** Takes crates in: PLANNED to RECEIVED for the device and its GPUs. A wrong model or a known serial is refused at the dock. */
    public GoodsIn.Result goodsIn(Stamp stamp, String site, List<GoodsIn.Item> items) {
        return store.write(stamp, tx -> new Dock(tx, SiteRef.of(tx.sql(), site)).receive(items));
    }

    /** Takes technicians' words that devices stand in their racks: RECEIVED to INSTALLED. */
    public RackSignOff.Result rackSignOff(Stamp stamp, String site, List<RackSignOff> signOffs) {
        return store.write(stamp, tx -> signOff(tx, SiteRef.of(tx.sql(), site), signOffs));
    }

    private static RackSignOff.Result signOff(Tx tx, SiteRef site, List<RackSignOff> signOffs) {
        Map<String, RackSignOff> byDevice = new HashMap<>();
        signOffs.forEach(s -> byDevice.put(s.device(), s));
        Map<String, Record> racks = new HashMap<>();
        tx.sql()
                .fetch("""
                        select d.name, coalesce(k.name, '') as rack, d.rack_unit from device d
                          left join rack k on k.id = d.rack_id where d.site_id = ? and d.name = any (?::text[])
                        """, site.id(), byDevice.keySet().toArray(String[]::new))
                .forEach(r -> racks.put(r.get("name", String.class), r));
        Map<String, Moves.Group> groups =
                Moves.ofKnown(tx.sql(), site, byDevice.keySet()).groups();
        List<RackSignOff.Refused> refused = new ArrayList<>();
        List<Tx.Move> moves = new ArrayList<>();
        for (RackSignOff signOff : byDevice.values()) {
            Record rack = racks.get(signOff.device());
            Moves.Group group = groups.get(signOff.device());
            if (rack == null || group == null) {
                refused.add(new RackSignOff.Refused(signOff.device(), "the plan has no such device"));
                continue;
            }
            String reason = refusal(signOff, rack, group);
            if (!reason.isEmpty()) {
                refused.add(new RackSignOff.Refused(signOff.device(), reason));
                continue;
            }
            String where = rack.get("rack", String.class) + "/U" + rack.get("rack_unit", Integer.class);
            moves.add(new Tx.Move(
                    group.name(),
                    group.units(),
                    "in " + where + ", signed off by " + signOff.technician(),
                    Json.object(
                            "rack",
                            rack.get("rack", String.class),
                            "rackUnit",
                            rack.get("rack_unit", Integer.class),
                            "technician",
                            signOff.technician())));
        }
        tx.step(site, UnitState.RECEIVED, UnitState.INSTALLED, EvidenceKind.RACK_SIGN_OFF, moves);
        return new RackSignOff.Result(moves.size(), refused);
    }

    private static String refusal(RackSignOff signOff, Record planned, Moves.Group group) {
        String rack = planned.get("rack", String.class);
        int unit = planned.get("rack_unit", Integer.class);
        if (group.state() != UnitState.RECEIVED) {
            return "it is " + group.state() + ", expected RECEIVED";
        }
        if (signOff.technician().isBlank()) {
            return "a sign-off needs the technician's name";
        }
        boolean elsewhere = (!signOff.rack().isEmpty() && !signOff.rack().equals(rack))
                || (signOff.rackUnit() > 0 && unit > 0 && signOff.rackUnit() != unit);
        return elsewhere
                ? "the plan says " + rack + "/U" + unit + ", the sign-off " + signOff.rack() + "/U" + signOff.rackUnit()
                : "";
    }

    /**
     * Any other step, for devices by name with all their GPUs, on the same evidence; a GPU alone by its own name.
     *
     * @param payload a JSON object
     * @return units moved
     */
    public int step(
            Stamp stamp,
            String site,
            Collection<String> devices,
            UnitState to,
            EvidenceKind kind,
            String summary,
            String payload) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            return Moves.of(tx.sql(), ref, devices).take(tx, ref, to, kind, summary, payload);
        });
    }

    /** REPAIR to INSTALLED: the parts that were replaced are on the record, and no certificate of before holds any more. */
    public int repaired(Stamp stamp, String site, String node, Repair repair) {
        return store.write(stamp, tx -> new Repairs(tx, SiteRef.of(tx.sql(), site)).repaired(node, repair));
    }

    /** Nodes by name. */
    public List<NodeRow> nodes(String site, NodeQuery query) {
        return store.read(sql -> NodeReads.nodes(sql, SiteRef.of(sql, site), query));
    }

    /** All that the record knows of a node or switch at an instant. */
    public Optional<NodePage> node(String site, String name, Instant at) {
        return store.read(sql -> NodeReads.page(sql, SiteRef.of(sql, site), name, at));
    }

    /** The serials of nodes and their GPUs, by name: what agents' fingerprints are held against. Without unknown nodes. */
    public Map<String, NodeSerials> serials(String site, Collection<String> names) {
        return store.read(sql -> NodeReads.serials(sql, SiteRef.of(sql, site), names));
    }

    /** The certificates that fit nodes stand on, and what the nodes were made of, by name; without the others. */
    public Map<String, CertifiedNode> certified(String site, Collection<String> names) {
        return store.read(sql -> NodeReads.certified(sql, SiteRef.of(sql, site), names));
    }

    /** The floor at an instant; empty for now, which is faster. */
    public FloorView floor(String site, Optional<Instant> at) {
        return store.read(sql -> FloorReads.floor(sql, SiteRef.of(sql, site), at));
    }

    /** A piece of evidence. */
    public Optional<Evidence> evidence(long id) {
        return store.read(sql -> sql.fetchOptional("""
                        select e.*, s.name as site, array(select u.name from evidence_unit eu join unit u on u.id = eu.unit_id
                                                           where eu.evidence_id = e.id order by u.id) as units
                          from evidence e join site s on s.id = e.site_id where e.id = ?
                        """, id)
                .map(r -> new Evidence(
                        r.get("id", Long.class),
                        r.get("site", String.class),
                        EvidenceKind.valueOf(r.get("kind", String.class)),
                        r.get("summary", String.class),
                        Tx.sha(r.get("sha256", byte[].class)),
                        r.get("journal_seq", Long.class),
                        r.get("payload", String.class),
                        List.of(r.get("units", String[].class)))));
    }
}
