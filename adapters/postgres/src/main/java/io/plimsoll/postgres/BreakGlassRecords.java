/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Break-glass on the record: who asked for whom and why, who else agreed, and what was sent. */
public final class BreakGlassRecords {

    /** A request that nobody decides by then is over. */
    public static final Duration OPEN_FOR = Duration.ofMinutes(15);

    private final Store store;

    BreakGlassRecords(Store store) {
        this.store = store;
    }

    public BreakGlassRow ask(Stamp stamp, String site, String person, String reason) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("break_glass", 1).getFirst();
            JournalRow row = tx.append("break-glass.asked", site, person, Json.object("id", id, "reason", reason));
            tx.sql()
                    .execute(
                            """
                            insert into break_glass (id, site_id, person, reason, asked_by, asked_at, until, journal_seq)
                            overriding system value values (?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?)
                            """,
                            id,
                            ref.id(),
                            person,
                            reason,
                            tx.actor(),
                            tx.effectiveAt().toString(),
                            tx.effectiveAt().plus(OPEN_FOR).toString(),
                            row.seq());
            return one(tx.sql(), id).orElseThrow();
        });
    }

    /** Refused for whoever asked, and after the time. */
    public BreakGlassRow decide(Stamp stamp, long id, boolean agreed) {
        return store.write(stamp, tx -> {
            BreakGlassRow asked =
                    one(tx.sql(), id).orElseThrow(() -> new RecordRefusedException("there is no break-glass " + id));
            JournalRow row = tx.append(
                    agreed ? "break-glass.agreed" : "break-glass.refused",
                    asked.site(),
                    asked.person(),
                    Json.object("id", id, "askedBy", asked.askedBy()));
            tx.sql()
                    .execute(
                            "insert into break_glass_decision (break_glass_id, decided_by, decided_at, agreed, journal_seq)"
                                    + " values (?, ?, ?::timestamptz, ?, ?)",
                            id,
                            tx.actor(),
                            tx.effectiveAt().toString(),
                            agreed,
                            row.seq());
            return one(tx.sql(), id).orElseThrow();
        });
    }

    /** What became of one way. */
    public void sent(Stamp stamp, BreakGlassRow asked, String handle, String kind, boolean sent, String says) {
        store.write(stamp, tx -> {
            JournalRow row = tx.append(
                    sent ? "break-glass.sent" : "break-glass.failed",
                    asked.site(),
                    asked.person(),
                    Json.object("id", asked.id(), "handle", handle, "kind", kind, "says", says));
            return tx.sql()
                    .execute(
                            "insert into break_glass_send (break_glass_id, handle, kind, sent, says, at, journal_seq)"
                                    + " values (?, ?, ?, ?, ?, ?::timestamptz, ?)",
                            asked.id(),
                            handle,
                            kind,
                            sent,
                            says,
                            tx.effectiveAt().toString(),
                            row.seq());
        });
    }

    public Optional<BreakGlassRow> find(long id) {
        return store.read(sql -> one(sql, id));
    }

    /** Requests of a site, newest first. */
    public List<BreakGlassRow> list(String site, int limit) {
        return store.read(sql -> rows(sql, "s.name = ? order by b.id desc limit ?", site, limit));
    }

    private static Optional<BreakGlassRow> one(DSLContext sql, long id) {
        return rows(sql, "b.id = ?", id).stream().findFirst();
    }

    private static List<BreakGlassRow> rows(DSLContext sql, String condition, Object... binds) {
        var found = sql.fetch("""
                select b.*, s.name as site, d.agreed, d.decided_by, d.decided_at from break_glass b join site s on s.id = b.site_id
                  left join break_glass_decision d on d.break_glass_id = b.id where
                """ + condition, binds);
        Map<Long, List<BreakGlassRow.Sent>> sends = new HashMap<>();
        sql.fetch(
                        "select * from break_glass_send where break_glass_id = any (?::bigint[]) order by journal_seq",
                        (Object) found.getValues("id", Long.class).toArray(Long[]::new))
                .forEach(r -> sends.computeIfAbsent(
                                r.get("break_glass_id", Long.class), k -> new java.util.ArrayList<>())
                        .add(new BreakGlassRow.Sent(
                                r.get("handle", String.class),
                                r.get("kind", String.class),
                                r.get("sent", Boolean.class),
                                r.get("says", String.class),
                                r.get("at", Instant.class))));
        return found.map(r -> row(r, sends.getOrDefault(r.get("id", Long.class), List.of())));
    }

    private static BreakGlassRow row(Record r, List<BreakGlassRow.Sent> sends) {
        return new BreakGlassRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("person", String.class),
                r.get("reason", String.class),
                r.get("asked_by", String.class),
                r.get("asked_at", Instant.class),
                r.get("until", Instant.class),
                Optional.ofNullable(r.get("agreed", Boolean.class)),
                Optional.ofNullable(r.get("decided_by", String.class)),
                Optional.ofNullable(r.get("decided_at", Instant.class)),
                sends,
                r.get("journal_seq", Long.class));
    }
}
