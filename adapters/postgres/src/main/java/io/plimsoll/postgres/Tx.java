/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;

/** One writing transaction: its statements, its journal rows, and the steps that units take in it. */
final class Tx {

    private static final Duration FUTURE_MAX = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final Stamp stamp;
    private final Instant recordedAt;
    private final List<JournalRow> rows = new ArrayList<>();
    private long seq;
    private Sha256 hash;

    Tx(DSLContext sql, Stamp stamp, Instant now) {
        this.sql = sql;
        Record head = one(sql, "select seq, hash, recorded_at from journal_head for update");
        this.seq = head.get("seq", Long.class);
        this.hash = sha(head.get("hash", byte[].class));
        Instant last = head.get("recorded_at", Instant.class);
        Instant clock = JournalHash.micros(now);
        this.recordedAt = clock.isBefore(last) ? last : clock;
        this.stamp = new Stamp(stamp.actor(), JournalHash.micros(stamp.effectiveAt()));
        if (this.stamp.effectiveAt().isAfter(recordedAt.plus(FUTURE_MAX))) {
            throw new RecordRefusedException("a fact cannot be true from " + stamp.effectiveAt()
                    + ", which is more than 5 minutes ahead of the record's clock, " + recordedAt);
        }
    }

    DSLContext sql() {
        return sql;
    }

    Instant effectiveAt() {
        return stamp.effectiveAt();
    }

    Instant recordedAt() {
        return recordedAt;
    }

    String actor() {
        return stamp.actor();
    }

    List<JournalRow> rows() {
        return rows;
    }

    /** A fact to be journaled. */
    record Fact(String kind, String site, String subject, String payload) {}

    JournalRow append(String kind, String site, String subject, String payload) {
        return append(List.of(new Fact(kind, site, subject, payload))).getFirst();
    }

    /** Appends in order, in one statement. */
    List<JournalRow> append(List<Fact> facts) {
        List<JournalRow> added = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            Sha256 next = JournalHash.of(
                    seq + 1,
                    hash,
                    effectiveAt(),
                    recordedAt,
                    actor(),
                    fact.kind,
                    fact.site,
                    fact.subject,
                    fact.payload);
            added.add(new JournalRow(
                    seq + 1,
                    effectiveAt(),
                    recordedAt,
                    actor(),
                    fact.kind,
                    fact.site,
                    fact.subject,
                    fact.payload,
                    hash,
                    next));
            seq++;
            hash = next;
        }
        if (!added.isEmpty()) {
            sql.execute(
                    """
                    insert into journal (seq, effective_at, recorded_at, actor, kind, site, subject, payload, previous, hash)
                    select r.seq, ?::timestamptz, ?::timestamptz, ?, r.kind, r.site, r.subject, r.payload,
                           decode(r.previous, 'hex'), decode(r.hash, 'hex')
                      from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                           as r (seq, kind, site, subject, payload, previous, hash)
                    """,
                    effectiveAt().toString(),
                    recordedAt.toString(),
                    actor(),
                    added.stream().map(JournalRow::seq).toArray(Long[]::new),
                    added.stream().map(JournalRow::kind).toArray(String[]::new),
                    added.stream().map(JournalRow::site).toArray(String[]::new),
                    added.stream().map(JournalRow::subject).toArray(String[]::new),
                    added.stream().map(JournalRow::payload).toArray(String[]::new),
                    added.stream().map(r -> r.previous().hex()).toArray(String[]::new),
                    added.stream().map(r -> r.hash().hex()).toArray(String[]::new));
            rows.addAll(added);
        }
        return added;
    }

    /**
     * A group of units that takes one step together on one piece of evidence: mostly a node with its GPUs.
     *
     * @param subject the journal row's subject, mostly the node's name
     * @param units their ids
     * @param payload the evidence, a JSON object
     */
    record Move(String subject, List<Long> units, String summary, String payload) {}

    /**
     * Takes a step: for each move one piece of evidence, one journal row, and a state change for each unit.
     *
     * @return the ids of the evidence, in the order of the moves
     */
    List<Long> step(SiteRef site, UnitState from, UnitState to, EvidenceKind kind, List<Move> moves) {
        if (moves.isEmpty()) {
            return List.of();
        }
        Evidence evidence = evidence(site, from, to, kind, moves);
        change(evidence);
        return evidence.ids;
    }

    /** Evidence that is written, for a step that is still to be taken. */
    record Evidence(
            UnitState from, UnitState to, EvidenceKind kind, List<Move> moves, List<Long> ids, List<Long> seqs) {}

    /** The first half of a step: journal rows and evidence. */
    Evidence evidence(SiteRef site, UnitState from, UnitState to, EvidenceKind kind, List<Move> moves) {
        List<Long> ids = reserve("evidence", moves.size());
        List<Fact> facts = new ArrayList<>(moves.size());
        for (int i = 0; i < moves.size(); i++) {
            facts.add(fact(site, from, to, kind, moves.get(i), ids.get(i)));
        }
        List<Long> seqs = append(facts).stream().map(JournalRow::seq).toList();
        sql.execute(
                """
                insert into evidence (id, site_id, kind, summary, payload, sha256, journal_seq) overriding system value
                select e.id, ?, ?, e.summary, e.payload, decode(e.sha, 'hex'), e.seq
                  from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[]) as e (id, summary, payload, sha, seq)
                """,
                site.id(),
                kind.name(),
                ids.toArray(Long[]::new),
                moves.stream().map(Move::summary).toArray(String[]::new),
                moves.stream().map(Move::payload).toArray(String[]::new),
                moves.stream().map(m -> Sha256.of(m.payload).hex()).toArray(String[]::new),
                seqs.toArray(Long[]::new));
        return new Evidence(from, to, kind, moves, ids, seqs);
    }

    private static Fact fact(SiteRef site, UnitState from, UnitState to, EvidenceKind kind, Move move, long evidence) {
        return new Fact(
                "unit.step",
                site.name(),
                move.subject,
                Json.object(
                        "from",
                        from.name(),
                        "to",
                        to.name(),
                        "units",
                        Ranges.of(move.units),
                        "evidence",
                        Json.map(
                                "id",
                                evidence,
                                "kind",
                                kind.name(),
                                "summary",
                                move.summary,
                                "sha256",
                                Sha256.of(move.payload).hex())));
    }

    /** The second half of a step: the units move. */
    void change(Evidence evidence) {
        List<Long> unitOf = new ArrayList<>();
        List<Long> evidenceOf = new ArrayList<>();
        List<Long> seqOf = new ArrayList<>();
        for (int i = 0; i < evidence.moves.size(); i++) {
            for (Long unit : evidence.moves.get(i).units) {
                unitOf.add(unit);
                evidenceOf.add(evidence.ids.get(i));
                seqOf.add(evidence.seqs.get(i));
            }
        }
        sql.execute(
                "insert into evidence_unit (evidence_id, unit_id) select * from unnest(?::bigint[], ?::bigint[])",
                evidenceOf.toArray(Long[]::new),
                unitOf.toArray(Long[]::new));
        sql.execute(
                """
                insert into state_change (unit_id, n, from_state, to_state, evidence_kind, evidence_id,
                                          effective_at, recorded_at, journal_seq)
                select u.id, u.changes + 1, ?, ?, ?, m.evidence, ?::timestamptz, ?::timestamptz, m.seq
                  from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as m (unit, evidence, seq) join unit u on u.id = m.unit
                """,
                evidence.from.name(),
                evidence.to.name(),
                evidence.kind.name(),
                effectiveAt().toString(),
                recordedAt.toString(),
                unitOf.toArray(Long[]::new),
                evidenceOf.toArray(Long[]::new),
                seqOf.toArray(Long[]::new));
    }

    /** Draws ids from a table's sequence, so that they can stand in the journal row that is written first. */
    List<Long> reserve(String table, int count) {
        return sql.fetch(
                        "with s as materialized (select pg_get_serial_sequence(?, 'id')::regclass as ids)"
                                + " select nextval(ids) as id from s, generate_series(1, ?)",
                        table,
                        count)
                .getValues("id", Long.class);
    }

    static Sha256 sha(byte[] bytes) {
        return new Sha256(HexFormat.of().formatHex(bytes));
    }

    static byte[] bytes(Sha256 sha) {
        return HexFormat.of().parseHex(sha.hex());
    }

    /** The one row of a query that always has one. */
    static Record one(DSLContext sql, String query, Object... binds) {
        Record row = sql.fetchOne(query, binds);
        if (row == null) {
            throw new IllegalStateException("no row from: " + query);
        }
        return row;
    }
}
