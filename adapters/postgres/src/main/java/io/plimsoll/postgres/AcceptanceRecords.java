/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Test runs, results, waivers and certificates. */
public final class AcceptanceRecords {

    private static final int LIMIT_MAX = 1_000;

    private final Store store;

    AcceptanceRecords(Store store) {
        this.store = store;
    }

    /**
     * CABLED to TESTING on a plan and a fingerprint.
     *
     * @return the run's id
     */
    public long start(Stamp stamp, String site, String node, RunStart run) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            Moves moves = Moves.of(tx.sql(), ref, List.of(node));
            long id = tx.reserve("test_run", 1).getFirst();
            Sha256 fingerprint = Sha256.of(run.fingerprint());
            String evidence = Json.object(
                    "run",
                    id,
                    "plan",
                    run.plan(),
                    "planSha256",
                    run.planSha256().hex(),
                    "fingerprintSha256",
                    fingerprint.hex());
            moves.take(tx, ref, UnitState.TESTING, EvidenceKind.TEST_START, "test plan " + run.plan(), evidence);
            JournalRow row = tx.append(
                    "run.started",
                    site,
                    node,
                    Json.object(
                            "run",
                            id,
                            "plan",
                            run.plan(),
                            "planSha256",
                            run.planSha256().hex(),
                            "fingerprintSha256",
                            fingerprint.hex(),
                            "tests",
                            run.tests()));
            insertRun(tx, ref, id, moves.units().getFirst(), run, row.seq());
            return id;
        });
    }

    private static void insertRun(Tx tx, SiteRef site, long id, long unit, RunStart run, long seq) {
        String at = tx.effectiveAt().toString();
        long fingerprint = tx.reserve("fingerprint", 1).getFirst();
        tx.sql().execute("""
                        insert into fingerprint (id, unit_id, effective_at, payload, sha256, journal_seq)
                        overriding system value
                        select ?, ?, ?::timestamptz, p, sha256(convert_to(p, 'UTF8')), ? from (select ?::text as p) x
                        """, fingerprint, unit, at, seq, run.fingerprint());
        tx.sql().execute("""
                        insert into test_run (id, site_id, unit_id, plan, plan_sha256, fingerprint_id, started_at, journal_seq)
                        overriding system value values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?)
                        """, id, site.id(), unit, run.plan(), Tx.bytes(run.planSha256()), fingerprint, at, seq);
        tx.sql()
                .execute(
                        """
                        insert into test_run_test (run_id, test, position, required)
                        select ?, t.test, t.position, t.required
                          from unnest(?::text[], ?::boolean[]) with ordinality as t (test, required, position)
                        """,
                        id,
                        run.tests().stream().map(RunStart.PlannedTest::test).toArray(String[]::new),
                        run.tests().stream().map(RunStart.PlannedTest::required).toArray(Boolean[]::new));
    }

    /** Keeps results with their raw logs. */
    public void addResults(Stamp stamp, long runId, List<TestOutcome> results) {
        List<byte[]> packed = results.stream().map(r -> Gzip.pack(r.log())).toList();
        List<String> hashes =
                results.stream().map(r -> Sha256.of(r.log()).hex()).toList();
        store.write(stamp, tx -> {
            RunRef run = RunRef.of(tx, runId);
            run.refuseFinished();
            List<Map<String, Object>> told = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                TestOutcome r = results.get(i);
                told.add(Json.map(
                        "test",
                        r.test(),
                        "tool",
                        r.tool(),
                        "verdict",
                        r.verdict().name(),
                        "logSha256",
                        hashes.get(i),
                        "measurementsSha256",
                        Sha256.of(r.measurements()).hex()));
            }
            JournalRow row =
                    tx.append("run.results", run.site(), run.node(), Json.object("run", runId, "results", told));
            for (int i = 0; i < results.size(); i++) {
                insertResult(tx, runId, results.get(i), packed.get(i), hashes.get(i), row.seq());
            }
            return runId;
        });
    }

    private static void insertResult(Tx tx, long runId, TestOutcome r, byte[] packed, String hash, long seq) {
        tx.sql()
                .execute(
                        """
                        insert into test_result (run_id, test, tool, started_at, ended_at, exit_code, verdict, measurements,
                                                 criterion, reason, log_gzip, log_bytes, log_sha256, journal_seq)
                        values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, decode(?, 'hex'), ?)
                        """,
                        runId,
                        r.test(),
                        r.tool(),
                        r.startedAt().toString(),
                        r.endedAt().toString(),
                        r.exitCode(),
                        r.verdict().name(),
                        r.measurements(),
                        r.criterion(),
                        r.reason(),
                        packed,
                        (long) r.log().length,
                        hash,
                        seq);
    }

    /** Ends a run: with a certificate TESTING to ACCEPTED, else to CABLED or REPAIR. */
    public RunOutcome finish(Stamp stamp, long runId, RunFinish finish) {
        return store.write(stamp, tx -> new RunEnd(tx, RunRef.of(tx, runId)).finish(finish));
    }

    /** A run with its tests. */
    public Optional<RunView> run(long runId) {
        return store.read(sql -> RunReads.runs(sql, "r.id = ?", runId).stream().findFirst());
    }

    /** Runs of a node, newest first. */
    public List<RunView> runs(String site, String node, int limit) {
        return store.read(sql -> RunReads.runs(
                sql,
                "s.name = ? and u.name = ? order by r.id desc limit ?",
                site,
                node,
                Math.clamp(limit, 1, LIMIT_MAX)));
    }

    /** Every result of a run with its raw log, in the order in which they came; the end of a run judges them all. */
    public List<TestOutcome> results(long runId) {
        return store.read(sql -> RunReads.results(sql, runId));
    }

    /** The last result of each test of a plan on a node that ended since then, whatever it came to. */
    public List<EarlierResult> earlier(String site, String node, Sha256 plan, Instant since) {
        return store.read(sql -> RunReads.earlier(sql, SiteRef.of(sql, site), node, plan, since));
    }

    /** Of each test, how many nodes of the site passed or failed it at first, and how many of those failed. */
    public List<FirstResults> firstResults(String site) {
        return store.read(sql -> sql.fetch("""
                        select f.test, count(*) as nodes, count(*) filter (where f.verdict = 'FAIL') as failed
                          from (select distinct on (r.unit_id, t.test) t.test, t.verdict
                                  from test_result t join test_run r on r.id = t.run_id join site s on s.id = r.site_id
                                 where s.name = ? and t.verdict in ('PASS', 'FAIL')
                                 order by r.unit_id, t.test, t.id) f
                         group by f.test order by f.test
                        """, site)
                .map(r -> new FirstResults(
                        r.get("test", String.class), r.get("nodes", Long.class), r.get("failed", Long.class))));
    }

    /** The raw log of a test's last result; of a test of several nodes, that of the strongest result. */
    public Optional<byte[]> log(long runId, String test) {
        return store.read(sql -> sql.fetchOptional("""
                        select log_gzip from (
                          select log_gzip, id, 1 as place from test_result where run_id = ? and test = ?
                          union all
                          select k.log_gzip, 0, 0 from joint_verdict j
                            join joint_evidence e on e.verdict_id = j.id and e.position = 1
                            join task_result k on k.id = e.result_id where j.run_id = ? and j.test = ?) x
                         order by place, id desc limit 1
                        """, runId, test, runId, test)
                .map(r -> Gzip.unpack(r.get("log_gzip", byte[].class))));
    }

    /**
     * Certificates, newest first.
     *
     * @param beforeId 0 for the newest
     */
    public List<CertificateRow> certificates(String site, long beforeId, int limit) {
        return store.read(sql -> CertificateReads.rows(
                sql,
                "s.name = ? and c.id < ? order by c.id desc limit ?",
                site,
                beforeId > 0 ? beforeId : Long.MAX_VALUE,
                Math.clamp(limit, 1, LIMIT_MAX)));
    }

    /** A certificate with its bytes. */
    public Optional<CertificateFile> certificate(long id) {
        return store.read(sql -> CertificateReads.file(sql, id));
    }

    /**
     * Nodes of the site that stand in a fit state while no certificate of theirs holds at that instant: revoked, run out, or
     * resting on a waiver that has ended. The reconciler takes them out. Each with the last certificate that it had.
     */
    public List<CertificateRow> lapsed(String site, Instant at) {
        return store.read(sql -> CertificateReads.rows(sql, """
                s.name = ? and state_fit(u.state)
                and c.id = (select max(l.id) from certificate l where l.unit_id = u.id and l.issued_at <= ?::timestamptz)
                and exists (select 1 from certificate_span p where p.id = c.id and p.fit_until <= ?::timestamptz)
                order by u.name
                """, site, at.toString(), at.toString()));
    }

    /** Ends a certificate's validity before its time; its units are fit no more from then on. */
    public void revoke(Stamp stamp, long certificateId, String reason) {
        store.write(stamp, tx -> {
            CertificateRow row = CertificateReads.rows(tx.sql(), "c.id = ?", certificateId).stream()
                    .findFirst()
                    .orElseThrow(() -> new RecordRefusedException("there is no certificate " + certificateId));
            JournalRow fact = tx.append(
                    "certificate.revoked", row.site(), row.node(), Json.object("id", certificateId, "reason", reason));
            return tx.sql()
                    .execute(
                            "insert into certificate_revocation (certificate_id, revoked_at, reason, journal_seq)"
                                    + " values (?, ?::timestamptz, ?, ?)",
                            certificateId,
                            tx.effectiveAt().toString(),
                            reason,
                            fact.seq());
        });
    }

    /** Grants a waiver. */
    public WaiverRow grant(Stamp stamp, String site, NewWaiver waiver) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            List<Long> nodes = waiver.nodes().isEmpty()
                    ? List.of()
                    : Moves.of(tx.sql(), ref, waiver.nodes()).groups().values().stream()
                            .map(g -> g.units().getFirst())
                            .toList();
            long id = tx.reserve("waiver", 1).getFirst();
            JournalRow row = tx.append(
                    "waiver.granted",
                    site,
                    waiver.test(),
                    Json.object(
                            "id",
                            id,
                            "waiver",
                            Json.map(
                                    "nodes", waiver.nodes(),
                                    "owner", waiver.owner(),
                                    "reason", waiver.reason(),
                                    "expiresAt", waiver.expiresAt().toString(),
                                    "priceCents", waiver.priceCents())));
            tx.sql()
                    .execute(
                            """
                            insert into waiver (id, site_id, test, owner, reason, granted_at, expires_at, price_cents,
                                                every_node, journal_seq)
                            overriding system value values (?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?)
                            """,
                            id,
                            ref.id(),
                            waiver.test(),
                            waiver.owner(),
                            waiver.reason(),
                            tx.effectiveAt().toString(),
                            waiver.expiresAt().toString(),
                            waiver.priceCents(),
                            nodes.isEmpty(),
                            row.seq());
            tx.sql()
                    .execute(
                            "insert into waiver_node (waiver_id, unit_id) select ?, u from unnest(?::bigint[]) u",
                            id,
                            nodes.toArray(Long[]::new));
            return WaiverReads.rows(tx.sql(), "w.id = ?", id).getFirst();
        });
    }

    /**
     * Ends a waiver before its time; certificates that rest on it hold no longer from then on.
     *
     * @throws RecordRefusedException if the site has no such waiver, or it has ended already
     */
    public WaiverRow revokeWaiver(Stamp stamp, String site, long waiverId, String reason) {
        return store.write(stamp, tx -> {
            String at = tx.effectiveAt().toString();
            WaiverRow waiver = WaiverReads.rows(tx.sql(), "w.id = ? and s.name = ?", waiverId, site).stream()
                    .findFirst()
                    .orElseThrow(() -> new RecordRefusedException("site '" + site + "' has no waiver " + waiverId));
            if (waiver.revokedAt().isPresent() || !waiver.expiresAt().isAfter(tx.effectiveAt())) {
                throw new RecordRefusedException("waiver " + waiverId + " has ended already");
            }
            JournalRow row =
                    tx.append("waiver.revoked", site, waiver.test(), Json.object("id", waiverId, "reason", reason));
            tx.sql()
                    .execute(
                            "insert into waiver_revocation (waiver_id, revoked_at, reason, journal_seq)"
                                    + " values (?, ?::timestamptz, ?, ?)",
                            waiverId,
                            at,
                            reason,
                            row.seq());
            return WaiverReads.rows(tx.sql(), "w.id = ?", waiverId).getFirst();
        });
    }

    /** Waivers, newest first. */
    public List<WaiverRow> waivers(String site) {
        return store.read(sql -> WaiverReads.rows(sql, "s.name = ? order by w.id desc", site));
    }

    /** Waivers that hold for a node at an instant. */
    public List<WaiverRow> waiversFor(String site, String node, Instant at) {
        return store.read(sql -> WaiverReads.rows(sql, """
                s.name = ? and w.granted_at <= ?::timestamptz and w.expires_at > ?::timestamptz
                and (x.revoked_at is null or x.revoked_at > ?::timestamptz)
                and (w.every_node or exists (select 1 from waiver_node n join unit u on u.id = n.unit_id
                                              where n.waiver_id = w.id and u.name = ?)) order by w.id desc
                """, site, at.toString(), at.toString(), at.toString(), node));
    }
}
