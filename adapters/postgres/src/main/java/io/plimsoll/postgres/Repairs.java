/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import java.util.List;
import org.jooq.Record;

/** The way back from repair: REPAIR to INSTALLED, with the parts that were replaced on the record. */
final class Repairs {

    private final Tx tx;
    private final SiteRef site;

    Repairs(Tx tx, SiteRef site) {
        this.tx = tx;
        this.site = site;
    }

    int repaired(String node, Repair repair) {
        Moves moves = Moves.of(tx.sql(), site, List.of(node));
        String payload = Json.object(
                "technician",
                repair.technician(),
                "workOrder",
                repair.workOrder(),
                "parts",
                repair.parts().stream()
                        .map(p -> Json.map("kind", p.kind(), "oldSerial", p.oldSerial(), "newSerial", p.newSerial()))
                        .toList());
        int moved = moves.take(
                tx,
                site,
                UnitState.INSTALLED,
                EvidenceKind.REPAIR_RECORD,
                "repaired by " + repair.technician() + " on " + repair.workOrder(),
                payload);
        JournalRow row = tx.append("node.repaired", site.name(), node, payload);
        for (Repair.Replaced part : repair.parts()) {
            replace(moves.units(), part, row.seq());
            if (!part.oldSerial().equals(part.newSerial())) {
                StockRecords.fitted(
                        tx,
                        site,
                        part.stockPart(),
                        repair.workOrder(),
                        !part.oldSerial().isBlank());
            }
        }
        revoke(moves.units().getFirst(), repair, row.seq());
        return moved;
    }

    /** Puts the new serial where the record had the old one; parts below nodes and GPUs are known by fingerprint only. */
    private void replace(List<Long> units, Repair.Replaced part, long seq) {
        Record old = tx.sql()
                .fetchOne(
                        "select * from part where site_id = ? and serial = ? and unit_id = any (?::bigint[])",
                        site.id(),
                        part.oldSerial(),
                        units.toArray(Long[]::new));
        if (old == null || part.oldSerial().equals(part.newSerial())) {
            return;
        }
        tx.sql().execute("update part set unit_id = null where id = ?", old.get("id", Long.class));
        tx.sql()
                .execute(
                        """
                        insert into part (site_id, serial, model, unit_class, order_line_id, unit_id, journal_seq)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """,
                        site.id(),
                        part.newSerial(),
                        old.get("model", String.class),
                        old.get("unit_class", String.class),
                        old.get("order_line_id", Long.class),
                        old.get("unit_id", Long.class),
                        seq);
    }

    /** A certificate speaks of the node as it was. */
    private void revoke(long unit, Repair repair, long seq) {
        tx.sql()
                .execute(
                        """
                        insert into certificate_revocation (certificate_id, revoked_at, reason, journal_seq)
                        select c.id, ?::timestamptz, ?, ? from certificate c
                         where c.unit_id = ? and c.issued_at < ?::timestamptz
                           and not exists (select 1 from certificate_revocation r where r.certificate_id = c.id)
                        """,
                        tx.effectiveAt().toString(),
                        "repaired on " + repair.workOrder(),
                        seq,
                        unit,
                        tx.effectiveAt().toString());
    }
}
