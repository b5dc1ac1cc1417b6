/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;

/** Failure and repair rates of a site, each with its source. Only a whole set is put on the record; the newest is in force. */
public final class RateRecords {

    private final Store store;

    RateRecords(Store store) {
        this.store = store;
    }

    /** Puts a set in force; the ones before stay on the record. */
    public RateSetRow set(Stamp stamp, String site, byte[] document, List<RateSetRow.Rate> rates, String reason) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("rate_set", 1).getFirst();
            String sha = Sha256.of(document).hex();
            JournalRow row = tx.append(
                    "rates.set",
                    site,
                    "rates",
                    Json.object("id", id, "sha256", sha, "rates", rates.size(), "reason", reason));
            tx.sql()
                    .execute(
                            """
                            insert into rate_set (id, site_id, document, sha256, reason, set_by, recorded_at, journal_seq)
                            overriding system value values (?, ?, ?, decode(?, 'hex'), ?, ?, ?::timestamptz, ?)
                            """,
                            id,
                            ref.id(),
                            document,
                            sha,
                            reason,
                            tx.actor(),
                            tx.recordedAt().toString(),
                            row.seq());
            for (int n = 0; n < rates.size(); n++) {
                RateSetRow.Rate r = rates.get(n);
                tx.sql()
                        .execute(
                                "insert into rate (rate_set_id, n, kind, what, says, source) values (?, ?, ?, ?, ?, ?)",
                                id,
                                n,
                                r.kind(),
                                r.what(),
                                r.says(),
                                r.source());
            }
            return row(Tx.one(tx.sql(), "select * from rate_set where id = ?", id), rates);
        });
    }

    /** The set in force: the newest. */
    public Optional<RateSetRow> inForce(String site) {
        return history(site, 1).stream().findFirst();
    }

    /** How many sets a site has had. */
    public int count(String site) {
        return store.read(sql -> Tx.one(
                        sql,
                        "select count(*)::integer as n from rate_set r join site s on s.id = r.site_id where s.name = ?",
                        site)
                .get("n", Integer.class));
    }

    /** Sets of a site, newest first. */
    public List<RateSetRow> history(String site, int limit) {
        return store.read(sql -> {
            List<Record> sets = List.copyOf(sql.fetch("""
                            select r.* from rate_set r join site s on s.id = r.site_id
                             where s.name = ? order by r.id desc limit ?
                            """, site, limit));
            Map<Long, List<RateSetRow.Rate>> rates = new HashMap<>();
            sql.fetch("select * from rate where rate_set_id = any (?::bigint[]) order by rate_set_id, n", (Object)
                            sets.stream().map(r -> r.get("id", Long.class)).toArray(Long[]::new))
                    .forEach(r -> rates.computeIfAbsent(
                                    r.get("rate_set_id", Long.class), key -> new java.util.ArrayList<>())
                            .add(new RateSetRow.Rate(
                                    r.get("kind", String.class),
                                    r.get("what", String.class),
                                    r.get("says", String.class),
                                    r.get("source", String.class))));
            return sets.stream()
                    .map(r -> row(r, rates.getOrDefault(r.get("id", Long.class), List.of())))
                    .toList();
        });
    }

    private static RateSetRow row(Record r, List<RateSetRow.Rate> rates) {
        return new RateSetRow(
                r.get("id", Long.class),
                r.get("document", byte[].class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("reason", String.class),
                r.get("set_by", String.class),
                r.get("recorded_at", Instant.class),
                r.get("journal_seq", Long.class),
                rates);
    }
}
