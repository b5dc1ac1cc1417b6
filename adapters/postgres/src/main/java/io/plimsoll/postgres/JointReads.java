/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.campaign.joint.JointFigure;
import io.plimsoll.acceptance.campaign.joint.JointResult;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.model.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Reads what belongs to several nodes of a campaign at once. */
final class JointReads {

    private static final String RESULT =
            "t.id, t.task, t.test, t.round, t.nodes, t.verdict, t.metric, t.unit, t.value, t.value_limit, t.measured, t.nic,"
                    + " t.log_sha256, t.tool";

    private JointReads() {}

    static List<RunTask> added(DSLContext sql, long campaign) {
        return sql.fetch("select * from campaign_added_task where campaign_id = ? order by journal_seq", campaign)
                .map(r -> new RunTask(
                        r.get("task", String.class),
                        r.get("test", String.class),
                        List.of(r.get("nodes", String[].class)),
                        List.of(),
                        List.of(r.get("needs", String[].class)),
                        r.get("watts_per_node", Long.class),
                        Duration.ofSeconds(r.get("expected_s", Long.class)),
                        Duration.ofSeconds(r.get("limit_s", Long.class)),
                        Duration.ofSeconds(r.get("cool_down_s", Long.class))));
    }

    /** Every result that counts of tests of several nodes, in the order in which they came. */
    static List<JointResult> results(DSLContext sql, long campaign) {
        return sql.fetch(
                        "select " + RESULT
                                + " from task_result t where t.campaign_id = ? and t.counted and cardinality(t.nodes) > 1"
                                + " order by t.id",
                        campaign)
                .map(JointReads::result);
    }

    private static JointResult result(Record r) {
        Optional<Double> value = Optional.ofNullable(r.get("value", Double.class));
        return new JointResult(
                r.get("id", Long.class),
                r.get("task", String.class),
                r.get("test", String.class),
                r.get("round", Integer.class),
                List.of(r.get("nodes", String[].class)),
                Verdict.valueOf(r.get("verdict", String.class)),
                value.map(v -> new JointFigure(
                        r.get("metric", String.class),
                        r.get("unit", String.class),
                        v,
                        r.get("value_limit", Double.class),
                        r.get("measured", Integer.class),
                        r.get("nic", String.class))),
                Tx.sha(r.get("log_sha256", byte[].class)),
                r.get("tool", String.class));
    }

    /** What tests of several nodes say of the node of a run. */
    static List<JointVerdict> verdicts(DSLContext sql, long run) {
        Map<Long, List<JointResult>> evidence = new HashMap<>();
        sql.fetch(
                        "select e.verdict_id, " + RESULT
                                + " from joint_evidence e join joint_verdict v on v.id = e.verdict_id"
                                + " join task_result t on t.id = e.result_id where v.run_id = ? order by e.position",
                        run)
                .forEach(
                        r -> evidence.computeIfAbsent(r.get("verdict_id", Long.class), k -> new java.util.ArrayList<>())
                                .add(result(r)));
        return sql.fetch("""
                        select v.*, u.name as node from joint_verdict v join test_run r on r.id = v.run_id
                          join unit u on u.id = r.unit_id where v.run_id = ? order by v.id
                        """, run)
                .map(r -> new JointVerdict(
                        r.get("test", String.class),
                        r.get("node", String.class),
                        Verdict.valueOf(r.get("verdict", String.class)),
                        Optional.ofNullable(r.get("posterior", Double.class)),
                        r.get("reason", String.class),
                        evidence.getOrDefault(r.get("id", Long.class), List.of())));
    }
}
