/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** Signed sets of learned criteria, and the measurements that they can be held against. */
public final class CriterionSetRecords {

    private static final int LIMIT_MAX = 1_000;

    /** Test results that one read hands out; the newest count. */
    public static final int RESULTS_MAX = 200_000;

    private static final String SELECT =
            "select c.*, s.name as site from criterion_set c join site s on s.id = c.site_id ";

    private final Store store;

    CriterionSetRecords(Store store) {
        this.store = store;
    }

    /** Puts a signed set on the record; refused if the site has this version already. */
    public CriterionSetRow add(Stamp stamp, String site, NewCriterionSet set) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            boolean known = tx.sql()
                    .fetchOptional(
                            "select 1 from criterion_set where site_id = ? and name = ? and version >= ?",
                            ref.id(),
                            set.name(),
                            set.version())
                    .isPresent();
            if (known) {
                throw new RecordRefusedException(
                        site + " has " + set.name() + " version " + set.version() + " or a newer one already");
            }
            long id = tx.reserve("criterion_set", 1).getFirst();
            String sha = Sha256.of(set.dsse()).hex();
            JournalRow row = tx.append(
                    "criteria.signed",
                    site,
                    set.name(),
                    Json.object(
                            "id",
                            id,
                            "version",
                            set.version(),
                            "setSha256",
                            set.setSha256().hex(),
                            "sha256",
                            sha,
                            "keyId",
                            set.keyId(),
                            "alarms",
                            set.alarms()));
            tx.sql()
                    .execute(
                            """
                            insert into criterion_set (id, site_id, name, version, set_sha256, key_id, signed_by, signed_at,
                                                       learned_at, nodes, used, alarms, dsse, sha256, journal_seq)
                            overriding system value
                            values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, decode(?, 'hex'), ?)
                            """,
                            id,
                            ref.id(),
                            set.name(),
                            set.version(),
                            Tx.bytes(set.setSha256()),
                            set.keyId(),
                            stamp.actor(),
                            tx.effectiveAt().toString(),
                            set.learnedAt().toString(),
                            set.nodes(),
                            set.used(),
                            set.alarms(),
                            set.dsse(),
                            sha,
                            row.seq());
            return row(Tx.one(tx.sql(), SELECT + "where c.id = ?", id));
        });
    }

    /** The sets of a site, newest first. */
    public List<CriterionSetRow> list(String site) {
        return store.read(sql -> sql.fetch(SELECT + "where s.name = ? order by c.id desc limit " + LIMIT_MAX, site)
                .map(CriterionSetRecords::row));
    }

    public Optional<CriterionSetRow> find(long id) {
        return store.read(
                sql -> sql.fetchOptional(SELECT + "where c.id = ?", id).map(CriterionSetRecords::row));
    }

    /** The set that counts for a run that started then: the newest that was signed before. */
    public Optional<CriterionSetRow> inForce(String site, Instant at) {
        return store.read(sql -> sql.fetchOptional(
                        SELECT + "where s.name = ? and c.signed_at <= ?::timestamptz order by c.id desc limit 1",
                        site,
                        at.toString())
                .map(CriterionSetRecords::row));
    }

    /** The signed envelope, byte for byte. */
    public Optional<byte[]> envelope(long id) {
        return store.read(sql -> sql.fetchOptional("select dsse from criterion_set where id = ?", id)
                .map(r -> r.get("dsse", byte[].class)));
    }

    /** What was measured on a site's nodes in a span, oldest first, at most {@link #RESULTS_MAX} results, the newest. */
    public List<MeasuredRun> measured(String site, Instant from, Instant until) {
        return store.read(sql -> sql.fetch("""
                        select * from (
                          select t.id, u.name as node, r.id as run, t.test, t.ended_at, f.payload, t.measurements
                            from test_result t join test_run r on r.id = t.run_id join unit u on u.id = r.unit_id
                            join fingerprint f on f.id = r.fingerprint_id join site s on s.id = r.site_id
                           where s.name = ? and t.ended_at >= ?::timestamptz and t.ended_at < ?::timestamptz
                             and t.measurements <> '[]'
                             and not exists (select 1 from carried_result c where c.result_id = t.id)
                           order by t.id desc limit ?) x
                         order by x.id
                        """, site, from.toString(), until.toString(), RESULTS_MAX)
                .map(r -> new MeasuredRun(
                        r.get("node", String.class),
                        r.get("run", Long.class),
                        r.get("test", String.class),
                        r.get("ended_at", Instant.class),
                        r.get("payload", String.class),
                        r.get("measurements", String.class))));
    }

    private static CriterionSetRow row(Record r) {
        return new CriterionSetRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("name", String.class),
                r.get("version", Integer.class),
                Tx.sha(r.get("set_sha256", byte[].class)),
                r.get("key_id", String.class),
                r.get("signed_by", String.class),
                r.get("signed_at", Instant.class),
                r.get("learned_at", Instant.class),
                r.get("nodes", Integer.class),
                r.get("used", Integer.class),
                r.get("alarms", Integer.class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("journal_seq", Long.class));
    }
}
