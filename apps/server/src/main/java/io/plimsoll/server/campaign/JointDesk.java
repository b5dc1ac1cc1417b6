/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.joint.JointAsk;
import io.plimsoll.acceptance.campaign.joint.JointLook;
import io.plimsoll.acceptance.campaign.joint.JointResult;
import io.plimsoll.acceptance.campaign.joint.JointTests;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.acceptance.campaign.run.CampaignModel;
import io.plimsoll.acceptance.campaign.run.CampaignState;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import io.plimsoll.acceptance.locate.HealthyValues;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.Thresholds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignNodeRow;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's tests of several nodes: keeps their results, and looks at what they say once the runs of a test have come to
 * rest. What is decided and what is asked for goes back to the campaign as events.
 */
final class JointDesk {

    /** Rounds that may be asked for beyond those of the plan; six in all reach what localisation promises. */
    private static final int ROUNDS_MORE = 3;

    /** What is to be told to the campaign. */
    record Outcome(List<JointVerdict> verdicts, List<RunTask> tasks, Map<String, String> why) {}

    /** How far a test has come; while this is the same there is nothing new to see. */
    private record Seen(int results, int round, Set<String> ready, Set<String> out, boolean quiet) {}

    private record Known(int results, Localisation localisation) {}

    /** What stands for the verdict on one node. */
    private record Decision(String node, String task) {}

    /** Each test's tasks: looked at several times a second, of some 100,000 that a campaign may have. */
    private record Tasks(
            CampaignModel model, Map<String, List<Decision>> decisions, Map<String, List<RunTask>> workloads) {

        static Tasks of(CampaignModel model) {
            Map<String, List<Decision>> decisions = new HashMap<>();
            Map<String, List<RunTask>> workloads = new HashMap<>();
            for (RunTask task : model.tasks()) {
                if (task.decision()) {
                    decisions
                            .computeIfAbsent(task.test(), k -> new ArrayList<>())
                            .add(new Decision(task.nodes().getFirst(), task.id()));
                } else {
                    workloads
                            .computeIfAbsent(task.test(), k -> new ArrayList<>())
                            .add(task);
                }
            }
            return new Tasks(model, decisions, workloads);
        }
    }

    private final CampaignFile file;
    private final List<PlannedTest> several;
    private final JointTests joint;
    private final Map<String, List<JointResult>> results = new ConcurrentHashMap<>();
    private final Map<String, Integer> rounds = new ConcurrentHashMap<>();
    private final Map<String, Verdict> own = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> reported = new ConcurrentHashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private volatile @Nullable Tasks tasks;
    private int asked;

    private JointDesk(CampaignFile file, Topology topology, Map<String, HealthyValues> healthy) {
        this.file = file;
        this.several = file.request().testPlan().tests().stream()
                .filter(CampaignFile::several)
                .toList();
        this.joint = new JointTests(topology, healthy, Thresholds.USUAL);
    }

    /** As the record left it. */
    static JointDesk of(Database record, CampaignRow row, CampaignFile file, List<RunTask> added) {
        boolean any = file.request().testPlan().tests().stream().anyMatch(CampaignFile::several);
        JointDesk desk = new JointDesk(
                file,
                JointPlaces.topology(
                        file.request().nodes(), any ? record.fabric().plan(row.site()) : Optional.empty()),
                any ? JointSpread.of(record, row) : Map.of());
        if (!any) {
            return desk;
        }
        desk.add(record.campaigns().jointResults(row.id()));
        added.forEach(t -> desk.asked(file.request().testPlan().test(t.test()).orElseThrow(), t.id()));
        for (CampaignNodeRow node : record.campaigns().nodes(row.id())) {
            node.verdicts().forEach((test, verdict) -> desk.own.put(test + "\n" + node.node(), verdict));
        }
        return desk;
    }

    private void asked(PlannedTest test, String task) {
        asked++;
        rounds.merge(test.id(), file.round(test, task), Math::max);
    }

    List<PlannedTest> tests() {
        return several;
    }

    Optional<PlannedTest> test(String id) {
        return several.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    /** Results that are on the record. */
    void add(List<JointResult> more) {
        for (JointResult r : more) {
            results.merge(r.test(), List.of(r), (a, b) -> {
                List<JointResult> all = new ArrayList<>(a);
                all.addAll(b);
                return all;
            });
        }
    }

    List<JointResult> results(String test) {
        return results.getOrDefault(test, List.of());
    }

    /** A node's own result of a test that others ran at the same time. @return whether all of them have reported now */
    boolean reported(RunTask task, int attempt, String node, Verdict verdict) {
        if (verdict != Verdict.ERROR) {
            own.put(task.test() + "\n" + node, verdict);
        }
        Set<String> here = reported.computeIfAbsent(task.id() + "/" + attempt, k -> ConcurrentHashMap.newKeySet());
        here.add(node);
        return here.containsAll(task.nodes());
    }

    /** What the results of a test of pairs say by now. */
    Localisation localisation(String test) {
        List<JointResult> now = results(test);
        Known before = known.get(test);
        if (before != null && before.results == now.size()) {
            return before.localisation;
        }
        Localisation fresh = joint.posteriors(now);
        known.put(test, new Known(now.size(), fresh));
        return fresh;
    }

    /** Whether something can have become clear since the last look. */
    boolean due(CampaignState state) {
        return several.stream().anyMatch(t -> {
            Optional<Seen> now = far(t, state);
            return now.isPresent() && !now.get().equals(seen.get(t.id()));
        });
    }

    /** Looks at everything; called by one thread at a time. */
    Outcome look(CampaignState state) {
        List<JointVerdict> verdicts = new ArrayList<>();
        List<RunTask> tasks = new ArrayList<>();
        Map<String, String> why = new HashMap<>();
        for (PlannedTest test : several) {
            Optional<Seen> far = far(test, state);
            if (far.isEmpty() || far.get().equals(seen.get(test.id()))) {
                continue;
            }
            JointLook look = look(test, far.get());
            verdicts.addAll(look.decided());
            for (JointAsk ask : look.asks()) {
                RunTask task = file.asked(ask, asked + 1, state.model());
                asked(test, task.id());
                tasks.add(task);
                why.put(task.id(), ask.why());
            }
            seen.put(test.id(), far.get());
        }
        return new Outcome(verdicts, tasks, why);
    }

    /** What was told was not taken: it is looked at again. */
    void again() {
        seen.clear();
    }

    private JointLook look(PlannedTest test, Seen far) {
        List<JointResult> now = results(test.id());
        JointTests.Progress at = new JointTests.Progress(
                test.id(),
                far.round,
                far.ready,
                far.quiet,
                planned(test) + ROUNDS_MORE,
                Math.max(1, test.duration().toSeconds()) / 60.0);
        return switch (test.scope()) {
            case PAIR -> {
                JointLook look = joint.pairs(at, now);
                known.put(test.id(), new Known(now.size(), look.known()));
                yield look;
            }
            case GROUP -> joint.groups(at, results(pairsBefore(test)), file.rungs(test), far.out, now);
            case RACK, NODE, CORE, GPU, NIC, DISK ->
                new JointLook(joint.posteriors(List.of()), ownVerdicts(test, far.ready), List.of());
        };
    }

    private List<JointVerdict> ownVerdicts(PlannedTest test, Set<String> ready) {
        return ready.stream()
                .map(n -> new JointVerdict(
                        test.id(),
                        n,
                        own.getOrDefault(test.id() + "\n" + n, Verdict.NOT_RUN),
                        Optional.empty(),
                        "",
                        List.of()))
                .toList();
    }

    private static int planned(PlannedTest test) {
        return test.scope() == TestScope.PAIR
                ? test.arrangement().rounds()
                : test.arrangement().groups().size();
    }

    /** The test of pairs that a test of groups needs; empty for none. */
    private String pairsBefore(PlannedTest test) {
        return test.needs().stream()
                .filter(n -> test(n).filter(t -> t.scope() == TestScope.PAIR).isPresent())
                .findFirst()
                .orElse("");
    }

    private Tasks tasks(CampaignModel model) {
        Tasks known = tasks;
        if (known == null || known.model != model) {
            known = Tasks.of(model);
            tasks = known;
        }
        return known;
    }

    /** How far a test has come; empty if nothing of it is open. */
    private Optional<Seen> far(PlannedTest test, CampaignState state) {
        Tasks all = tasks(state.model());
        Set<String> ready = new HashSet<>();
        Set<String> out = new HashSet<>();
        file.request().nodes().forEach(n -> out.add(n.name()));
        boolean open = false;
        for (Decision decision : all.decisions.getOrDefault(test.id(), List.of())) {
            if (state.task(decision.task).status() == TaskStatus.WAITING) {
                open = true;
                out.remove(decision.node);
                if (state.comes(decision.task)) {
                    ready.add(decision.node);
                }
            }
        }
        if (!open) {
            return Optional.empty();
        }
        boolean quiet = true;
        for (RunTask task : all.workloads.getOrDefault(test.id(), List.of())) {
            TaskState now = state.task(task.id());
            if (!now.status().terminal() || now.holds()) {
                task.nodes().forEach(ready::remove);
                quiet &= now.status() == TaskStatus.WAITING && !now.holds() && !state.comes(task.id());
            }
        }
        int round = Math.max(planned(test), rounds.getOrDefault(test.id(), 0));
        return Optional.of(new Seen(results(test.id()).size(), round, ready, out, quiet));
    }

    /** What can be said of a node for which nothing more is to come, of the tests that were not decided before. */
    List<JointVerdict> cutShort(String node, Set<String> decided, CampaignState state) {
        List<JointVerdict> out = new ArrayList<>();
        for (PlannedTest test : several) {
            List<JointResult> now = results(test.id());
            if (test.scope() == TestScope.RACK
                    || decided.contains(test.id())
                    || now.stream().noneMatch(r -> r.nodes().contains(node))) {
                continue;
            }
            boolean complete = state.model().tasksOf(node).stream()
                    .filter(t -> t.test().equals(test.id()) && !t.decision())
                    .allMatch(t -> state.task(t.id()).status() == TaskStatus.ENDED);
            Optional<Localisation> pairs =
                    test.scope() == TestScope.PAIR ? Optional.of(localisation(test.id())) : Optional.empty();
            out.add(joint.cutShort(test.id(), node, complete, pairs, now));
        }
        return out;
    }
}
