/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Record;

/** The journal: append-only, one row a fact, hash-chained. Every writing method of the record appends to it in its own transaction. */
public final class Journal {

    private static final int LIMIT_MAX = 1_000;

    private final Store store;

    Journal(Store store) {
        this.store = store;
    }

    /** Rows that match, newest first. */
    public List<JournalRow> list(JournalQuery query) {
        long before = query.beforeSeq() > 0 ? query.beforeSeq() : Long.MAX_VALUE;
        boolean family = query.kind().endsWith(".");
        return store.read(sql -> sql.fetch(
                        """
                        select * from journal
                         where seq < ? and (? = '' or site = ?) and (? = '' or subject = ?)
                           and (? = '' or kind = ? or (? and starts_with(kind, ?)))
                         order by seq desc limit ?
                        """,
                        before,
                        query.site(),
                        query.site(),
                        query.subject(),
                        query.subject(),
                        query.kind(),
                        query.kind(),
                        family,
                        query.kind(),
                        Math.clamp(query.limit(), 1, LIMIT_MAX))
                .map(Journal::row));
    }

    /** Exactly the rows that a figure of a site rests on, newest first. */
    public List<JournalRow> behind(FigureQuery query) {
        return store.read(sql -> FigureReads.rows(sql, SiteRef.of(sql, query.site()), query));
    }

    /** The last row. */
    public JournalHead head() {
        return store.read(sql -> {
            Record head = Tx.one(sql, "select seq, hash from journal_head");
            return new JournalHead(head.get("seq", Long.class), Tx.sha(head.get("hash", byte[].class)));
        });
    }

    /** Reads the whole journal and recomputes every hash, then compares the state of every unit with it. */
    public JournalCheck verify() {
        return store.read(sql -> new JournalVerifier(sql, Optional.empty()).verify());
    }

    /** As {@link #verify()}, and the journal must still hold the row that was noted down earlier. */
    public JournalCheck verify(JournalHead anchor) {
        return store.read(sql -> new JournalVerifier(sql, Optional.of(anchor)).verify());
    }

    /**
     * Appends a fact that changes no other table, for example a sign-in that was refused.
     *
     * @param payload a JSON object
     */
    public JournalRow append(Stamp stamp, String kind, String site, String subject, String payload) {
        return store.write(stamp, tx -> tx.append(kind, site, subject, payload));
    }

    /** Calls back after each commit with the rows that it added, in order, on the writing thread. Must be quick. */
    public void onCommit(Consumer<List<JournalRow>> listener) {
        store.onCommit(listener);
    }

    static JournalRow row(Record r) {
        return new JournalRow(
                r.get("seq", Long.class),
                r.get("effective_at", Instant.class),
                r.get("recorded_at", Instant.class),
                r.get("actor", String.class),
                r.get("kind", String.class),
                r.get("site", String.class),
                r.get("subject", String.class),
                r.get("payload", String.class),
                Tx.sha(r.get("previous", byte[].class)),
                Tx.sha(r.get("hash", byte[].class)));
    }
}
