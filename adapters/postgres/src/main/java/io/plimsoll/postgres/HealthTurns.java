/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Where incidents and the line that their nodes walk stand to each other. */
final class HealthTurns {

    /** A certificate counts whose run began after the step was decided: tests of before say nothing of what was done since. */
    private static final String TURNS = """
            select i.incident, i.phase, i.step, i.node, i.entity, i.code, i.blame, u.state, u.since,
                   t.id as decision, t.at as decided_at, t.reason,
                   coalesce((select d.raw from health_decision d where d.site_id = i.site_id and d.incident = i.incident
                                and d.raw <> '' order by d.id limit 1), '') as raw,
                   coalesce((select d.serial from health_decision d where d.site_id = i.site_id and d.incident = i.incident
                                and d.serial <> '' order by d.id desc limit 1), '') as serial,
                   coalesce((select p.serial from part p join unit g on g.id = p.unit_id where g.node_id = u.id
                                and p.serial in (select d.serial from health_decision d
                                                  where d.site_id = i.site_id and d.incident = i.incident) limit 1), '') as gpu,
                   (select c.id from certificate c join test_run r on r.id = c.run_id
                     where c.unit_id = u.id and r.journal_seq > t.journal_seq
                       and not exists (select 1 from certificate_revocation v where v.certificate_id = c.id)
                     order by c.id desc limit 1) as certificate,
                   (select r.id from test_run r join test_run_end e on e.run_id = r.id
                     where r.unit_id = u.id and r.journal_seq > t.journal_seq and e.verdict = 'FAIL'
                     order by r.id desc limit 1) as failed,
                   j.seq as repaired, j.payload::jsonb ->> 'technician' as technician, j.payload::jsonb ->> 'workOrder' as work_order,
                   coalesce((select min(c.name) from allocation l join commitment c on c.id = l.commitment_id
                              where l.unit_id = u.id and l.during @> ?::timestamptz), '') as commitment,
                   not exists (select 1 from health_incident o where o.site_id = i.site_id and o.node = i.node
                                  and o.incident <> i.incident and o.phase in ('ACTING', 'TESTING', 'BURN_IN')) as alone
              from health_incident i join site s on s.id = i.site_id
              join unit u on u.site_id = s.id and u.name = i.node and u.class = 'NODE'
              join lateral (select * from health_decision d where d.site_id = i.site_id and d.incident = i.incident
                               and d.what = 'STEP' order by d.id desc limit 1) t on true
              left join lateral (select k.seq, k.payload from journal k where k.site = s.name and k.kind = 'node.repaired'
                                    and k.subject = i.node and k.seq > t.journal_seq order by k.seq desc limit 1) j on true
             where s.name = ? and i.closed_at is null and i.phase in ('ACTING', 'TESTING', 'BURN_IN', 'PROBATION')
             order by i.number limit 5000
            """;

    private HealthTurns() {}

    static List<HealthTurnRow> of(DSLContext sql, String site, Instant at) {
        return sql.fetch(TURNS, at.toString(), site).map(HealthTurns::row);
    }

    private static HealthTurnRow row(Record r) {
        Long repaired = r.get("repaired", Long.class);
        return new HealthTurnRow(
                r.get("incident", String.class),
                r.get("phase", String.class),
                r.get("step", String.class),
                r.get("node", String.class),
                r.get("entity", String.class),
                r.get("code", String.class),
                r.get("blame", String.class),
                UnitState.valueOf(r.get("state", String.class)),
                r.get("since", Instant.class),
                r.get("decision", Long.class),
                r.get("decided_at", Instant.class),
                r.get("reason", String.class),
                r.get("raw", String.class),
                r.get("serial", String.class),
                r.get("gpu", String.class),
                HealthRecords.number(r.get("certificate", Long.class)),
                HealthRecords.number(r.get("failed", Long.class)),
                repaired == null
                        ? Optional.empty()
                        : Optional.of(new HealthTurnRow.RepairRow(
                                repaired, r.get("technician", String.class), r.get("work_order", String.class))),
                r.get("commitment", String.class),
                r.get("alone", Boolean.class));
    }
}
