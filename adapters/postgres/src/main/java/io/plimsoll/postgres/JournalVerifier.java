/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Proves the journal: every row continues the chain, the last one is the head, and the tables of state say what the journal
 * says. Streams, so that a long journal needs no more memory than a short one.
 */
final class JournalVerifier {

    private static final int FETCH = 2_000;

    private final DSLContext sql;
    private final Optional<JournalHead> anchor;
    private long rows;
    private long seq;
    private Sha256 hash = JournalHash.NONE;
    private Instant recordedAt = Instant.EPOCH;

    JournalVerifier(DSLContext sql, Optional<JournalHead> anchor) {
        this.sql = sql;
        this.anchor = anchor;
    }

    JournalCheck verify() {
        Optional<JournalCheck.Bad> bad = chain();
        if (bad.isEmpty()) {
            bad = ends();
        }
        if (bad.isEmpty()) {
            bad = new StateAgreement(sql).firstBad();
        }
        return new JournalCheck(rows, bad, new JournalHead(seq, hash));
    }

    private Optional<JournalCheck.Bad> chain() {
        try (Cursor<Record> cursor = sql.resultQuery("select * from journal order by seq")
                .fetchSize(FETCH)
                .fetchLazy()) {
            for (Record r : cursor) {
                Optional<JournalCheck.Bad> bad = next(Journal.row(r));
                if (bad.isPresent()) {
                    return bad;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<JournalCheck.Bad> next(JournalRow row) {
        rows++;
        if (row.seq() != seq + 1) {
            return bad(seq + 1, "the row is missing; the next one is " + row.seq());
        }
        if (!row.previous().equals(hash)) {
            return bad(row.seq(), "it does not carry the hash of row " + seq);
        }
        if (!row.hash().equals(recomputed(row))) {
            return bad(row.seq(), "its content does not give its hash: it was changed after it was written");
        }
        if (row.recordedAt().isBefore(recordedAt)) {
            return bad(row.seq(), "it was recorded before row " + seq);
        }
        if (anchor.isPresent()
                && anchor.get().seq() == row.seq()
                && !anchor.get().hash().equals(row.hash())) {
            return bad(row.seq(), "it is not the row of the anchor: the journal was written anew up to here");
        }
        seq = row.seq();
        hash = row.hash();
        recordedAt = row.recordedAt();
        return Optional.empty();
    }

    private Optional<JournalCheck.Bad> ends() {
        if (anchor.isPresent() && anchor.get().seq() > seq) {
            return bad(
                    seq + 1,
                    "the row is missing; the anchor is row " + anchor.get().seq());
        }
        Record head = sql.fetchOne("select seq, hash from journal_head");
        if (head == null) {
            return bad(seq, "the journal's head is missing");
        }
        long headSeq = head.get("seq", Long.class);
        if (headSeq > seq) {
            return bad(seq + 1, "the row is missing; the head is row " + headSeq);
        }
        if (headSeq < seq || !Tx.sha(head.get("hash", byte[].class)).equals(hash)) {
            return bad(seq, "the journal's head, row " + headSeq + ", is not the last row");
        }
        return Optional.empty();
    }

    private static Sha256 recomputed(JournalRow r) {
        return JournalHash.of(
                r.seq(),
                r.previous(),
                r.effectiveAt(),
                r.recordedAt(),
                r.actor(),
                r.kind(),
                r.site(),
                r.subject(),
                r.payload());
    }

    private static Optional<JournalCheck.Bad> bad(long seq, String why) {
        return Optional.of(new JournalCheck.Bad(seq, why));
    }
}
