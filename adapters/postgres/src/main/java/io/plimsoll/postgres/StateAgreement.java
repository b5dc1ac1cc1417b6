/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Compares the tables of state with the journal rows that they cite: each says what the other says, no more and no less. */
final class StateAgreement {

    /** What each journal row says of units: its ranges of ids, written out. */
    private static final String SAID = """
            with said as (
              select j.seq, j.effective_at, j.recorded_at, u as unit_id, p->>'from' as from_state,
                     coalesce(p->>'to', 'PLANNED') as to_state, (p->'evidence'->>'id')::bigint as evidence_id,
                     p->'evidence'->>'kind' as kind
                from (select seq, effective_at, recorded_at, payload::jsonb as p from journal
                       where kind in ('unit.step', 'unit.planned')) j,
                     lateral jsonb_array_elements(p->'units') r,
                     lateral generate_series((r->>0)::bigint, (r->>1)::bigint) u)
            """;

    private static final String STEPS = SAID + """
              select coalesce(s.seq, c.journal_seq) as seq, coalesce(s.unit_id, c.unit_id) as unit_id,
                     s.seq is null as unsaid, c.unit_id is null as undone
                from said s
                full join state_change c on c.journal_seq = s.seq and c.unit_id = s.unit_id
               where c.unit_id is null or s.seq is null
                  or (c.from_state, c.to_state, c.evidence_id, c.evidence_kind, c.effective_at, c.recorded_at)
                     is distinct from (s.from_state, s.to_state, s.evidence_id, s.kind, s.effective_at, s.recorded_at)
               order by 1, 2 limit 1
              """;

    private static final String UNITS = """
            select u.name, c.journal_seq as seq from unit u
              left join lateral (select * from state_change c where c.unit_id = u.id order by n desc limit 1) c on true
             where (u.changes, u.state, u.since) is distinct from (c.n, c.to_state, c.effective_at)
             order by 2 limit 1
            """;

    private static final String EVIDENCE = """
            select e.id, e.journal_seq as seq from evidence e
              left join journal j on j.seq = e.journal_seq and j.kind = 'unit.step'
             where j.seq is null
                or ((j.payload::jsonb)->'evidence'->>'id')::bigint is distinct from e.id
                or (j.payload::jsonb)->'evidence'->>'sha256'
                   is distinct from encode(sha256(convert_to(e.payload, 'UTF8')), 'hex')
                or (j.payload::jsonb)->'evidence'->>'kind' is distinct from e.kind
             order by 2 limit 1
            """;

    private static final String CERTIFICATES = """
            select c.id, c.journal_seq as seq from certificate c
              left join journal j on j.seq = c.journal_seq and j.kind = 'certificate.issued'
             where j.seq is null
                or ((j.payload::jsonb)->>'id')::bigint is distinct from c.id
                or (j.payload::jsonb)->>'sha256' is distinct from encode(sha256(c.dsse), 'hex')
             order by 2 limit 1
            """;

    private final DSLContext sql;

    StateAgreement(DSLContext sql) {
        this.sql = sql;
    }

    Optional<JournalCheck.Bad> firstBad() {
        Record step = sql.fetchOne(STEPS);
        if (step != null) {
            String unit = "unit " + step.get("unit_id", Long.class);
            String why = step.get("unsaid", Boolean.class)
                    ? "a state change of " + unit + " cites this row, which does not speak of it"
                    : step.get("undone", Boolean.class)
                            ? "its state change of " + unit + " is missing"
                            : "its state change of " + unit + " says something else";
            return bad(step, why);
        }
        Record unit = sql.fetchOne(UNITS);
        if (unit != null) {
            return bad(unit, "unit " + unit.get("name", String.class) + " is not where its last step put it");
        }
        Record evidence = sql.fetchOne(EVIDENCE);
        if (evidence != null) {
            return bad(evidence, "evidence " + evidence.get("id", Long.class) + " is not what this row cites");
        }
        Record certificate = sql.fetchOne(CERTIFICATES);
        if (certificate != null) {
            return bad(certificate, "certificate " + certificate.get("id", Long.class) + " is not what this row cites");
        }
        return Optional.empty();
    }

    private static Optional<JournalCheck.Bad> bad(Record row, String why) {
        Long seq = row.get("seq", Long.class);
        return Optional.of(new JournalCheck.Bad(seq == null ? 0 : seq, why));
    }
}
