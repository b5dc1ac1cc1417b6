/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.certificate.CertificateStatement;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.acceptance.judge.Judgement;
import io.plimsoll.acceptance.judge.TestVerdict;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.RunFinish;
import io.plimsoll.postgres.RunOutcome;
import io.plimsoll.postgres.RunView;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.AcceptanceApi.Blocking;
import io.plimsoll.server.api.AcceptanceApi.Finished;
import io.plimsoll.server.keys.SigningKeys;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Ends a run: judges all that came in, then issues the certificate, or sends the node back with what blocks. */
public final class RunFinisher {

    private final Database record;
    private final SigningKeys keys;

    public RunFinisher(Database record, SigningKeys keys) {
        this.record = record;
        this.keys = keys;
    }

    /** Ends a run; a node that failed goes to REPAIR, one that is undecided back to CABLED. */
    public Finished finish(RunView run, TestBench bench, Stamp stamp) {
        return finish(run, bench, stamp, judgement -> judgement.verdict() == Verdict.FAIL);
    }

    Finished finish(RunView run, TestBench bench, Stamp given, Predicate<Judgement> repair) {
        // The record cuts instants to microseconds; a certificate that kept more could be issued after its own step.
        Stamp stamp = new Stamp(given.actor(), given.effectiveAt().truncatedTo(ChronoUnit.MICROS));
        Map<Waiver, Long> waivers =
                bench.waivers(record.acceptance().waiversFor(run.site(), run.node(), stamp.effectiveAt()));
        Judgement judgement = bench.judge(
                record.acceptance().results(run.id()),
                record.campaigns().jointVerdicts(run.id()),
                List.copyOf(waivers.keySet()),
                stamp.effectiveAt());
        Optional<RunFinish.NewCertificate> certificate = judgement.certifiable()
                ? Optional.of(certificate(run, bench, judgement, stamp.actor()))
                : Optional.empty();
        List<RunFinish.Judged> judged = judgement.tests().stream()
                .map(t -> new RunFinish.Judged(t.test(), t.verdict(), waiverId(t, waivers), t.reason()))
                .toList();
        RunOutcome outcome = record.acceptance()
                .finish(
                        stamp,
                        run.id(),
                        new RunFinish(
                                judgement.verdict(),
                                judged,
                                certificate,
                                certificate.isEmpty() && repair.test(judgement),
                                certificate.isPresent() ? "" : reason(judgement)));
        List<Blocking> blocking = judgement.blocking().stream()
                .map(t -> new Blocking(t.test(), t.verdict(), t.reason()))
                .toList();
        Long certificateId =
                outcome.certificateId().isPresent() ? outcome.certificateId().getAsLong() : null;
        return new Finished(judgement.verdict(), outcome.state(), certificateId, blocking);
    }

    private RunFinish.NewCertificate certificate(RunView run, TestBench bench, Judgement judgement, String operator) {
        SiteKey key = keys.forSigning(run.site());
        CertificateStatement statement = CertificateStatement.of(
                run.node(),
                run.site(),
                bench.fingerprint(),
                operator,
                new TreeMap<>(Collections.emptyMap()),
                judgement);
        return new RunFinish.NewCertificate(
                statement.sign(key).toBytes(),
                Sha256.of(statement.toBytes()),
                statement.issuedAt(),
                statement.validUntil(),
                key.keyId());
    }

    private static OptionalLong waiverId(TestVerdict verdict, Map<Waiver, Long> ids) {
        Optional<Long> id = verdict.waiver().map(ids::get);
        return id.isPresent() ? OptionalLong.of(id.get()) : OptionalLong.empty();
    }

    private static String reason(Judgement judgement) {
        String blocking = judgement.blocking().stream()
                .map(t -> t.test() + " " + t.verdict() + (t.reason().isEmpty() ? "" : ": " + t.reason()))
                .collect(Collectors.joining("; "));
        return blocking.isEmpty() ? "the plan requires nothing of this node" : blocking;
    }
}
