/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.RunStart;
import io.plimsoll.postgres.RunView;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.TestOutcome;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.AcceptanceApi.Finished;
import io.plimsoll.server.api.AcceptanceApi.JudgedTest;
import io.plimsoll.server.api.AcceptanceApi.MeasurementView;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Test plans and runs: from CABLED over TESTING to a certificate, or back. */
public final class RunHandlers {

    private final Database record;
    private final RunFinisher finisher;
    private final PlanShelf shelf;

    public RunHandlers(Database record, RunFinisher finisher, PlanShelf shelf) {
        this.record = record;
        this.finisher = finisher;
        this.shelf = shelf;
    }

    public void bind(Router router) {
        router.on(
                AcceptanceApi.TEST_PLANS,
                call -> Page.whole(shelf.all().stream()
                        .map(p -> new AcceptanceApi.TestPlanItem(
                                p.name(),
                                p.version(),
                                p.title(),
                                p.description(),
                                p.tests().size(),
                                p.digest().hex()))
                        .toList()));
        router.on(AcceptanceApi.TEST_PLAN, this::testPlan);
        router.on(AcceptanceApi.ADD_TEST_PLAN, this::addTestPlan);
        router.on(AcceptanceApi.START_RUN, this::start);
        router.on(AcceptanceApi.ADD_RESULTS, this::addResults);
        router.on(AcceptanceApi.FINISH_RUN, this::finish);
        router.on(AcceptanceApi.RUN_LOG, this::log);
    }

    private AcceptanceApi.TestPlanView addTestPlan(Call<RawBody> call) throws IOException {
        TestPlan plan = shelf.add(Scope.stamp(call), call.input().stream());
        return new AcceptanceApi.TestPlanView(plan.digest().hex(), Json.MAPPER.valueToTree(plan));
    }

    private AcceptanceApi.TestPlanView testPlan(Call<?> call) {
        TestPlan plan =
                shelf.known(call.path("name")).orElseThrow(() -> Problem.notFound("test plan " + call.path("name")));
        return new AcceptanceApi.TestPlanView(plan.digest().hex(), Json.MAPPER.valueToTree(plan));
    }

    private AcceptanceApi.StartedRun start(Call<AcceptanceApi.NewRun> call) {
        Site site = Scope.site(record, call);
        AcceptanceApi.NewRun input = call.input();
        TestPlan plan = shelf.find(input.plan());
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
        TestBench bench = bench(run);
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
        return finisher.finish(
                run,
                bench(run),
                stamp,
                judgement -> Boolean.TRUE.equals(call.input().repair()));
    }

    private TestBench bench(RunView run) {
        return TestBench.of(run, shelf.find(run.plan(), run.planSha256()), record);
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
