/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import io.plimsoll.spares.stock.StockPosition;
import io.plimsoll.spares.stock.StockStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** Spare parts of a site: the plan of how many belong where, the shelves, and every move on and off them. */
public final class StockRecords {

    private final Store store;

    StockRecords(Store store) {
        this.store = store;
    }

    /** Puts a plan in force; the ones before stay on the record. */
    public SparesPlanRow setPlan(Stamp stamp, String site, String name, byte[] document) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("spares_plan", 1).getFirst();
            String sha = Sha256.of(document).hex();
            JournalRow row = tx.append("spares.planned", site, name, Json.object("id", id, "sha256", sha));
            tx.sql()
                    .execute(
                            """
                            insert into spares_plan (id, site_id, name, document, sha256, set_by, set_at, journal_seq)
                            overriding system value values (?, ?, ?, ?, decode(?, 'hex'), ?, ?::timestamptz, ?)
                            """,
                            id,
                            ref.id(),
                            name,
                            document,
                            sha,
                            tx.actor(),
                            tx.effectiveAt().toString(),
                            row.seq());
            return plan(Tx.one(tx.sql(), "select * from spares_plan where id = ?", id));
        });
    }

    /** The plan in force: the newest. */
    public Optional<SparesPlanRow> plan(String site) {
        return store.read(sql -> sql.fetchOptional("""
                        select p.* from spares_plan p join site s on s.id = p.site_id
                         where s.name = ? order by p.id desc limit 1
                        """, site).map(StockRecords::plan));
    }

    /** Puts a move on the record. Refused if a shelf would hold less than nothing. */
    public StockMoveRow move(Stamp stamp, String site, NewStockMove move) {
        return store.write(stamp, tx -> insert(tx, SiteRef.of(tx.sql(), site), move));
    }

    /** As {@link #move}, inside a transaction that does more. */
    static StockMoveRow insert(Tx tx, SiteRef site, NewStockMove move) {
        long id = tx.reserve("stock_move", 1).getFirst();
        JournalRow row = tx.append(
                "stock.moved",
                site.name(),
                move.part(),
                Json.object(
                        "id",
                        id,
                        "step",
                        move.step().name(),
                        "place",
                        move.place(),
                        "toPlace",
                        move.toPlace().orElse(""),
                        "quantity",
                        move.quantity(),
                        "reference",
                        move.reference(),
                        "reason",
                        move.reason()));
        tx.sql()
                .execute(
                        """
                        insert into stock_move (id, site_id, part, place, step, to_place, quantity, reference, reason, moved_by,
                                                effective_at, recorded_at, journal_seq)
                        overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?)
                        """,
                        id,
                        site.id(),
                        move.part(),
                        move.place(),
                        move.step().name(),
                        move.toPlace().orElse(null),
                        move.quantity(),
                        move.reference(),
                        move.reason(),
                        tx.actor(),
                        tx.effectiveAt().toString(),
                        tx.recordedAt().toString(),
                        row.seq());
        return move(Tx.one(tx.sql(), "select * from stock_move where id = ?", id));
    }

    /**
     * A part went from the site's own shelf into a node, and the failed one out for repair. Says nothing of a part that the
     * site has never stocked.
     */
    static void fitted(Tx tx, SiteRef site, String part, String reference, boolean failedUnitReturns) {
        boolean stocked = tx.sql()
                .fetchOptional("select 1 from stock_move where site_id = ? and part = ? limit 1", site.id(), part)
                .isPresent();
        if (!stocked) {
            return;
        }
        boolean onHand =
                tx.sql().fetchOptional("""
                        select 1 from stock_balance
                         where site_id = ? and part = ? and place = ? and account = 'ON_HAND' and quantity > 0
                        """, site.id(), part, site.name()).isPresent();
        StockStep step = onHand ? StockStep.FITTED : StockStep.FITTED_UNCOUNTED;
        insert(tx, site, new NewStockMove(part, site.name(), step, Optional.empty(), 1, reference, ""));
        if (failedUnitReturns) {
            insert(
                    tx,
                    site,
                    new NewStockMove(part, site.name(), StockStep.RETURNED, Optional.empty(), 1, reference, ""));
        }
    }

    /** What every shelf of the site holds, by part and place. */
    public List<StockPosition> positions(String site) {
        return store.read(sql -> sql.fetch("""
                        select part, place,
                               coalesce(sum(quantity) filter (where account = 'ON_HAND'), 0)::integer as on_hand,
                               coalesce(sum(quantity) filter (where account = 'ON_ORDER'), 0)::integer as on_order,
                               coalesce(sum(quantity) filter (where account = 'IN_REPAIR'), 0)::integer as in_repair
                          from stock_balance b join site s on s.id = b.site_id
                         where s.name = ? group by part, place order by part, place
                        """, site)
                .map(r -> new StockPosition(
                        r.get("part", String.class),
                        r.get("place", String.class),
                        r.get("on_hand", Integer.class),
                        r.get("on_order", Integer.class),
                        r.get("in_repair", Integer.class))));
    }

    /**
     * Moves, newest first.
     *
     * @param part only of this part; every part if empty
     * @param before only moves with a smaller id
     */
    public List<StockMoveRow> moves(String site, Optional<String> part, long before, int limit) {
        return store.read(sql -> sql.fetch("""
                        select m.* from stock_move m join site s on s.id = m.site_id
                         where s.name = ? and (?::text is null or m.part = ?) and m.id < ? order by m.id desc limit ?
                        """, site, part.orElse(null), part.orElse(null), before, limit)
                .map(StockRecords::move));
    }

    private static SparesPlanRow plan(Record r) {
        return new SparesPlanRow(
                r.get("id", Long.class),
                r.get("name", String.class),
                r.get("document", byte[].class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("set_by", String.class),
                r.get("set_at", Instant.class),
                r.get("journal_seq", Long.class));
    }

    private static StockMoveRow move(Record r) {
        return new StockMoveRow(
                r.get("id", Long.class),
                new NewStockMove(
                        r.get("part", String.class),
                        r.get("place", String.class),
                        StockStep.valueOf(r.get("step", String.class)),
                        Optional.ofNullable(r.get("to_place", String.class)),
                        r.get("quantity", Integer.class),
                        r.get("reference", String.class),
                        r.get("reason", String.class)),
                r.get("moved_by", String.class),
                r.get("effective_at", Instant.class),
                r.get("recorded_at", Instant.class),
                r.get("journal_seq", Long.class));
    }
}
