/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.campaign.joint.JointFigure;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.CampaignSave;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.EarlierResult;
import io.plimsoll.postgres.RunStart;
import io.plimsoll.postgres.RunView;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.postgres.TestOutcome;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.handlers.RunFinisher;
import io.plimsoll.server.handlers.TestBench;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runs of a campaign's nodes: begun, judged result by result, finished when nothing more is to come. */
final class NodeRuns implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.campaign");
    private static final String ACTOR = "campaign:";
    /** A campaign waits so long for runs that the record refuses to finish. */
    private static final Duration AGAIN_LIMIT = Duration.ofMinutes(1);

    private record Open(long run, TestBench bench, Optional<String> fingerprint) {}

    private final CampaignRow campaign;
    private final TestPlan plan;
    private final Optional<Duration> carryOver;
    private final Database record;
    private final RunFinisher finisher;
    private final InstantSource clock;
    private final BiConsumer<String, String> failed;
    private final Map<String, Long> runs = new ConcurrentHashMap<>();
    private final Set<String> settling = ConcurrentHashMap.newKeySet();
    private final Map<String, Open> benches = new ConcurrentHashMap<>();
    private final ExecutorService finishing = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("finish-", 0).factory());

    /**
     * @param carryOver how old a passed test may be for a node not to run it again; empty for none
     * @param failed told of a node that failed, with the reason
     */
    NodeRuns(
            CampaignRow campaign,
            TestPlan plan,
            Optional<Duration> carryOver,
            Database record,
            RunFinisher finisher,
            InstantSource clock,
            BiConsumer<String, String> failed) {
        this.campaign = campaign;
        this.plan = plan.fixed();
        this.carryOver = carryOver;
        this.record = record;
        this.finisher = finisher;
        this.clock = clock;
        this.failed = failed;
        runs.putAll(record.campaigns().openRuns(campaign.id()));
    }

    void began(Map<String, Long> begun) {
        runs.putAll(begun);
    }

    Optional<Long> run(String node) {
        return Optional.ofNullable(runs.get(node));
    }

    /** The digest of what the node was made of when its run began. */
    Optional<String> fingerprint(String node) {
        return open(node).flatMap(Open::fingerprint);
    }

    private Optional<Open> open(String node) {
        Long run = runs.get(node);
        if (run == null) {
            return Optional.empty();
        }
        return Optional.of(benches.computeIfAbsent(node, n -> {
            RunView view = record.acceptance().run(run).orElseThrow();
            TestBench bench = TestBench.of(view, plan, record);
            return new Open(run, bench, Optional.of(bench.fingerprint().digest().hex()));
        }));
    }

    /**
     * How a node's run would begin.
     *
     * @param without the plan's tests that the node does not have
     */
    record Beginning(RunStart start, List<String> without) {}

    /** @param canonical the fingerprint as canonical JSON */
    Beginning beginning(Fingerprint fingerprint, String canonical) {
        TestPlan applied = plan.appliedTo(fingerprint);
        List<RunStart.PlannedTest> kept = applied.tests().stream()
                .map(t -> new RunStart.PlannedTest(t.id(), t.required()))
                .toList();
        List<String> without = applied.notApplicable().stream()
                .map(TestPlan.NotApplicable::test)
                .toList();
        return new Beginning(new RunStart(plan.name(), plan.digest(), kept, canonical), without);
    }

    /**
     * Results of the node's earlier runs of this plan that still speak of it, by test: measured within the campaign's time of
     * grace, on parts that are still there, and good by what counts now. A test whose last run was not good is run again.
     */
    Map<String, CampaignSave.Carried> carried(String node, Fingerprint fingerprint, String canonical, Instant now) {
        Map<String, CampaignSave.Carried> carried = new TreeMap<>();
        if (carryOver.isEmpty()) {
            return carried;
        }
        TestBench bench = TestBench.now(campaign.site(), node, plan, canonical, now, record);
        Instant since = now.minus(carryOver.get());
        for (EarlierResult e : record.acceptance().earlier(campaign.site(), node, plan.digest(), since)) {
            bench.again(e, fingerprint, now).ifPresent(o -> carried.put(o.test(), new CampaignSave.Carried(e.id(), o)));
        }
        return carried;
    }

    /** The value of a test of several nodes that its limit was held against. */
    Optional<JointFigure> figure(String node, TestOutcome outcome) {
        return open(node).flatMap(o -> o.bench().figure(outcome));
    }

    /** Reads and judges one log. Empty if the node's run has not begun. */
    Optional<TestOutcome> judge(String node, AcceptanceApi.Result result, Instant now) {
        return open(node).map(o -> o.bench().outcome(result, now));
    }

    /** Whether a verdict lets the node go on to what needs this test. */
    boolean goesOn(String node, String test, Verdict verdict, Instant now) {
        if (verdict == Verdict.PASS || plan.test(test).stream().noneMatch(PlannedTest::required)) {
            return true;
        }
        return record.acceptance().waiversFor(campaign.site(), node, now).stream()
                .anyMatch(w -> w.test().equals(test));
    }

    /**
     * Nothing more is to come for a node: its run is finished soon.
     *
     * @param undecided what its tests of several nodes say that were not decided; is given those that were
     */
    void settle(String node, Function<Set<String>, List<JointVerdict>> undecided) {
        if (!runs.containsKey(node)) {
            return;
        }
        settling.add(node);
        finishing.execute(() -> finish(node, undecided));
    }

    private void decide(long run, Function<Set<String>, List<JointVerdict>> undecided) {
        Set<String> decided = record.campaigns().jointVerdicts(run).stream()
                .map(JointVerdict::test)
                .collect(Collectors.toSet());
        List<CampaignSave.Decided> late = undecided.apply(decided).stream()
                .map(v -> new CampaignSave.Decided(run, v))
                .toList();
        if (!late.isEmpty()) {
            Stamp stamp = new Stamp(ACTOR + campaign.name(), clock.instant());
            record.campaigns().decide(stamp, campaign.site(), campaign.id(), late);
        }
    }

    private void finish(String node, Function<Set<String>, List<JointVerdict>> undecided) {
        Long run = runs.get(node);
        if (run == null) {
            settling.remove(node);
            return;
        }
        try {
            RunView view = record.acceptance().run(run).orElseThrow();
            if (view.finishedAt().isEmpty()) {
                decide(run, undecided);
                AcceptanceApi.Finished done = finisher.finish(
                        view, TestBench.of(view, plan, record), new Stamp(ACTOR + campaign.name(), clock.instant()));
                if (done.verdict() == Verdict.FAIL) {
                    AcceptanceApi.Blocking first = done.blocking().getFirst();
                    failed.accept(
                            node, "campaign " + campaign.name() + ": " + first.test() + " failed: " + first.reason());
                }
            }
            runs.remove(node);
            benches.remove(node);
            settling.remove(node);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the run of " + node + " could not be finished; tried again", e);
            try {
                Thread.sleep(Duration.ofSeconds(1));
                finishing.execute(() -> finish(node, undecided));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until every run that was to be finished is. */
    void awaitFinished() {
        try {
            finishing.submit(() -> {}).get(10, TimeUnit.MINUTES);
            // what the record refused at first is tried again meanwhile
            Instant end = clock.instant().plus(AGAIN_LIMIT);
            while (!settling.isEmpty() && clock.instant().isBefore(end)) {
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("runs are still being finished", e);
        }
    }

    @Override
    public void close() {
        finishing.shutdown();
        try {
            if (!finishing.awaitTermination(5, TimeUnit.SECONDS)) {
                finishing.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
