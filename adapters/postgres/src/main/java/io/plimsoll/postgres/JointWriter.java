/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.campaign.joint.JointFigure;
import io.plimsoll.acceptance.campaign.joint.JointResult;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes what belongs to several nodes of a campaign at once; some statements whatever the number. */
final class JointWriter {

    /** Between the names of an array that is handed over as one text. */
    private static final String BREAK = "\n";

    private final Tx tx;
    private final SiteRef site;
    private final long campaign;

    JointWriter(Tx tx, SiteRef site, long campaign) {
        this.tx = tx;
        this.site = site;
        this.campaign = campaign;
    }

    private static <T> String[] texts(List<T> rows, Function<T, Object> of) {
        return rows.stream().map(r -> of.apply(r).toString()).toArray(String[]::new);
    }

    private static <T> Long[] numbers(List<T> rows, Function<T, Long> of) {
        return rows.stream().map(of).toArray(Long[]::new);
    }

    private static String head(List<String> nodes) {
        return String.join(" ", nodes.stream().limit(8).toList());
    }

    /** What attempts came to that is no single node's result. @return their ids */
    List<Long> apart(List<CampaignSave.Apart> rows, List<byte[]> packed) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> hashes = rows.stream().map(a -> Sha256.of(a.log()).hex()).toList();
        List<Tx.Fact> facts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            CampaignSave.Apart a = rows.get(i);
            facts.add(new Tx.Fact(
                    "campaign.task",
                    site.name(),
                    head(a.nodes()),
                    Json.object(
                            "campaign", campaign,
                            "task", a.task(),
                            "attempt", a.attempt(),
                            "counted", a.counted(),
                            "verdict", a.verdict().name(),
                            "logSha256", hashes.get(i))));
        }
        List<Long> ids = tx.reserve("task_result", rows.size());
        tx.sql()
                .execute(
                        """
                        insert into task_result (id, campaign_id, task, attempt, test, nodes, counted, verdict, measurements,
                                                 reason, started_at, ended_at, log_gzip, log_bytes, log_sha256, journal_seq,
                                                 round, tool, metric, unit, value, value_limit, measured, nic)
                        overriding system value
                        select r.id, ?, r.task, r.attempt, r.test, string_to_array(r.nodes, E'\n'), r.counted, r.verdict,
                               r.measurements, r.reason, r.started, r.ended, r.log, r.bytes, decode(r.sha, 'hex'), r.seq,
                               r.round, r.tool, r.metric, r.unit, r.value, r.value_limit, r.measured, r.nic
                          from unnest(?::bigint[], ?::text[], ?::int[], ?::text[], ?::text[], ?::boolean[], ?::text[],
                                      ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bytea[], ?::bigint[],
                                      ?::text[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::float8[],
                                      ?::float8[], ?::int[], ?::text[])
                               as r (id, task, attempt, test, nodes, counted, verdict, measurements, reason, started, ended,
                                     log, bytes, sha, seq, round, tool, metric, unit, value, value_limit, measured, nic)
                        """,
                        campaign,
                        ids.toArray(Long[]::new),
                        texts(rows, CampaignSave.Apart::task),
                        rows.stream().map(CampaignSave.Apart::attempt).toArray(Integer[]::new),
                        texts(rows, CampaignSave.Apart::test),
                        texts(rows, a -> String.join(BREAK, a.nodes())),
                        rows.stream().map(CampaignSave.Apart::counted).toArray(Boolean[]::new),
                        texts(rows, a -> a.verdict().name()),
                        texts(rows, CampaignSave.Apart::measurements),
                        texts(rows, CampaignSave.Apart::reason),
                        texts(rows, CampaignSave.Apart::startedAt),
                        texts(rows, CampaignSave.Apart::endedAt),
                        packed.toArray(byte[][]::new),
                        numbers(rows, a -> (long) a.log().length),
                        hashes.toArray(String[]::new),
                        numbers(tx.append(facts), JournalRow::seq),
                        rows.stream().map(CampaignSave.Apart::round).toArray(Integer[]::new),
                        texts(rows, CampaignSave.Apart::tool),
                        texts(rows, a -> a.figure().map(JointFigure::metric).orElse("")),
                        texts(rows, a -> a.figure().map(JointFigure::unit).orElse("")),
                        figures(rows, JointFigure::value),
                        figures(rows, JointFigure::limit),
                        rows.stream()
                                .map(a -> a.figure().map(JointFigure::measured).orElse(0))
                                .toArray(Integer[]::new),
                        texts(rows, a -> a.figure().map(JointFigure::nic).orElse("")));
        return ids;
    }

    @SuppressWarnings("NullAway") // a value that is not there is a null of the database
    private static Double[] figures(List<CampaignSave.Apart> rows, Function<JointFigure, Double> of) {
        return rows.stream().map(a -> a.figure().map(of).orElse(null)).toArray(Double[]::new);
    }

    /** Tasks that the plan does not have. */
    void added(List<CampaignSave.Added> added) {
        if (added.isEmpty()) {
            return;
        }
        List<Tx.Fact> facts = added.stream()
                .map(a -> new Tx.Fact(
                        "campaign.asked",
                        site.name(),
                        head(a.task().nodes()),
                        Json.object("campaign", campaign, "task", a.task().id(), "why", a.why())))
                .toList();
        List<RunTask> tasks = added.stream().map(CampaignSave.Added::task).toList();
        tx.sql()
                .execute(
                        """
                        insert into campaign_added_task (campaign_id, task, test, nodes, needs, watts_per_node, expected_s,
                                                         limit_s, cool_down_s, why, journal_seq)
                        select ?, r.task, r.test, string_to_array(r.nodes, E'\n'), string_to_array(r.needs, E'\n'), r.watts,
                               r.expected, r.stop, r.rest, r.why, r.seq
                          from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                                      ?::bigint[], ?::text[], ?::bigint[])
                               as r (task, test, nodes, needs, watts, expected, stop, rest, why, seq)
                        on conflict do nothing
                        """,
                        campaign,
                        texts(tasks, RunTask::id),
                        texts(tasks, RunTask::test),
                        texts(tasks, t -> String.join(BREAK, t.nodes())),
                        texts(tasks, t -> String.join(BREAK, t.needs())),
                        numbers(tasks, RunTask::wattsPerNode),
                        numbers(tasks, t -> t.expected().toSeconds()),
                        numbers(tasks, t -> t.limit().toSeconds()),
                        numbers(tasks, t -> t.coolDown().toSeconds()),
                        texts(added, CampaignSave.Added::why),
                        numbers(tx.append(facts), JournalRow::seq));
    }

    /** What tests of several nodes say of single ones, with the results that this rests on. */
    void verdicts(List<CampaignSave.Decided> decided) {
        if (decided.isEmpty()) {
            return;
        }
        List<Tx.Fact> facts = decided.stream()
                .map(d -> new Tx.Fact(
                        "campaign.decided",
                        site.name(),
                        d.verdict().node(),
                        Json.object(
                                "campaign", campaign,
                                "run", d.run(),
                                "test", d.verdict().test(),
                                "verdict", d.verdict().verdict().name(),
                                "reason", d.verdict().reason(),
                                "logSha256",
                                        d.verdict().logs().stream()
                                                .map(Sha256::hex)
                                                .toList())))
                .toList();
        List<Long> ids = tx.reserve("joint_verdict", decided.size());
        tx.sql()
                .execute(
                        """
                        insert into joint_verdict (id, campaign_id, run_id, test, verdict, posterior, reason, journal_seq)
                        overriding system value
                        select v.id, ?, v.run, v.test, v.verdict, v.posterior, v.reason, v.seq
                          from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::float8[], ?::text[], ?::bigint[])
                               as v (id, run, test, verdict, posterior, reason, seq)
                        """,
                        campaign,
                        ids.toArray(Long[]::new),
                        numbers(decided, CampaignSave.Decided::run),
                        texts(decided, d -> d.verdict().test()),
                        texts(decided, d -> d.verdict().verdict().name()),
                        posteriors(decided),
                        texts(decided, d -> d.verdict().reason()),
                        numbers(tx.append(facts), JournalRow::seq));
        evidence(ids, decided);
    }

    @SuppressWarnings("NullAway") // a value that is not there is a null of the database
    private static Double[] posteriors(List<CampaignSave.Decided> decided) {
        return decided.stream().map(d -> d.verdict().posterior().orElse(null)).toArray(Double[]::new);
    }

    private void evidence(List<Long> ids, List<CampaignSave.Decided> decided) {
        List<Long> verdictOf = new ArrayList<>();
        List<Integer> positionOf = new ArrayList<>();
        List<Long> resultOf = new ArrayList<>();
        for (int i = 0; i < decided.size(); i++) {
            List<JointResult> evidence = decided.get(i).verdict().evidence();
            for (int k = 0; k < evidence.size(); k++) {
                verdictOf.add(ids.get(i));
                positionOf.add(k + 1);
                resultOf.add(evidence.get(k).id());
            }
        }
        tx.sql()
                .execute(
                        "insert into joint_evidence (verdict_id, position, result_id)"
                                + " select * from unnest(?::bigint[], ?::int[], ?::bigint[])",
                        verdictOf.toArray(Long[]::new),
                        positionOf.toArray(Integer[]::new),
                        resultOf.toArray(Long[]::new));
    }
}
