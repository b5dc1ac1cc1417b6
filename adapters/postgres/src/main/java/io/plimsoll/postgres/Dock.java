/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The dock: what was ordered, and what of it is taken in. */
final class Dock {

    private final Tx tx;
    private final SiteRef site;
    private final Map<String, OpenLine> lines = new HashMap<>();
    private final Map<String, Crate> planned = new LinkedHashMap<>();
    private final Map<String, Deque<Crate>> freeByModel = new HashMap<>();
    private final Set<String> knownSerials = new HashSet<>();
    private final List<GoodsIn.Assigned> assigned = new ArrayList<>();
    private final List<GoodsIn.Refused> refused = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();

    /** An order line that is being received against. */
    private static final class OpenLine {
        private final long id;
        private final String model;
        private int open;

        private OpenLine(long id, String model, int open) {
            this.id = id;
            this.model = model;
            this.open = open;
        }
    }

    /** A planned device that waits for its crate. */
    private record Crate(long id, String name, String model, String kind, int gpus) {}

    private record Taken(GoodsIn.Item item, Crate crate, long orderLine) {}

    Dock(Tx tx, SiteRef site) {
        this.tx = tx;
        this.site = site;
    }

    static List<GoodsIn.OrderLineRow> order(Tx tx, SiteRef site, List<GoodsIn.OrderLine> lines) {
        Map<String, Integer> received = new HashMap<>();
        orderLines(tx.sql(), site).forEach(r -> received.put(r.orderLine(), r.received()));
        for (GoodsIn.OrderLine line : lines) {
            if (received.getOrDefault(line.orderLine(), 0) > 0) {
                throw new RecordRefusedException(
                        "order line " + line.orderLine() + " cannot change: crates of it have come in");
            }
            JournalRow row = tx.append(
                    "order-line.placed",
                    site.name(),
                    line.orderLine(),
                    Json.object("model", line.model(), "quantity", line.quantity(), "supplier", line.supplier()));
            tx.sql()
                    .execute(
                            """
                            insert into order_line (site_id, order_line, model, quantity, supplier, journal_seq)
                            values (?, ?, ?, ?, ?, ?)
                            on conflict (site_id, order_line) do update set model = excluded.model,
                              quantity = excluded.quantity, supplier = excluded.supplier, journal_seq = excluded.journal_seq
                            """,
                            site.id(),
                            line.orderLine(),
                            line.model(),
                            line.quantity(),
                            line.supplier(),
                            row.seq());
        }
        return orderLines(tx.sql(), site);
    }

    static List<GoodsIn.OrderLineRow> orderLines(DSLContext sql, SiteRef site) {
        return sql.fetch("""
                        select o.*, (select count(*) from part p where p.order_line_id = o.id and p.unit_class <> 'GPU')::int
                               as received from order_line o where o.site_id = ? order by o.order_line
                        """, site.id())
                .map(r -> new GoodsIn.OrderLineRow(
                        r.get("order_line", String.class),
                        r.get("model", String.class),
                        r.get("quantity", Integer.class),
                        r.get("supplier", String.class),
                        r.get("received", Integer.class)));
    }

    GoodsIn.Result receive(List<GoodsIn.Item> items) {
        load(items);
        // Crates that name their place come first, so that one that does not name it cannot take it from them.
        items.stream().filter(i -> !i.node().isEmpty()).forEach(this::take);
        items.stream().filter(i -> i.node().isEmpty()).forEach(this::take);
        write();
        return new GoodsIn.Result(assigned.size(), assigned, refused);
    }

    private void load(List<GoodsIn.Item> items) {
        tx.sql()
                .fetch("""
                        select o.id, o.order_line, o.model, o.quantity - (select count(*) from part p
                               where p.order_line_id = o.id and p.unit_class <> 'GPU')::int as open
                          from order_line o where o.site_id = ?
                        """, site.id())
                .forEach(r -> lines.put(
                        r.get("order_line", String.class),
                        new OpenLine(
                                r.get("id", Long.class), r.get("model", String.class), r.get("open", Integer.class))));
        tx.sql().fetch("""
                        select d.id, d.name, d.model, d.kind, d.gpus from device d join unit u on u.id = d.unit_id
                         where d.site_id = ? and u.state = 'PLANNED' order by d.id
                        """, site.id()).forEach(this::planned);
        List<String> serials = new ArrayList<>();
        items.forEach(i -> {
            serials.add(i.serial());
            serials.addAll(i.gpuSerials());
        });
        knownSerials.addAll(tx.sql()
                .fetch(
                        "select serial from part where site_id = ? and serial = any (?::text[])",
                        site.id(),
                        serials.toArray(String[]::new))
                .getValues("serial", String.class));
    }

    private void planned(Record r) {
        Crate crate = new Crate(
                r.get("id", Long.class),
                r.get("name", String.class),
                r.get("model", String.class),
                r.get("kind", String.class),
                r.get("gpus", Integer.class));
        planned.put(crate.name, crate);
        freeByModel.computeIfAbsent(crate.model, key -> new ArrayDeque<>()).add(crate);
    }

    private void take(GoodsIn.Item item) {
        OpenLine line = lines.get(item.orderLine());
        if (line == null) {
            refuse(item, "there is no order line '" + item.orderLine() + "'");
        } else if (!line.model.equals(item.model())) {
            refuse(
                    item,
                    "wrong model: order line " + item.orderLine() + " asks for " + line.model + ", the crate is "
                            + item.model());
        } else if (line.open <= 0) {
            refuse(item, "all of order line " + item.orderLine() + " has come in already");
        } else if (item.serial().isBlank() || item.gpuSerials().stream().anyMatch(String::isBlank)) {
            refuse(item, "a serial is missing");
        } else if (known(item)) {
            refuse(item, "a serial of it is on the record already");
        } else {
            assign(item, line);
        }
    }

    private boolean known(GoodsIn.Item item) {
        Set<String> own = new HashSet<>(item.gpuSerials());
        return knownSerials.contains(item.serial())
                || own.contains(item.serial())
                || own.size() < item.gpuSerials().size()
                || own.stream().anyMatch(knownSerials::contains);
    }

    private void assign(GoodsIn.Item item, OpenLine line) {
        Crate crate = item.node().isEmpty() ? firstFree(item.model()) : planned.get(item.node());
        if (crate == null) {
            refuse(
                    item,
                    item.node().isEmpty()
                            ? "the plan has no place left for a " + item.model()
                            : "no planned device '" + item.node() + "' waits for a crate");
        } else if (!crate.model.isEmpty() && !crate.model.equals(item.model())) {
            refuse(item, "wrong model: the plan asks for " + crate.model + " at " + crate.name);
        } else if (!item.gpuSerials().isEmpty() && item.gpuSerials().size() != crate.gpus) {
            refuse(item, item.gpuSerials().size() + " GPU serials, expected " + crate.gpus);
        } else {
            planned.remove(crate.name);
            line.open--;
            knownSerials.add(item.serial());
            knownSerials.addAll(item.gpuSerials());
            assigned.add(new GoodsIn.Assigned(item.serial(), crate.name));
            taken.add(new Taken(item, crate, line.id));
        }
    }

    private @org.jspecify.annotations.Nullable Crate firstFree(String model) {
        Deque<Crate> free = freeByModel.getOrDefault(model, new ArrayDeque<>());
        while (!free.isEmpty()) {
            Crate crate = free.removeFirst();
            if (planned.containsKey(crate.name)) {
                return crate;
            }
        }
        return null;
    }

    private void refuse(GoodsIn.Item item, String reason) {
        refused.add(new GoodsIn.Refused(item.serial(), reason));
    }

    private void write() {
        if (!refused.isEmpty()) {
            tx.append("goods-in.refused", site.name(), refused.getFirst().serial(), Json.object("refused", refused));
        }
        Map<String, Moves.Group> groups = Moves.ofKnown(
                        tx.sql(), site, taken.stream().map(t -> t.crate.name).toList())
                .groups();
        List<Tx.Move> moves = new ArrayList<>();
        for (Taken t : taken) {
            Moves.Group group = groups.get(t.crate.name);
            if (group == null) {
                throw new IllegalStateException("planned device without a unit: " + t.crate.name);
            }
            moves.add(new Tx.Move(
                    t.crate.name,
                    group.units(),
                    t.item.model() + " " + t.item.serial() + " on " + t.item.orderLine(),
                    Json.object(
                            "orderLine",
                            t.item.orderLine(),
                            "model",
                            t.item.model(),
                            "serial",
                            t.item.serial(),
                            "gpuSerials",
                            t.item.gpuSerials())));
        }
        long first = tx.step(site, UnitState.PLANNED, UnitState.RECEIVED, EvidenceKind.GOODS_IN, moves).stream()
                .findFirst()
                .orElse(0L);
        if (first > 0) {
            writeParts();
        }
    }

    /** A node's GPUs have the ids after its own, in order of their index. */
    private void writeParts() {
        List<String> serials = new ArrayList<>();
        List<String> models = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        List<Long> orderLines = new ArrayList<>();
        List<Long> units = new ArrayList<>();
        for (Taken t : taken) {
            for (int i = -1; i < t.item.gpuSerials().size(); i++) {
                serials.add(i < 0 ? t.item.serial() : t.item.gpuSerials().get(i));
                models.add(i < 0 ? t.item.model() : t.item.model() + " GPU");
                classes.add(i < 0 ? t.crate.kind : "GPU");
                orderLines.add(t.orderLine);
                units.add(t.crate.id + i + 1);
            }
        }
        tx.sql()
                .execute(
                        """
                        insert into part (site_id, serial, model, unit_class, order_line_id, unit_id, journal_seq)
                        select ?, p.serial, p.model, p.class, p.line, p.unit, c.journal_seq
                          from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                               as p (serial, model, class, line, unit)
                          join unit u on u.id = p.unit join state_change c on c.unit_id = u.id and c.n = u.changes
                        """,
                        site.id(),
                        serials.toArray(String[]::new),
                        models.toArray(String[]::new),
                        classes.toArray(String[]::new),
                        orderLines.toArray(Long[]::new),
                        units.toArray(Long[]::new));
    }
}
