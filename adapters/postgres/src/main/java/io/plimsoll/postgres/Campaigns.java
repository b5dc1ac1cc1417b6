/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.campaign.joint.JointResult;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Record;

/** Campaigns: their documents, where their tasks stand, and what these came to. */
public final class Campaigns {

    private static final int LIMIT_MAX = 1_000;

    private static final String ROW = """
            select c.id, s.name as site, c.name, c.launcher, c.test_plan, c.test_plan_sha256, c.plan_sha256, c.tasks,
                   c.created_at, c.created_by, c.deadline, c.predicted_end, m.status, m.ends_in, m.reason,
                   (select min(f.at) from campaign_move f where f.campaign_id = c.id and f.status = 'RUNNING') as started_at
              from campaign c join site s on s.id = c.site_id
              join lateral (select * from campaign_move m where m.campaign_id = c.id order by m.id desc limit 1) m on true
             where
            """;

    private final Store store;

    Campaigns(Store store) {
        this.store = store;
    }

    /** Keeps a test plan that an operator handed in; a known one is kept once. */
    public void keepPlan(Stamp stamp, String name, Sha256 sha256, String document) {
        if (plan(sha256).isPresent()) {
            return;
        }
        store.write(stamp, tx -> {
            JournalRow row = tx.append("plan.test", "", name, Json.object("plan", name, "sha256", sha256.hex()));
            return tx.sql()
                    .execute(
                            "insert into test_plan (sha256, name, document, journal_seq) values (?, ?, ?, ?)"
                                    + " on conflict do nothing",
                            Tx.bytes(sha256),
                            name,
                            document,
                            row.seq());
        });
    }

    /** A handed-in test plan's document. */
    public Optional<String> plan(Sha256 sha256) {
        return store.read(
                sql -> sql.fetchOptional("select document from test_plan where sha256 = ?", (Object) Tx.bytes(sha256))
                        .map(r -> r.get("document", String.class)));
    }

    /** The last handed-in test plan of that name. */
    public Optional<String> plan(String name) {
        return store.read(sql -> sql.fetchOptional(
                        "select document from test_plan where name = ? order by journal_seq desc limit 1", name)
                .map(r -> r.get("document", String.class)));
    }

    /** Every handed-in test plan's document, newest first. */
    public List<String> plans() {
        return store.read(
                sql -> sql.fetch("select document from test_plan order by journal_seq desc limit ?", LIMIT_MAX)
                        .getValues("document", String.class));
    }

    /** Puts a campaign on the record as PLANNED. @return its id */
    public long create(Stamp stamp, String site, NewCampaign campaign) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            if (tx.sql().fetchOne("select 1 from campaign where site_id = ? and name = ?", ref.id(), campaign.name())
                    != null) {
                throw new RecordRefusedException(
                        "site '" + site + "' has a campaign '" + campaign.name() + "' already");
            }
            long id = tx.reserve("campaign", 1).getFirst();
            JournalRow row = tx.append(
                    "campaign.created",
                    site,
                    campaign.name(),
                    Json.object(
                            "campaign", id,
                            "testPlan", campaign.testPlan(),
                            "testPlanSha256", campaign.testPlanSha256().hex(),
                            "planSha256", campaign.planSha256().hex(),
                            "nodes", campaign.nodes().size(),
                            "tasks", campaign.tasks(),
                            "launcher", campaign.launcher()));
            tx.sql()
                    .execute(
                            """
                            insert into campaign (id, site_id, name, launcher, test_plan, test_plan_sha256, request, plan,
                                                  plan_sha256, tasks, created_at, created_by, deadline, predicted_end,
                                                  journal_seq)
                            overriding system value
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, nullif(?, '')::timestamptz,
                                    ?::timestamptz, ?)
                            """,
                            id,
                            ref.id(),
                            campaign.name(),
                            campaign.launcher(),
                            campaign.testPlan(),
                            Tx.bytes(campaign.testPlanSha256()),
                            campaign.request(),
                            campaign.plan(),
                            Tx.bytes(campaign.planSha256()),
                            campaign.tasks(),
                            tx.effectiveAt().toString(),
                            tx.actor(),
                            campaign.deadline().map(Instant::toString).orElse(""),
                            campaign.predictedEnd().toString(),
                            row.seq());
            CampaignWriter writer = new CampaignWriter(tx, ref, id);
            writer.nodes(campaign.nodes());
            writer.move(new CampaignSave.Move(CampaignStatus.PLANNED, CampaignStatus.FINISHED, ""));
            return id;
        });
    }

    public Optional<CampaignRow> find(long id) {
        return store.read(sql -> sql.fetchOptional(ROW + "c.id = ?", id).map(Campaigns::row));
    }

    /**
     * Campaigns, newest first.
     *
     * @param beforeId 0 for the newest
     */
    public List<CampaignRow> list(String site, long beforeId, int limit) {
        return store.read(sql -> sql.fetch(
                        ROW + "s.name = ? and c.id < ? order by c.id desc limit ?",
                        site,
                        beforeId > 0 ? beforeId : Long.MAX_VALUE,
                        Math.clamp(limit, 1, LIMIT_MAX))
                .map(Campaigns::row));
    }

    /** Campaigns that are not over, oldest first. */
    public List<CampaignRow> open() {
        return store.read(sql -> sql.fetch(ROW + "m.status not in ('STOPPED', 'FINISHED') order by c.id")
                .map(Campaigns::row));
    }

    public CampaignDocument document(long id) {
        return store.read(sql -> {
            Record r = Tx.one(sql, "select request, plan from campaign where id = ?", id);
            return new CampaignDocument(r.get("request", String.class), r.get("plan", String.class));
        });
    }

    /** Where each task stands that has been touched. */
    public Map<String, TaskState> tasks(long id) {
        return store.read(sql -> {
            Map<String, TaskState> found = new HashMap<>();
            sql.fetch("select * from campaign_task where campaign_id = ?", id)
                    .forEach(r -> found.put(
                            r.get("task", String.class),
                            new TaskState(
                                    TaskStatus.valueOf(r.get("status", String.class)),
                                    r.get("attempt", Integer.class),
                                    r.get("leased_at", Instant.class),
                                    r.get("since", Instant.class),
                                    r.get("holds", Boolean.class),
                                    r.get("stopped", Boolean.class),
                                    r.get("goes_on", Boolean.class),
                                    r.get("reason", String.class))));
            return found;
        });
    }

    /** The campaign's nodes in the order of the request, with what their tests came to. */
    public List<CampaignNodeRow> nodes(long id) {
        return store.read(sql -> {
            Map<Long, Map<String, Verdict>> verdicts = new HashMap<>();
            sql.fetch("""
                            select distinct on (x.run_id, x.test) x.run_id, x.test, x.verdict from (
                              select v.run_id, v.test, v.verdict, 0 as later, 0 as id from test_verdict v
                                join campaign_run c on c.run_id = v.run_id where c.campaign_id = ?
                              union all
                              select r.run_id, r.test, r.verdict, 1, -r.id from test_result r
                                join campaign_run c on c.run_id = r.run_id where c.campaign_id = ?
                              union all
                              select j.run_id, j.test, j.verdict, 1, 0 from joint_verdict j where j.campaign_id = ?) x
                             order by x.run_id, x.test, x.later, x.id
                            """, id, id, id)
                    .forEach(r -> verdicts.computeIfAbsent(r.get("run_id", Long.class), k -> new HashMap<>())
                            .put(r.get("test", String.class), Verdict.valueOf(r.get("verdict", String.class))));
            return sql.fetch("""
                            with last as materialized (
                              select t.unit_id, max(t.id) as id from campaign_run c join test_run t on t.id = c.run_id
                               where c.campaign_id = ? group by t.unit_id)
                            select u.name, n.rack, n.hall, u.state, r.id as run, e.verdict from campaign_node n
                              join unit u on u.id = n.unit_id
                              left join last r on r.unit_id = n.unit_id
                              left join test_run_end e on e.run_id = r.id
                             where n.campaign_id = ? order by n.position
                            """, id, id).map(r -> node(r, verdicts));
        });
    }

    private static CampaignNodeRow node(Record r, Map<Long, Map<String, Verdict>> verdicts) {
        Long run = r.get("run", Long.class);
        return new CampaignNodeRow(
                r.get("name", String.class),
                r.get("rack", String.class),
                r.get("hall", String.class),
                UnitState.valueOf(r.get("state", String.class)),
                run == null ? OptionalLong.empty() : OptionalLong.of(run),
                Optional.ofNullable(r.get("verdict", String.class)).map(Verdict::valueOf),
                run == null ? Map.of() : verdicts.getOrDefault(run, Map.of()));
    }

    /** Tasks that were added to what the plan has. */
    public List<RunTask> added(long id) {
        return store.read(sql -> JointReads.added(sql, id));
    }

    /** Every result that counts of tests of several nodes, in the order in which they came. */
    public List<JointResult> jointResults(long id) {
        return store.read(sql -> JointReads.results(sql, id));
    }

    /** What tests of several nodes say of the node of a run. */
    public List<JointVerdict> jointVerdicts(long run) {
        return store.read(sql -> JointReads.verdicts(sql, run));
    }

    /** Keeps what tests of several nodes say of single ones, of nodes whose campaign ended before. */
    public void decide(Stamp stamp, String site, long id, List<CampaignSave.Decided> decided) {
        store.write(stamp, tx -> {
            new JointWriter(tx, SiteRef.of(tx.sql(), site), id).verdicts(decided);
            return id;
        });
    }

    /** Writes what a campaign did: all of it, or nothing. */
    public CampaignSave.Saved save(Stamp stamp, String site, long id, CampaignSave what) {
        List<byte[]> results =
                what.results().stream().map(r -> Gzip.pack(r.outcome().log())).toList();
        List<byte[]> apart = what.apart().stream().map(a -> Gzip.pack(a.log())).toList();
        return store.write(
                stamp, tx -> new CampaignWriter(tx, SiteRef.of(tx.sql(), site), id).save(what, results, apart));
    }

    /** A node's runs in a campaign that are not finished, by node. */
    public Map<String, Long> openRuns(long id) {
        return store.read(sql -> {
            Map<String, Long> found = new LinkedHashMap<>();
            sql.fetch("""
                            select u.name, t.id from campaign_run c join test_run t on t.id = c.run_id
                              join unit u on u.id = t.unit_id
                             where c.campaign_id = ? and not exists (select 1 from test_run_end e where e.run_id = t.id)
                             order by t.id
                            """, id).forEach(r -> found.put(r.get("name", String.class), r.get("id", Long.class)));
            return found;
        });
    }

    private static CampaignRow row(Record r) {
        return new CampaignRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("name", String.class),
                r.get("launcher", String.class),
                r.get("test_plan", String.class),
                Tx.sha(r.get("test_plan_sha256", byte[].class)),
                Tx.sha(r.get("plan_sha256", byte[].class)),
                r.get("tasks", Integer.class),
                r.get("created_at", Instant.class),
                r.get("created_by", String.class),
                Optional.ofNullable(r.get("started_at", Instant.class)),
                Optional.ofNullable(r.get("deadline", Instant.class)),
                r.get("predicted_end", Instant.class),
                CampaignStatus.valueOf(r.get("status", String.class)),
                CampaignStatus.valueOf(r.get("ends_in", String.class)),
                r.get("reason", String.class));
    }
}
