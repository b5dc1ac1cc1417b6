/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import java.util.List;
import java.util.OptionalLong;

/** The end of a run: its verdicts, then the certificate with the step to ACCEPTED, or the step back. */
final class RunEnd {

    private final Tx tx;
    private final RunRef run;
    private final SiteRef site;

    RunEnd(Tx tx, RunRef run) {
        this.tx = tx;
        this.run = run;
        this.site = SiteRef.of(tx.sql(), run.site());
    }

    RunOutcome finish(RunFinish finish) {
        run.refuseFinished();
        JournalRow row = tx.append(
                "run.finished",
                run.site(),
                run.node(),
                Json.object(
                        "run",
                        run.id(),
                        "verdict",
                        finish.verdict().name(),
                        "tests",
                        finish.tests().stream()
                                .map(t -> Json.map(
                                        "test",
                                        t.test(),
                                        "verdict",
                                        t.verdict().name(),
                                        "waiver",
                                        t.waiver().isPresent() ? t.waiver().getAsLong() : ""))
                                .toList()));
        tx.sql()
                .execute(
                        """
                        insert into test_run_end (run_id, finished_at, verdict, reason, journal_seq)
                        values (?, ?::timestamptz, ?, ?, ?)
                        """,
                        run.id(),
                        tx.effectiveAt().toString(),
                        finish.verdict().name(),
                        finish.reason(),
                        row.seq());
        verdicts(finish.tests());
        Moves moves = Moves.of(tx.sql(), site, List.of(run.node()));
        return finish.certificate().isPresent()
                ? accept(moves, finish.certificate().get())
                : sendBack(moves, finish);
    }

    private void verdicts(List<RunFinish.Judged> tests) {
        tx.sql()
                .execute(
                        """
                        insert into test_verdict (run_id, test, verdict, waiver_id, reason)
                        select ?, v.test, v.verdict, nullif(v.waiver, 0), v.reason
                          from unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) as v (test, verdict, waiver, reason)
                        """,
                        run.id(),
                        tests.stream().map(RunFinish.Judged::test).toArray(String[]::new),
                        tests.stream().map(t -> t.verdict().name()).toArray(String[]::new),
                        tests.stream().map(t -> t.waiver().orElse(0)).toArray(Long[]::new),
                        tests.stream().map(RunFinish.Judged::reason).toArray(String[]::new));
    }

    private RunOutcome accept(Moves moves, RunFinish.NewCertificate certificate) {
        long id = tx.reserve("certificate", 1).getFirst();
        String sha = Sha256.of(certificate.dsse()).hex();
        String until = certificate.validUntil().map(Object::toString).orElse("");
        JournalRow row = tx.append(
                "certificate.issued",
                run.site(),
                run.node(),
                Json.object(
                        "id",
                        id,
                        "run",
                        run.id(),
                        "sha256",
                        sha,
                        "statementSha256",
                        certificate.statementSha256().hex(),
                        "keyId",
                        certificate.keyId(),
                        "validUntil",
                        until));
        // The certificate must stand before the step, and cites the step's evidence: one id is drawn for both.
        Moves.Group node = moves.groups().values().iterator().next();
        Tx.Evidence evidence = tx.evidence(
                site,
                node.state(),
                UnitState.ACCEPTED,
                EvidenceKind.CERTIFICATE,
                List.of(new Tx.Move(
                        node.name(),
                        node.units(),
                        "certificate " + id,
                        Json.object("certificate", id, "sha256", sha))));
        tx.sql()
                .execute(
                        """
                        insert into certificate (id, site_id, unit_id, run_id, evidence_id, key_id, issued_at, valid_until,
                                                 dsse, sha256, statement_sha256, journal_seq)
                        overriding system value
                        values (?, ?, ?, ?, ?, ?, ?::timestamptz, nullif(?, '')::timestamptz, ?, decode(?, 'hex'), ?, ?)
                        """,
                        id,
                        site.id(),
                        node.units().getFirst(),
                        run.id(),
                        evidence.ids().getFirst(),
                        certificate.keyId(),
                        certificate.issuedAt().toString(),
                        until,
                        certificate.dsse(),
                        sha,
                        Tx.bytes(certificate.statementSha256()),
                        row.seq());
        tx.change(evidence);
        return new RunOutcome(UnitState.ACCEPTED, OptionalLong.of(id));
    }

    private RunOutcome sendBack(Moves moves, RunFinish finish) {
        UnitState to = finish.repair() ? UnitState.REPAIR : UnitState.CABLED;
        EvidenceKind kind = finish.repair() ? EvidenceKind.WORK_ORDER : EvidenceKind.FAULT;
        String summary = "test plan " + run.plan() + ": " + finish.verdict()
                + (finish.reason().isEmpty() ? "" : ", " + finish.reason());
        moves.take(
                tx,
                site,
                to,
                kind,
                summary,
                Json.object("run", run.id(), "verdict", finish.verdict().name(), "reason", finish.reason()));
        return new RunOutcome(to, OptionalLong.empty());
    }
}
