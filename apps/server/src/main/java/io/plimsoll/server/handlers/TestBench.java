/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.campaign.joint.JointFigure;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.acceptance.judge.CarryOver;
import io.plimsoll.acceptance.judge.Judge;
import io.plimsoll.acceptance.judge.Judgement;
import io.plimsoll.acceptance.judge.TestVerdict;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.read.ToolReaders;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.EarlierResult;
import io.plimsoll.postgres.RunView;
import io.plimsoll.postgres.TestOutcome;
import io.plimsoll.postgres.WaiverRow;
import io.plimsoll.server.api.AcceptanceApi.Result;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** One run on one node, as the acceptance room wants it: the plan applied to the node, raw logs read again and judged. */
public final class TestBench {

    private final RunView run;
    private final TestPlan plan;
    private final Fingerprint fingerprint;

    private TestBench(RunView run, TestPlan plan, Fingerprint fingerprint) {
        this.run = run;
        this.plan = plan;
        this.fingerprint = fingerprint;
    }

    /**
     * The plan with the site's learned criteria beside its own: those of the set that was in force when the run started.
     *
     * @throws Problem if the plan is not the one that the run began with
     */
    public static TestBench of(RunView run, TestPlan plan, Database record) {
        if (!plan.digest().equals(run.planSha256())) {
            throw Problem.conflict(
                    "The test plan '" + run.plan() + "' is another one than at the start of the run; start a new run.");
        }
        Fingerprint fingerprint = RecordReader.read(Json.MAPPER.readTree(run.fingerprint()), Fingerprint.class);
        TestPlan own = plan.appliedTo(fingerprint);
        TestPlan judged = LearnedSets.inForce(record, run.site(), run.startedAt())
                .map(set -> set.set().applyTo(own, fingerprint, set.signedBy()))
                .orElse(own);
        return new TestBench(run, judged, fingerprint);
    }

    /** For results of a node that no run is open for: by what counts for a run that would begin now. */
    public static TestBench now(
            String site, String node, TestPlan plan, String fingerprint, Instant now, Database record) {
        return of(
                new RunView(
                        0,
                        site,
                        node,
                        plan.name(),
                        plan.digest(),
                        fingerprint,
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                plan,
                record);
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Reads and judges one result on its own, for the record. */
    public TestOutcome outcome(Result result, Instant now) {
        byte[] log = result.log().getBytes(StandardCharsets.UTF_8);
        TestResult read =
                read(result.test(), result.tool(), result.startedAt(), result.endedAt(), result.exitCode(), log);
        TestVerdict verdict = Judge.judge(plan, List.of(read), List.of(), now).tests().stream()
                .filter(t -> t.test().equals(result.test()))
                .findFirst()
                .orElseThrow();
        return new TestOutcome(
                result.test(),
                result.tool(),
                result.startedAt(),
                result.endedAt(),
                result.exitCode(),
                log,
                verdict.verdict(),
                Json.MAPPER.writeValueAsString(verdict.measurements()),
                planned(result.test()).criteria().stream().map(Criterion::text).collect(Collectors.joining("; ")),
                verdict.reason(),
                Optional.empty());
    }

    /**
     * An earlier result as one of this run, judged by what counts now; empty if it does not speak of this node any more, or is
     * not good.
     */
    public Optional<TestOutcome> again(EarlierResult earlier, Fingerprint made, Instant now) {
        TestOutcome o = earlier.outcome();
        boolean measured = o.log().length > 0 && (o.verdict() == Verdict.PASS || o.verdict() == Verdict.INCONCLUSIVE);
        Fingerprint then = RecordReader.read(Json.MAPPER.readTree(earlier.fingerprint()), Fingerprint.class);
        if (!measured
                || plan.test(o.test())
                        .filter(t -> CarryOver.holds(t, then, made, repaired(earlier)))
                        .isEmpty()) {
            return Optional.empty();
        }
        Result result = new Result(
                o.test(),
                o.tool(),
                o.startedAt(),
                o.endedAt(),
                new String(o.log(), StandardCharsets.UTF_8),
                o.exitCode());
        TestOutcome judged = outcome(result, now);
        return judged.verdict() == Verdict.PASS
                ? Optional.of(new TestOutcome(
                        judged.test(),
                        judged.tool(),
                        judged.startedAt(),
                        judged.endedAt(),
                        judged.exitCode(),
                        o.log(),
                        judged.verdict(),
                        judged.measurements(),
                        judged.criterion(),
                        "carried over from run " + earlier.run() + ": its parts are the same",
                        Optional.of(earlier.run())))
                : Optional.empty();
    }

    private static Set<PartKind> repaired(EarlierResult earlier) {
        return earlier.repaired().contains("")
                ? EnumSet.allOf(PartKind.class)
                : earlier.repaired().stream().map(PartKind::valueOf).collect(Collectors.toSet());
    }

    /**
     * Judges everything that came in. Each raw log is read again, so the verdict rests on logs and on nothing else.
     *
     * @param joint what tests of several nodes say of this one
     */
    Judgement judge(List<TestOutcome> results, List<JointVerdict> joint, List<Waiver> waivers, Instant now) {
        List<TestResult> read = results.stream().map(this::again).toList();
        List<TestVerdict> given = joint.stream()
                .flatMap(j -> plan.test(j.test()).map(j::toTestVerdict).stream())
                .toList();
        return Judge.judge(plan, read, given, waivers, now);
    }

    /** The value of a test of several nodes that its limit was held against. */
    public Optional<JointFigure> figure(TestOutcome outcome) {
        List<Measurement> measurements = List.of(Json.MAPPER.readValue(outcome.measurements(), Measurement[].class));
        return JointFigure.of(planned(outcome.test()), measurements, outcome.verdict());
    }

    private TestResult again(TestOutcome r) {
        TestResult measured = measured(r);
        return r.carriedFrom().map(run -> measured.from("run " + run)).orElse(measured);
    }

    private TestResult measured(TestOutcome r) {
        if (r.log().length == 0 && r.verdict() == Verdict.NOT_RUN) {
            return TestResult.notRun(r.test(), r.reason(), r.startedAt());
        }
        if (r.log().length == 0 && r.verdict() == Verdict.ERROR) {
            return TestResult.broke(r.test(), r.tool(), r.startedAt(), r.endedAt(), r.reason(), Optional.empty());
        }
        return read(r.test(), r.tool(), r.startedAt(), r.endedAt(), r.exitCode(), r.log());
    }

    /** The waivers of the record in the acceptance room's words, each with its id. */
    Map<Waiver, Long> waivers(List<WaiverRow> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        r -> new Waiver(
                                r.test(),
                                run.node(),
                                r.owner(),
                                r.reason(),
                                r.expiresAt(),
                                OptionalLong.of(r.priceCents())),
                        WaiverRow::id,
                        Math::max));
    }

    /** Every result names a test of this plan. */
    void check(List<Result> results) {
        List<String> known = plan.tests().stream().map(PlannedTest::id).toList();
        List<InputProblem> problems = new ArrayList<>();
        for (int i = 0; i < results.size() && problems.size() < BadInputException.PROBLEMS_MAX; i++) {
            Result result = results.get(i);
            if (!known.contains(result.test())) {
                problems.add(new InputProblem("body /results/" + i + "/test", 0, result.test(), "one of " + known));
            }
            if (result.endedAt().isBefore(result.startedAt())) {
                problems.add(new InputProblem(
                        "body /results/" + i + "/endedAt",
                        0,
                        result.endedAt().toString(),
                        "a time after " + result.startedAt()));
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
    }

    PlannedTest planned(String test) {
        return plan.test(test).orElseThrow();
    }

    private TestResult read(String test, String tool, Instant startedAt, Instant endedAt, int exitCode, byte[] log) {
        Sha256 hash = Sha256.of(log);
        try {
            Reading reading = ToolReaders.read(
                    new ByteArrayInputStream(log),
                    test,
                    Optional.of(planned(test).reader()));
            return TestResult.completed(test, tool, startedAt, endedAt, withExit(reading, exitCode), hash);
        } catch (BadInputException e) {
            String reason = "the log cannot be read: " + e.problems().getFirst().message();
            return TestResult.broke(test, tool, startedAt, endedAt, reason, Optional.of(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tool that ended badly contradicts whatever good its log says. */
    private static Reading withExit(Reading reading, int exitCode) {
        if (exitCode == 0) {
            return reading;
        }
        List<String> contradictions = new ArrayList<>(reading.contradictions());
        contradictions.add("the tool ended with exit code " + exitCode);
        return new Reading(
                reading.format(),
                reading.tool(),
                reading.measurements(),
                reading.verdicts(),
                reading.warnings(),
                contradictions);
    }
}
