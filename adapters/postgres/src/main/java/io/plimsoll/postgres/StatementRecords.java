/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Statements of a site: drafted, reviewed by one, filed by another and signed, restated by a later version. */
public final class StatementRecords {

    private final Store store;

    StatementRecords(Store store) {
        this.store = store;
    }

    /** Puts a draft on the record; it supersedes the version that is filed, if there is one. */
    public StatementRow draft(
            Stamp stamp, String site, String kind, String customer, int year, boolean complete, String document) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            Record before = Tx.one(tx.sql(), """
                    select coalesce(max(version), 0) + 1 as next,
                           max(id) filter (where (select x.state from statement_step x where x.statement_id = t.id
                                                   order by n desc limit 1) = 'FILED') as filed
                      from statement t where site_id = ? and kind = ? and customer = ? and year = ?
                    """, ref.id(), kind, customer, year);
            long id = tx.reserve("statement", 1).getFirst();
            int version = before.get("next", Integer.class);
            JournalRow row = tx.append(
                    "statement.drafted",
                    site,
                    kind + " " + year,
                    Json.object(
                            "id",
                            id,
                            "version",
                            version,
                            "customer",
                            customer,
                            "sha256",
                            Sha256.of(document).hex()));
            tx.sql()
                    .execute(
                            """
                            insert into statement (id, site_id, kind, customer, year, version, supersedes, complete, document,
                                                   journal_seq)
                            overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            id,
                            ref.id(),
                            kind,
                            customer,
                            year,
                            version,
                            before.get("filed", Long.class),
                            complete,
                            document,
                            row.seq());
            step(tx, id, "DRAFT", "", null, row.seq());
            return find(tx.sql(), id).orElseThrow();
        });
    }

    /**
     * Takes a step. Filing also makes the version that is superseded RESTATED.
     *
     * @param dsse the signed statement, for FILED only
     * @throws RecordRefusedException if there is no such step, a field is missing, or the reviewer files
     */
    public StatementRow step(Stamp stamp, String site, long id, String state, String reason, Optional<byte[]> dsse) {
        return store.write(stamp, tx -> {
            StatementRow now = find(tx.sql(), id).orElseThrow();
            JournalRow row = tx.append(
                    "statement." + state.toLowerCase(java.util.Locale.ROOT),
                    site,
                    now.kind() + " " + now.year(),
                    Json.object(
                            "id",
                            id,
                            "version",
                            now.version(),
                            "reason",
                            reason,
                            "dsse",
                            dsse.map(d -> Sha256.of(d).hex()).orElse("")));
            if (state.equals("FILED") && now.supersedes().isPresent()) {
                String why = reason.isBlank() ? "superseded by version " + now.version() : reason;
                step(tx, now.supersedes().get(), "RESTATED", why, null, row.seq());
            }
            step(tx, id, state, reason, dsse.orElse(null), row.seq());
            return find(tx.sql(), id).orElseThrow();
        });
    }

    private static void step(
            Tx tx, long id, String state, String reason, byte @org.jspecify.annotations.Nullable [] dsse, long seq) {
        tx.sql().execute("""
                        insert into statement_step (statement_id, n, state, by_whom, at, reason, dsse, journal_seq)
                        select ?, coalesce(max(n), 0) + 1, ?, ?, ?::timestamptz, ?, ?::bytea, ?
                          from statement_step where statement_id = ?
                        """, id, state, tx.actor(), tx.effectiveAt().toString(), reason, dsse, seq, id);
    }

    /**
     * Lets a tenant's user see what is filed for a customer of a site; twice is once.
     *
     * @throws RecordRefusedException if the user is no tenant
     */
    public void customerUser(Stamp stamp, String site, String customer, String user) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            JournalRow row =
                    tx.append("place.customer-user", site, customer, Json.object("customer", customer, "user", user));
            return tx.sql().execute("""
                            insert into customer_user (site_id, customer, user_name, journal_seq) values (?, ?, ?, ?)
                            on conflict do nothing
                            """, ref.id(), customer, user, row.seq());
        });
    }

    /** What is filed, or was until it was restated, for the customers whose user this is; newest first. */
    public List<StatementRow> ofUser(String user, int limit) {
        return store.read(sql -> sql.fetch("""
                        select t.id from statement t join customer_user u on u.site_id = t.site_id and u.customer = t.customer
                         where u.user_name = ? and t.kind = 'CUSTOMER'
                           and exists (select 1 from statement_step x where x.statement_id = t.id and x.state = 'FILED')
                         order by t.id desc limit ?
                        """, user, limit).getValues("id", Long.class).stream()
                .map(id -> find(sql, id).orElseThrow())
                .toList());
    }

    /** The newest statements of a site. */
    public List<StatementRow> list(String site, int limit) {
        return store.read(sql -> sql.fetch("""
                        select t.id from statement t join site s on s.id = t.site_id where s.name = ? order by t.id desc limit ?
                        """, site, limit).getValues("id", Long.class).stream()
                .map(id -> find(sql, id).orElseThrow())
                .toList());
    }

    /** One statement of a site. */
    public Optional<StatementRow> find(String site, long id) {
        return store.read(sql -> find(sql, id)).filter(s -> s.site().equals(site));
    }

    /** The signed file of a statement that was filed. */
    public Optional<byte[]> dsse(long id) {
        return store.read(sql -> sql.fetchOptional(
                        "select dsse from statement_step where statement_id = ? and dsse is not null", id)
                .map(r -> r.get("dsse", byte[].class)));
    }

    private static Optional<StatementRow> find(DSLContext sql, long id) {
        List<StatementRow.Step> steps = sql.fetch("select * from statement_step where statement_id = ? order by n", id)
                .map(r -> new StatementRow.Step(
                        r.get("state", String.class),
                        r.get("by_whom", String.class),
                        r.get("at", Instant.class),
                        r.get("reason", String.class),
                        r.get("journal_seq", Long.class)));
        return sql.fetchOptional(
                        "select t.*, s.name as site from statement t join site s on s.id = t.site_id where t.id = ?",
                        id)
                .map(r -> new StatementRow(
                        id,
                        r.get("site", String.class),
                        r.get("kind", String.class),
                        r.get("customer", String.class),
                        r.get("year", Integer.class),
                        r.get("version", Integer.class),
                        Optional.ofNullable(r.get("supersedes", Long.class)),
                        r.get("complete", Boolean.class),
                        r.get("document", String.class),
                        r.get("journal_seq", Long.class),
                        steps));
    }
}
