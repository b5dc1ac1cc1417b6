/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Repair orders after a verification: those it shows are open, those it no longer shows are closed. */
final class OrderSync {

    private static final List<RepairOrder.Severity> SEVERITIES = List.of(RepairOrder.Severity.values());

    record Counts(int opened, int closed, int stillOpen) {}

    private record Known(String status, int generation) {}

    private final Tx tx;
    private final SiteRef site;
    private final long verificationId;
    private final Map<String, Known> known = new HashMap<>();
    private final List<RepairOrder> opened = new ArrayList<>();
    private final List<RepairOrder> open = new ArrayList<>();

    OrderSync(Tx tx, SiteRef site, long verificationId) {
        this.tx = tx;
        this.site = site;
        this.verificationId = verificationId;
    }

    Counts sync(Verification verification) {
        tx.sql()
                .fetch("select order_id, status, generation from repair_order where site_id = ?", site.id())
                .forEach(r -> known.put(
                        r.get("order_id", String.class),
                        new Known(r.get("status", String.class), r.get("generation", Integer.class))));
        Set<String> seen = new HashSet<>();
        for (RepairOrder order : verification.repairOrders()) {
            if (seen.add(order.id())) {
                Known before = known.get(order.id());
                (before == null || before.status.equals("CLOSED") ? opened : open).add(order);
            }
        }
        List<String> gone = known.entrySet().stream()
                .filter(e -> !e.getValue().status.equals("CLOSED") && !seen.contains(e.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        upsert(opened, "repair-order.opened", true);
        upsert(open, "repair-order.seen-again", false);
        close(gone);
        devices(verification);
        return new Counts(opened.size(), gone.size(), open.size());
    }

    /** A new or reopened order begins a new generation of ticks; so does one whose ticks turned out to be wrong. */
    private void upsert(List<RepairOrder> orders, String kind, boolean isNew) {
        List<RepairOrder> told = orders.stream()
                .filter(o -> isNew || "AWAITING_CHECK".equals(known(o).status))
                .toList();
        List<JournalRow> rows = tx.append(told.stream()
                .map(o -> new Tx.Fact(
                        kind,
                        site.name(),
                        o.id(),
                        Json.object(
                                "verification",
                                verificationId,
                                "kind",
                                o.kind().name(),
                                "severity",
                                o.severity().name(),
                                "location",
                                o.location())))
                .toList());
        tx.sql()
                .execute(
                        """
                        insert into repair_order (site_id, order_id, kind, severity, severity_rank, hall, floor_row, document,
                                                  moves, generation, status, opened_at, verification_id, journal_seq)
                        select ?, o.id, o.kind, o.severity, o.rank, o.hall, o.w, o.document, o.moves, o.generation, 'OPEN',
                               ?::timestamptz, ?, o.seq
                          from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[],
                                      ?::int[], ?::bigint[])
                               as o (id, kind, severity, rank, hall, w, document, moves, generation, seq)
                        on conflict (site_id, order_id) do update set generation = excluded.generation, status = 'OPEN',
                          opened_at = excluded.opened_at, closed_at = null, journal_seq = excluded.journal_seq,
                          document = excluded.document, moves = excluded.moves, severity = excluded.severity,
                          severity_rank = excluded.severity_rank, verification_id = excluded.verification_id
                        """,
                        site.id(),
                        tx.effectiveAt().toString(),
                        verificationId,
                        PlanImporter.texts(told, RepairOrder::id),
                        PlanImporter.texts(told, o -> o.kind().name()),
                        PlanImporter.texts(told, o -> o.severity().name()),
                        PlanImporter.ints(told, o -> SEVERITIES.indexOf(o.severity())),
                        PlanImporter.texts(told, o -> part(o.location(), 0)),
                        PlanImporter.texts(told, o -> part(o.location(), 1)),
                        PlanImporter.texts(told, Json::write),
                        PlanImporter.ints(told, o -> o.moves().size()),
                        PlanImporter.ints(told, o -> known(o).generation + 1),
                        rows.stream().map(JournalRow::seq).toArray(Long[]::new));
    }

    private Known known(RepairOrder order) {
        return known.getOrDefault(order.id(), new Known("", 0));
    }

    private void close(List<String> ids) {
        List<JournalRow> rows = tx.append(ids.stream()
                .map(id -> new Tx.Fact(
                        "repair-order.closed", site.name(), id, Json.object("verification", verificationId)))
                .toList());
        tx.sql()
                .execute(
                        """
                        update repair_order r set status = 'CLOSED', closed_at = ?::timestamptz, journal_seq = c.seq
                          from unnest(?::text[], ?::bigint[]) as c (id, seq) where r.site_id = ? and r.order_id = c.id
                        """,
                        tx.effectiveAt().toString(),
                        ids.toArray(String[]::new),
                        rows.stream().map(JournalRow::seq).toArray(Long[]::new),
                        site.id());
    }

    /** Which devices an order is about: those at the ends of its findings. */
    private void devices(Verification verification) {
        Map<String, Finding> findings = new HashMap<>();
        verification.findings().forEach(f -> findings.put(f.id(), f));
        List<String> orders = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RepairOrder order : opened) {
            Set<String> devices = new HashSet<>();
            for (String id : order.findings()) {
                Finding finding = findings.get(id);
                if (finding != null) {
                    devices.add(device(finding.a()));
                    devices.add(device(finding.b()));
                }
            }
            order.moves().forEach(m -> {
                devices.add(device(m.from()));
                devices.add(device(m.to()));
            });
            for (String device : devices) {
                orders.add(order.id());
                names.add(device);
            }
        }
        tx.sql().execute("""
                        insert into repair_order_device (site_id, order_id, device_id)
                        select distinct d.site_id, o.id, d.id from unnest(?::text[], ?::text[]) as o (id, device)
                          join device d on d.site_id = ? and d.name = o.device on conflict do nothing
                        """, orders.toArray(String[]::new), names.toArray(String[]::new), site.id());
    }

    /** {@code leaf-03} of {@code leaf-03:17}. */
    private static String device(String end) {
        int colon = end.lastIndexOf(':');
        return colon < 0 ? end : end.substring(0, colon);
    }

    private static String part(String location, int index) {
        String[] parts = location.split("/", -1);
        return index < parts.length ? parts[index] : "";
    }
}
