/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which units keep which promise: made and ended inside a transaction. */
final class Allocations {

    private Allocations() {}

    /** A unit that came back from repair may still be allocated to this very commitment; then it just serves again. */
    static int make(Tx tx, SiteRef site, long commitment, Collection<String> nodes, Optional<String> until) {
        Moves moves = Moves.of(tx.sql(), site, nodes);
        String to = until.orElse("");
        JournalRow row = tx.append(
                "allocation.made",
                site.name(),
                Long.toString(commitment),
                Json.object("units", Ranges.of(moves.units()), "to", to));
        tx.sql()
                .execute(
                        """
                        insert into allocation (commitment_id, unit_id, during, journal_seq)
                        select ?, u, tstzrange(?::timestamptz, ?::timestamptz), ? from unnest(?::bigint[]) u
                         where not exists (select 1 from allocation l
                                            where l.unit_id = u and l.commitment_id = ? and l.during @> ?::timestamptz)
                        """,
                        commitment,
                        tx.effectiveAt().toString(),
                        until.orElse(null),
                        row.seq(),
                        moves.units().toArray(Long[]::new),
                        commitment,
                        tx.effectiveAt().toString());
        return moves.take(
                tx,
                site,
                UnitState.SERVING,
                EvidenceKind.ALLOCATION,
                "allocated to commitment " + commitment,
                Json.object("commitment", commitment, "to", to));
    }

    /** Ends the allocations of nodes and of all GPUs in them at the stamp's instant. */
    static int end(Tx tx, SiteRef site, List<String> nodes, String reason) {
        Moves named = Moves.of(tx.sql(), site, nodes);
        List<Long> units = tx.sql()
                .fetch(
                        "select id from unit where site_id = ? and (id = any (?::bigint[]) or node_id = any (?::bigint[]))",
                        site.id(),
                        named.units().toArray(Long[]::new),
                        named.units().toArray(Long[]::new))
                .getValues("id", Long.class);
        JournalRow row = tx.append(
                "allocation.ended",
                site.name(),
                String.join(",", nodes),
                Json.object("units", Ranges.of(units), "reason", reason));
        List<Long> ended = tx.sql()
                .fetch(
                        """
                        update allocation set during = tstzrange(lower(during), ?::timestamptz)
                         where unit_id = any (?::bigint[]) and during @> ?::timestamptz returning id
                        """,
                        tx.effectiveAt().toString(),
                        units.toArray(Long[]::new),
                        tx.effectiveAt().toString())
                .getValues("id", Long.class);
        if (ended.isEmpty()) {
            throw new RecordRefusedException(
                    String.join(", ", nodes) + " is not allocated to a commitment as of " + tx.effectiveAt());
        }
        tx.sql()
                .execute(
                        """
                        insert into allocation_end (allocation_id, ended_at, recorded_at, journal_seq)
                        select a.id, ?::timestamptz, ?::timestamptz, ? from allocation a join unit u on u.id = a.unit_id
                         where a.id = any (?::bigint[]) and u.state <> 'SERVING'
                        """,
                        tx.effectiveAt().toString(),
                        tx.recordedAt().toString(),
                        row.seq(),
                        ended.toArray(Long[]::new));
        List<String> serving = named.groups().values().stream()
                .filter(g -> g.state() == UnitState.SERVING)
                .map(Moves.Group::name)
                .toList();
        if (!serving.isEmpty()) {
            Moves.of(tx.sql(), site, serving)
                    .take(
                            tx,
                            site,
                            UnitState.ACCEPTED,
                            EvidenceKind.RELEASE,
                            "released",
                            Json.object("nodes", serving, "reason", reason));
        }
        return ended.size();
    }
}
