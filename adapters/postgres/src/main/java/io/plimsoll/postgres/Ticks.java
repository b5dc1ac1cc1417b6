/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import org.jooq.Record;

/** Ticks of moves. The same tick sent twice, which a phone without signal does, changes nothing the second time. */
final class Ticks {

    private Ticks() {}

    static RepairOrderRow tick(Tx tx, SiteRef site, MoveTick tick) {
        RepairOrderRow before = order(tx, site, tick.order());
        if (tick.move() < 0 || tick.move() >= before.ticks().size()) {
            throw new RecordRefusedException("repair order " + tick.order() + " has "
                    + before.ticks().size() + " moves, counted from 0; saw move " + tick.move());
        }
        boolean done = before.ticks().get(tick.move()).by().isPresent();
        if (before.status() == RepairOrderRow.Status.CLOSED || done == tick.done() || sentBefore(tx, site, tick)) {
            return before;
        }
        JournalRow row = tx.append(
                tick.done() ? "move.ticked" : "move.unticked",
                site.name(),
                tick.order(),
                Json.object("move", tick.move(), "scanA", tick.scanA(), "scanB", tick.scanB()));
        tx.sql()
                .execute(
                        """
                        insert into move_tick (site_id, order_id, generation, move, done, actor, effective_at, scan_a, scan_b,
                                               client_id, journal_seq)
                        select site_id, order_id, generation, ?, ?, ?, ?::timestamptz, ?, ?, ?, ? from repair_order
                         where site_id = ? and order_id = ?
                        """,
                        tick.move(),
                        tick.done(),
                        tx.actor(),
                        tx.effectiveAt().toString(),
                        tick.scanA(),
                        tick.scanB(),
                        tick.clientId(),
                        row.seq(),
                        site.id(),
                        tick.order());
        boolean all = order(tx, site, tick.order()).ticks().stream().allMatch(t -> t.by().isPresent());
        tx.sql()
                .execute(
                        "update repair_order set status = ?, journal_seq = ? where site_id = ? and order_id = ?",
                        all ? "AWAITING_CHECK" : "OPEN",
                        row.seq(),
                        site.id(),
                        tick.order());
        return order(tx, site, tick.order());
    }

    private static boolean sentBefore(Tx tx, SiteRef site, MoveTick tick) {
        Record sent = tx.sql()
                .fetchOne(
                        "select 1 from move_tick where site_id = ? and order_id = ? and client_id = ? and client_id <> ''",
                        site.id(),
                        tick.order(),
                        tick.clientId());
        return sent != null;
    }

    private static RepairOrderRow order(Tx tx, SiteRef site, String id) {
        return OrderReads.one(tx.sql(), site, id)
                .orElseThrow(() -> new RecordRefusedException("there is no repair order '" + id + "'"));
    }
}
