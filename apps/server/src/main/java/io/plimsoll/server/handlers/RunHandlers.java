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
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.RunFinish;
import io.plimsoll.postgres.RunOutcome;
import io.plimsoll.postgres.RunStart;
import io.plimsoll.postgres.RunView;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.TestOutcome;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.AcceptanceApi.Blocking;
import io.plimsoll.server.api.AcceptanceApi.Finished;
import io.plimsoll.server.api.AcceptanceApi.JudgedTest;
import io.plimsoll.server.api.AcceptanceApi.MeasurementView;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.keys.SigningKeys;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Test plans and runs: from CABLED over TESTING to a certificate, or back. */
public final class RunHandlers {

    private final Database record;
    private final SigningKeys keys;

    public RunHandlers(Database record, SigningKeys keys) {
        this.record = record;
        this.keys = keys;
    }

    public void bind(Router router) {
        router.on(
                AcceptanceApi.TEST_PLANS,
                call -> Page.whole(TestPlans.shipped().stream()
                        .map(p -> new AcceptanceApi.TestPlanItem(
                                p.name(),
                                p.version(),
                                p.title(),
                                p.description(),
                                p.tests().size(),
                                p.digest().hex()))
                        .toList()));
        router.on(AcceptanceApi.TEST_PLAN, RunHandlers::testPlan);
        router.on(AcceptanceApi.START_RUN, this::start);
        router.on(AcceptanceApi.ADD_RESULTS, this::addResults);
        router.on(AcceptanceApi.FINISH_RUN, this::finish);
        router.on(AcceptanceApi.RUN_LOG, this::log);
    }

    private static AcceptanceApi.TestPlanView testPlan(Call<?> call) {
        TestPlan plan = TestPlans.shipped(call.path("name"))
                .orElseThrow(() -> Problem.notFound("test plan " + call.path("name")));
        return new AcceptanceApi.TestPlanView(plan.digest().hex(), Json.MAPPER.valueToTree(plan));
    }

    private AcceptanceApi.StartedRun start(Call<AcceptanceApi.NewRun> call) {
        Site site = Scope.site(record, call);
        AcceptanceApi.NewRun input = call.input();
        TestPlan plan = TestBench.plan(input.plan());
        List<RunStart.PlannedTest> tests = plan.appliedTo(input.fingerprint()).tests().stream()
                .map(t -> new RunStart.PlannedTest(t.id(), t.required()))
                .toList();
        RunStart run = new RunStart(
                plan.name(), plan.digest(), tests, input.fingerprint().canonicalJson());
        long id =
                record.acceptance().start(Scope.stamp(call, input.effectiveAt()), site.name(), call.path("name"), run);
        return new AcceptanceApi.StartedRun(id);
    }

    private RunView run(Call<?> call) {
        long id = call.pathNumber("id");
        return record.acceptance().run(id).orElseThrow(() -> Problem.notFound("run " + id));
    }

    private AcceptanceApi.ResultsAnswer addResults(Call<AcceptanceApi.Results> call) {
        RunView run = run(call);
        TestBench bench = TestBench.of(run);
        bench.check(call.input().results());
        List<TestOutcome> outcomes = call.input().results().stream()
                .map(r -> bench.outcome(r, call.now()))
                .toList();
        Instant ended = outcomes.stream()
                .map(TestOutcome::endedAt)
                .max(Instant::compareTo)
                .orElse(call.now());
        record.acceptance().addResults(Scope.stamp(call, ended), run.id(), outcomes);
        return new AcceptanceApi.ResultsAnswer(outcomes.stream()
                .map(o -> new JudgedTest(
                        o.test(),
                        bench.planned(o.test()).required(),
                        o.verdict(),
                        List.of(Json.MAPPER.readValue(o.measurements(), MeasurementView[].class)),
                        o.reason()))
                .toList());
    }

    private Finished finish(Call<AcceptanceApi.Finish> call) {
        RunView run = run(call);
        Stamp stamp = Scope.stamp(call, call.input().effectiveAt());
        TestBench bench = TestBench.of(run);
        Map<Waiver, Long> waivers =
                bench.waivers(record.acceptance().waiversFor(run.site(), run.node(), stamp.effectiveAt()));
        Judgement judgement =
                bench.judge(record.acceptance().results(run.id()), List.copyOf(waivers.keySet()), stamp.effectiveAt());
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
                                Boolean.TRUE.equals(call.input().repair()),
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

    private Download log(Call<?> call) {
        RunView run = run(call);
        String test = call.path("test");
        byte[] log = record.acceptance()
                .log(run.id(), test)
                .orElseThrow(() -> Problem.notFound("log of " + test + " in run " + run.id()));
        return Download.of("text/plain; charset=utf-8", run.node() + "-" + run.id() + "-" + test + ".log", log);
    }
}
