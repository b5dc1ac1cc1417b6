/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/** Runs with their tests, two statements whatever the number. */
final class RunReads {

    private RunReads() {}

    /** @param condition over r (run), u (unit) and s (site), with order and limit */
    static List<RunView> runs(DSLContext sql, String condition, Object... binds) {
        Result<Record> runs = sql.fetch("""
                select r.id, s.name as site, u.name as node, r.plan, r.plan_sha256, f.payload as fingerprint, r.started_at,
                       e.finished_at, e.verdict
                  from test_run r join site s on s.id = r.site_id join unit u on u.id = r.unit_id
                  join fingerprint f on f.id = r.fingerprint_id left join test_run_end e on e.run_id = r.id
                 where
                """ + condition, binds);
        Map<Long, List<RunView.TestView>> tests = tests(sql, runs.getValues("id", Long.class));
        return runs.map(r -> new RunView(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("node", String.class),
                r.get("plan", String.class),
                Tx.sha(r.get("plan_sha256", byte[].class)),
                r.get("fingerprint", String.class),
                r.get("started_at", Instant.class),
                Optional.ofNullable(r.get("finished_at", Instant.class)),
                Optional.ofNullable(r.get("verdict", String.class)).map(Verdict::valueOf),
                tests.getOrDefault(r.get("id", Long.class), List.of())));
    }

    private static Map<Long, List<RunView.TestView>> tests(DSLContext sql, List<Long> runs) {
        Map<Long, List<RunView.TestView>> byRun = new HashMap<>();
        sql.fetch("""
                        select t.run_id, t.test, t.required, coalesce(v.verdict, j.verdict, r.verdict, 'NOT_RUN') as verdict,
                               coalesce(r.measurements, '[]') as measurements, coalesce(r.criterion, '') as criterion,
                               coalesce(j.log_sha256, r.log_sha256) as log_sha256,
                               coalesce(nullif(v.reason, ''), j.reason, r.reason, '') as reason
                          from test_run_test t
                          left join test_verdict v on v.run_id = t.run_id and v.test = t.test
                          left join lateral (select d.verdict, d.reason, k.log_sha256 from joint_verdict d
                                              left join joint_evidence e on e.verdict_id = d.id and e.position = 1
                                              left join task_result k on k.id = e.result_id
                                              where d.run_id = t.run_id and d.test = t.test) j on true
                          left join lateral (select * from test_result r where r.run_id = t.run_id and r.test = t.test
                                              order by r.id desc limit 1) r on true
                         where t.run_id = any (?::bigint[]) order by t.run_id, t.position
                        """, (Object) runs.toArray(Long[]::new))
                .forEach(r -> byRun.computeIfAbsent(r.get("run_id", Long.class), key -> new ArrayList<>())
                        .add(new RunView.TestView(
                                r.get("test", String.class),
                                r.get("required", Boolean.class),
                                Verdict.valueOf(r.get("verdict", String.class)),
                                r.get("measurements", String.class),
                                r.get("criterion", String.class),
                                Optional.ofNullable(r.get("log_sha256", byte[].class))
                                        .map(Tx::sha),
                                r.get("reason", String.class))));
        return byRun;
    }

    /**
     * The last result of each test of a node, if it is of that plan and ended since then. A later result by any plan, also one
     * that broke, takes the place of an earlier one.
     */
    static List<EarlierResult> earlier(DSLContext sql, SiteRef site, String node, Sha256 plan, Instant since) {
        return sql.fetch("""
                        select * from (
                        select distinct on (t.test) t.*, r.plan_sha256, coalesce(c.from_result_id, t.id) as origin,
                               coalesce(m.run_id, t.run_id) as measured, f.payload,
                               (select coalesce(array_agg(distinct coalesce(p.kind, '')), '{}')
                                  from state_change s join evidence e on e.id = s.evidence_id
                                  left join lateral (select x ->> 'kind' as kind
                                                       from jsonb_array_elements(e.payload::jsonb -> 'parts') x) p on true
                                 where s.unit_id = u.id and s.evidence_kind = 'REPAIR_RECORD'
                                   and s.journal_seq > coalesce(m.journal_seq, t.journal_seq)) as repaired
                          from test_result t join test_run r on r.id = t.run_id join unit u on u.id = r.unit_id
                          left join carried_result c on c.result_id = t.id
                          left join test_result m on m.id = c.from_result_id
                          join test_run k on k.id = coalesce(m.run_id, t.run_id)
                          join fingerprint f on f.id = k.fingerprint_id
                         where u.site_id = ? and u.name = ? and u.class = 'NODE'
                         order by t.test, t.id desc) last
                         where last.plan_sha256 = ? and last.ended_at >= ?::timestamptz
                        """, site.id(), node, Tx.bytes(plan), since.toString())
                .map(r -> new EarlierResult(
                        r.get("origin", Long.class),
                        r.get("measured", Long.class),
                        r.get("payload", String.class),
                        List.of(r.get("repaired", String[].class)),
                        outcome(r, Optional.empty())));
    }

    /** Every result of a run with its raw log, in the order in which they came. */
    static List<TestOutcome> results(DSLContext sql, long run) {
        return sql.fetch("""
                        select t.*, m.run_id as carried_from
                          from test_result t
                          left join carried_result c on c.result_id = t.id
                          left join test_result m on m.id = c.from_result_id
                         where t.run_id = ? order by t.id
                        """, run).map(r -> outcome(r, Optional.ofNullable(r.get("carried_from", Long.class))));
    }

    private static TestOutcome outcome(Record r, Optional<Long> carriedFrom) {
        return new TestOutcome(
                r.get("test", String.class),
                r.get("tool", String.class),
                r.get("started_at", Instant.class),
                r.get("ended_at", Instant.class),
                r.get("exit_code", Integer.class),
                Gzip.unpack(r.get("log_gzip", byte[].class)),
                Verdict.valueOf(r.get("verdict", String.class)),
                r.get("measurements", String.class),
                r.get("criterion", String.class),
                r.get("reason", String.class),
                carriedFrom);
    }
}
