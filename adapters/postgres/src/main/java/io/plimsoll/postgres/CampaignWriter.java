/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a campaign did, some statements whatever the number of nodes. */
final class CampaignWriter {

    private final Tx tx;
    private final SiteRef site;
    private final long campaign;

    CampaignWriter(Tx tx, SiteRef site, long campaign) {
        this.tx = tx;
        this.site = site;
        this.campaign = campaign;
    }

    CampaignSave.Saved save(CampaignSave what, List<byte[]> packedResults, List<byte[]> packedApart) {
        tasks(what.tasks());
        Map<String, String> refused = new LinkedHashMap<>();
        Map<String, Long> runs = begin(what.begins(), refused);
        results(what.results(), packedResults, List.of());
        JointWriter joint = new JointWriter(tx, site, campaign);
        List<Long> apart = joint.apart(what.apart(), packedApart);
        joint.added(what.added());
        joint.verdicts(what.decided());
        what.move().ifPresent(this::move);
        return new CampaignSave.Saved(runs, refused, apart);
    }

    void move(CampaignSave.Move move) {
        JournalRow row = tx.append(
                "campaign." + move.status().name().toLowerCase(java.util.Locale.ROOT),
                site.name(),
                String.valueOf(campaign),
                Json.object("campaign", campaign, "reason", move.reason()));
        tx.sql()
                .execute(
                        "insert into campaign_move (campaign_id, status, ends_in, at, reason, journal_seq)"
                                + " values (?, ?, ?, ?::timestamptz, ?, ?)",
                        campaign,
                        move.status().name(),
                        move.endsIn().name(),
                        tx.effectiveAt().toString(),
                        move.reason(),
                        row.seq());
    }

    private void tasks(Map<String, TaskState> moved) {
        if (moved.isEmpty()) {
            return;
        }
        List<Map.Entry<String, TaskState>> rows =
                moved.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        tx.sql()
                .execute(
                        """
                        insert into campaign_task (campaign_id, task, status, attempt, leased_at, since, holds, stopped,
                                                   goes_on, reason)
                        select ?, t.* from unnest(?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[],
                                                  ?::boolean[], ?::boolean[], ?::boolean[], ?::text[]) as t
                        on conflict (campaign_id, task) do update set
                          status = excluded.status, attempt = excluded.attempt, leased_at = excluded.leased_at,
                          since = excluded.since, holds = excluded.holds, stopped = excluded.stopped,
                          goes_on = excluded.goes_on, reason = excluded.reason
                        """,
                        campaign,
                        rows.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        rows.stream().map(r -> r.getValue().status().name()).toArray(String[]::new),
                        rows.stream().map(r -> r.getValue().attempt()).toArray(Integer[]::new),
                        rows.stream()
                                .map(r -> r.getValue().leasedAt().toString())
                                .toArray(String[]::new),
                        rows.stream().map(r -> r.getValue().since().toString()).toArray(String[]::new),
                        rows.stream().map(r -> r.getValue().holds()).toArray(Boolean[]::new),
                        rows.stream().map(r -> r.getValue().stopped()).toArray(Boolean[]::new),
                        rows.stream().map(r -> r.getValue().goesOn()).toArray(Boolean[]::new),
                        rows.stream().map(r -> r.getValue().reason()).toArray(String[]::new));
    }

    /** Nodes begin their runs: CABLED to TESTING, each on its own fingerprint. */
    private Map<String, Long> begin(List<CampaignSave.Begin> begins, Map<String, String> refused) {
        Map<String, Moves.Group> groups = Moves.ofKnown(
                        tx.sql(),
                        site,
                        begins.stream().map(CampaignSave.Begin::node).toList())
                .groups();
        List<CampaignSave.Begin> able = new ArrayList<>();
        for (CampaignSave.Begin begin : begins) {
            Moves.Group group = groups.get(begin.node());
            if (group == null || group.state() != UnitState.CABLED) {
                refused.put(
                        begin.node(),
                        group == null ? "the site has no such node" : "it is " + group.state() + ", expected CABLED");
            } else {
                able.add(begin);
            }
        }
        Map<String, Long> runs = new LinkedHashMap<>();
        if (able.isEmpty()) {
            return runs;
        }
        List<Long> ids = tx.reserve("test_run", able.size());
        List<Tx.Move> moves = new ArrayList<>();
        List<Tx.Fact> facts = new ArrayList<>();
        for (int i = 0; i < able.size(); i++) {
            RunStart run = able.get(i).run();
            String node = able.get(i).node();
            runs.put(node, ids.get(i));
            String evidence = Json.object(
                    "run", ids.get(i),
                    "plan", run.plan(),
                    "planSha256", run.planSha256().hex(),
                    "fingerprintSha256", Sha256.of(run.fingerprint()).hex(),
                    "campaign", campaign);
            moves.add(new Tx.Move(
                    node,
                    groups.getOrDefault(node, new Moves.Group(node, UnitState.CABLED, List.of()))
                            .units(),
                    "test plan " + run.plan(),
                    evidence));
            facts.add(new Tx.Fact("run.started", site.name(), node, evidence));
        }
        tx.step(site, UnitState.CABLED, UnitState.TESTING, EvidenceKind.TEST_START, moves);
        List<Long> seqs = tx.append(facts).stream().map(JournalRow::seq).toList();
        insertRuns(able, ids, moves.stream().map(m -> m.units().getFirst()).toList(), seqs);
        carried(able, ids);
        return runs;
    }

    private void insertRuns(List<CampaignSave.Begin> begins, List<Long> ids, List<Long> units, List<Long> seqs) {
        String at = tx.effectiveAt().toString();
        List<Long> prints = tx.reserve("fingerprint", ids.size());
        tx.sql()
                .execute(
                        """
                        insert into fingerprint (id, unit_id, effective_at, payload, sha256, journal_seq)
                        overriding system value
                        select f.id, f.unit, ?::timestamptz, f.payload, decode(f.sha, 'hex'), f.seq
                          from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]) as f (id, unit, payload, sha, seq)
                        """,
                        at,
                        prints.toArray(Long[]::new),
                        units.toArray(Long[]::new),
                        begins.stream().map(b -> b.run().fingerprint()).toArray(String[]::new),
                        begins.stream()
                                .map(b -> Sha256.of(b.run().fingerprint()).hex())
                                .toArray(String[]::new),
                        seqs.toArray(Long[]::new));
        tx.sql()
                .execute(
                        """
                        insert into test_run (id, site_id, unit_id, plan, plan_sha256, fingerprint_id, started_at, journal_seq)
                        overriding system value
                        select r.id, ?, r.unit, r.plan, decode(r.sha, 'hex'), r.print, ?::timestamptz, r.seq
                          from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                               as r (id, unit, plan, sha, print, seq)
                        """,
                        site.id(),
                        at,
                        ids.toArray(Long[]::new),
                        units.toArray(Long[]::new),
                        begins.stream().map(b -> b.run().plan()).toArray(String[]::new),
                        begins.stream().map(b -> b.run().planSha256().hex()).toArray(String[]::new),
                        prints.toArray(Long[]::new),
                        seqs.toArray(Long[]::new));
        Map<List<RunStart.PlannedTest>, List<Long>> runsOf = new LinkedHashMap<>();
        for (int i = 0; i < begins.size(); i++) {
            runsOf.computeIfAbsent(begins.get(i).run().tests(), t -> new ArrayList<>())
                    .add(ids.get(i));
        }
        runsOf.forEach(this::insertTests);
        tx.sql()
                .execute(
                        "insert into campaign_run (campaign_id, run_id) select ?, r from unnest(?::bigint[]) r",
                        campaign,
                        ids.toArray(Long[]::new));
    }

    /** What runs of the same tests are to test. */
    private void insertTests(List<RunStart.PlannedTest> tests, List<Long> runs) {
        tx.sql()
                .execute(
                        """
                        insert into test_run_test (run_id, test, position, required)
                        select r.id, t.test, t.position, t.required
                          from unnest(?::bigint[]) as r (id)
                          cross join unnest(?::text[], ?::boolean[]) with ordinality as t (test, required, position)
                        """,
                        runs.toArray(Long[]::new),
                        tests.stream().map(RunStart.PlannedTest::test).toArray(String[]::new),
                        tests.stream().map(RunStart.PlannedTest::required).toArray(Boolean[]::new));
    }

    private void carried(List<CampaignSave.Begin> begins, List<Long> runs) {
        List<CampaignSave.Counted> results = new ArrayList<>();
        List<Long> from = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
            for (CampaignSave.Carried c : begins.get(i).carried()) {
                results.add(new CampaignSave.Counted(runs.get(i), begins.get(i).node(), c.outcome()));
                from.add(c.from());
            }
        }
        List<Long> ids = results(
                results, results.stream().map(r -> Gzip.pack(r.outcome().log())).toList(), from);
        tx.sql()
                .execute(
                        "insert into carried_result (result_id, from_result_id) select * from unnest(?::bigint[], ?::bigint[])",
                        ids.toArray(Long[]::new),
                        from.toArray(Long[]::new));
    }

    /** @param from of each the result that it is taken from; empty if all were measured just now */
    private List<Long> results(List<CampaignSave.Counted> results, List<byte[]> packed, List<Long> from) {
        if (results.isEmpty()) {
            return List.of();
        }
        List<String> hashes =
                results.stream().map(r -> Sha256.of(r.outcome().log()).hex()).toList();
        List<Map<String, Object>> told = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            CampaignSave.Counted r = results.get(i);
            Map<String, Object> fact = Json.map(
                    "node", r.node(),
                    "run", r.run(),
                    "test", r.outcome().test(),
                    "verdict", r.outcome().verdict().name(),
                    "logSha256", hashes.get(i),
                    "measurementsSha256", Sha256.of(r.outcome().measurements()).hex());
            if (!from.isEmpty()) {
                fact.put("carriedFrom", from.get(i));
            }
            told.add(fact);
        }
        JournalRow row = tx.append(
                "campaign.results",
                site.name(),
                String.valueOf(campaign),
                Json.object("campaign", campaign, "results", told));
        List<TestOutcome> o =
                results.stream().map(CampaignSave.Counted::outcome).toList();
        List<Long> ids = tx.reserve("test_result", results.size());
        tx.sql()
                .execute(
                        """
                        insert into test_result (id, run_id, test, tool, started_at, ended_at, exit_code, verdict, measurements,
                                                 criterion, reason, log_gzip, log_bytes, log_sha256, journal_seq)
                        overriding system value
                        select r.id, r.run, r.test, r.tool, r.started, r.ended, r.code, r.verdict, r.measurements, r.criterion,
                               r.reason, r.log, r.bytes, decode(r.sha, 'hex'), ?
                          from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                                      ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[], ?::text[])
                               as r (id, run, test, tool, started, ended, code, verdict, measurements, criterion, reason, log,
                                     bytes, sha)
                        """,
                        row.seq(),
                        ids.toArray(Long[]::new),
                        results.stream().map(CampaignSave.Counted::run).toArray(Long[]::new),
                        o.stream().map(TestOutcome::test).toArray(String[]::new),
                        o.stream().map(TestOutcome::tool).toArray(String[]::new),
                        o.stream().map(r -> r.startedAt().toString()).toArray(String[]::new),
                        o.stream().map(r -> r.endedAt().toString()).toArray(String[]::new),
                        o.stream().map(TestOutcome::exitCode).toArray(Integer[]::new),
                        o.stream().map(r -> r.verdict().name()).toArray(String[]::new),
                        o.stream().map(TestOutcome::measurements).toArray(String[]::new),
                        o.stream().map(TestOutcome::criterion).toArray(String[]::new),
                        o.stream().map(TestOutcome::reason).toArray(String[]::new),
                        packed.toArray(byte[][]::new),
                        o.stream().map(r -> (long) r.log().length).toArray(Long[]::new),
                        hashes.toArray(String[]::new));
        return ids;
    }

    /** Puts a campaign's nodes on the record, in the order of the request. */
    void nodes(List<NewCampaign.Node> nodes) {
        int rows = tx.sql()
                .execute(
                        """
                        insert into campaign_node (campaign_id, unit_id, position, rack, hall)
                        select ?, u.id, n.position, n.rack, n.hall
                          from unnest(?::text[], ?::text[], ?::text[]) with ordinality as n (name, rack, hall, position)
                          join unit u on u.site_id = ? and u.name = n.name and u.class = 'NODE'
                        """,
                        campaign,
                        nodes.stream().map(NewCampaign.Node::name).toArray(String[]::new),
                        nodes.stream().map(NewCampaign.Node::rack).toArray(String[]::new),
                        nodes.stream().map(NewCampaign.Node::hall).toArray(String[]::new),
                        site.id());
        if (rows != nodes.size()) {
            throw new RecordRefusedException("the site lacks some of the nodes "
                    + Arrays.toString(
                            nodes.stream().map(NewCampaign.Node::name).limit(5).toArray()));
        }
    }
}
