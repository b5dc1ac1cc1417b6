/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.CampaignPlan;
import io.plimsoll.acceptance.campaign.NotFitting;
import io.plimsoll.acceptance.campaign.run.CampaignState;
import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignNodeRow;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.server.api.CampaignApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A campaign as its page shows it. */
public final class CampaignViews {

    private static final Map<String, String> CODES = codes();

    private CampaignViews() {}

    private static Map<String, String> codes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("P", "PASS");
        codes.put("F", "FAIL");
        codes.put("I", "INCONCLUSIVE");
        codes.put("E", "ERROR");
        codes.put("W", "WAIVED");
        codes.put("N", "NOT_RUN");
        codes.put("R", "running");
        codes.put(".", "waiting");
        codes.put("-", "not for this node");
        return codes;
    }

    /** A campaign that is only planned. */
    public static CampaignApi.CampaignView dry(String site, String launcher, CampaignFile file, Instant now) {
        CampaignState state = CampaignState.planned(file.model(launcher));
        CampaignRow row = new CampaignRow(
                0,
                site,
                file.plan().name(),
                launcher,
                file.plan().testPlan(),
                file.request().testPlan().digest(),
                file.plan().id(),
                file.plan().tasks().size(),
                now,
                "",
                Optional.empty(),
                file.plan().deadline(),
                file.plan().predictedEnd(),
                CampaignStatus.PLANNED,
                CampaignStatus.FINISHED,
                "");
        List<CampaignNodeRow> nodes = file.request().nodes().stream()
                .map(n -> new CampaignNodeRow(
                        n.name(),
                        n.rack(),
                        n.hall(),
                        UnitState.CABLED,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Map.of()))
                .toList();
        return view(row, file, state, nodes);
    }

    public static CampaignApi.CampaignView view(
            CampaignRow row, CampaignFile file, CampaignState state, List<CampaignNodeRow> nodes) {
        CampaignPlan plan = file.plan();
        return new CampaignApi.CampaignView(
                row.id(),
                row.name(),
                row.site(),
                row.testPlan(),
                row.testPlanSha256().hex(),
                null,
                row.launcher(),
                state.status(),
                row.createdAt(),
                row.startedAt().orElse(null),
                row.deadline().orElse(null),
                row.predictedEnd(),
                tasks(state),
                nodes(nodes),
                CampaignLeak.of(file.request().testPlan(), nodes),
                power(state, plan),
                tests(file, state, nodes),
                plan.notFitting().stream().map(CampaignViews::notFitting).toList());
    }

    private static CampaignApi.TaskCounts tasks(CampaignState state) {
        Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
        List<RunTask> tasks = state.model().tasks();
        List<TaskState> states = state.tasks();
        int runs = 0;
        for (int t = 0; t < tasks.size(); t++) {
            if (!tasks.get(t).decision()) {
                counts.merge(states.get(t).status(), 1, Integer::sum);
                runs++;
            }
        }
        return new CampaignApi.TaskCounts(
                runs,
                counts.getOrDefault(TaskStatus.ENDED, 0),
                counts.getOrDefault(TaskStatus.RUNNING, 0),
                counts.getOrDefault(TaskStatus.LEASED, 0) + counts.getOrDefault(TaskStatus.WAITING, 0),
                counts.getOrDefault(TaskStatus.LOST, 0) + counts.getOrDefault(TaskStatus.CANCELLED, 0));
    }

    private static CampaignApi.NodeCounts nodes(List<CampaignNodeRow> nodes) {
        int accepted = 0;
        int failed = 0;
        int undecided = 0;
        int notRun = 0;
        int waived = 0;
        for (CampaignNodeRow node : nodes) {
            boolean passed = node.verdict().isPresent() && !node.verdict().get().blocks();
            if (passed) {
                accepted++;
                waived += node.verdict().get() == Verdict.WAIVED
                                || node.verdicts().containsValue(Verdict.WAIVED)
                        ? 1
                        : 0;
            } else if (node.verdict().isPresent() && node.verdict().get() == Verdict.FAIL) {
                failed++;
            } else if (node.verdicts().isEmpty()) {
                notRun++;
            } else {
                undecided++;
            }
        }
        return new CampaignApi.NodeCounts(accepted, failed, undecided, notRun, waived);
    }

    private static CampaignApi.PowerView power(CampaignState state, CampaignPlan plan) {
        long now =
                state.wattsByHall().values().stream().mapToLong(Long::longValue).sum();
        Long rackLimit = orNull(plan.limits().rackWatts());
        List<CampaignApi.RackPower> racks = new ArrayList<>();
        state.wattsByRack()
                .forEach((rack, watts) ->
                        racks.add(new CampaignApi.RackPower(rack.substring(rack.indexOf('/') + 1), watts, rackLimit)));
        return new CampaignApi.PowerView(
                now, plan.peakWatts(), orNull(plan.limits().hallWatts()), racks);
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static List<CampaignApi.TestView> tests(
            CampaignFile file, CampaignState state, List<CampaignNodeRow> nodes) {
        Map<String, int[]> counts = new HashMap<>();
        List<RunTask> tasks = state.model().tasks();
        List<TaskState> states = state.tasks();
        for (int t = 0; t < tasks.size(); t++) {
            if (tasks.get(t).decision()) {
                continue;
            }
            int[] of = counts.computeIfAbsent(tasks.get(t).test(), k -> new int[3]);
            of[0]++;
            of[1] += states.get(t).status() == TaskStatus.ENDED ? 1 : 0;
        }
        for (CampaignNodeRow node : nodes) {
            node.verdicts().forEach((test, verdict) -> {
                if (verdict == Verdict.FAIL) {
                    counts.computeIfAbsent(test, k -> new int[3])[2]++;
                }
            });
        }
        return file.request().testPlan().tests().stream()
                .map(t -> test(t, counts.getOrDefault(t.id(), new int[3])))
                .toList();
    }

    private static CampaignApi.TestView test(PlannedTest test, int[] counts) {
        return new CampaignApi.TestView(
                test.id(),
                test.title(),
                test.stage(),
                test.scope().name().toLowerCase(Locale.ROOT),
                test.required(),
                counts[0],
                counts[1],
                counts[2]);
    }

    private static CampaignApi.NotFittingView notFitting(NotFitting n) {
        return new CampaignApi.NotFittingView(n.test(), n.required(), n.nodes().size(), n.reason());
    }

    /** Nodes by tests, one letter a verdict. */
    public static CampaignApi.Matrix matrix(CampaignFile file, CampaignState state, List<CampaignNodeRow> nodes) {
        List<String> tests =
                file.request().testPlan().tests().stream().map(PlannedTest::id).toList();
        Map<String, Map<String, TaskState>> byNode = new HashMap<>();
        List<RunTask> tasks = state.model().tasks();
        List<TaskState> states = state.tasks();
        for (int t = 0; t < tasks.size(); t++) {
            for (String node : tasks.get(t).nodes()) {
                TaskState one = states.get(t);
                byNode.computeIfAbsent(node, k -> new HashMap<>())
                        .merge(tasks.get(t).test(), one, CampaignViews::foremost);
            }
        }
        return new CampaignApi.Matrix(
                tests,
                CODES,
                nodes.stream()
                        .map(n -> new CampaignApi.MatrixRow(
                                n.node(),
                                n.rack(),
                                n.state(),
                                cells(tests, n, byNode.getOrDefault(n.node(), Map.of()))))
                        .toList());
    }

    /** Of two runs of a test on one node, the one that its cell tells of. */
    private static TaskState foremost(TaskState a, TaskState b) {
        boolean runs = b.status() == TaskStatus.LEASED || b.status() == TaskStatus.RUNNING;
        return runs || a.status().terminal() ? b : a;
    }

    private static String cells(List<String> tests, CampaignNodeRow node, Map<String, TaskState> tasks) {
        StringBuilder out = new StringBuilder(tests.size());
        boolean finished = node.verdict().isPresent();
        for (String test : tests) {
            Verdict verdict = node.verdicts().get(test);
            TaskState task = tasks.get(test);
            boolean runs = task != null && (task.status() == TaskStatus.LEASED || task.status() == TaskStatus.RUNNING);
            out.append(
                    verdict != null && (finished || !runs)
                            ? letter(verdict)
                            : task == null || (task.status() == TaskStatus.ENDED && task.attempt() == 0)
                                    ? '-'
                                    : letter(task.status()));
        }
        return out.toString();
    }

    private static char letter(Verdict verdict) {
        return verdict.name().charAt(0);
    }

    private static char letter(TaskStatus status) {
        return switch (status) {
            case WAITING -> '.';
            case LEASED, RUNNING -> 'R';
            case ENDED -> 'I';
            case LOST -> 'E';
            case CANCELLED -> 'N';
        };
    }

    /** Tasks from a place in the plan's order on. */
    public static List<CampaignApi.TaskView> tasks(
            CampaignFile file, CampaignState state, Optional<TaskStatus> only, long from, int limit) {
        Map<String, Instant> planned = new HashMap<>();
        file.plan().tasks().forEach(t -> planned.put(t.id(), t.plannedStart()));
        List<RunTask> tasks = state.model().tasks();
        List<TaskState> states = state.tasks();
        List<CampaignApi.TaskView> out = new ArrayList<>();
        long passed = 0;
        for (int t = 0; t < tasks.size() && out.size() < limit; t++) {
            TaskState one = states.get(t);
            if (tasks.get(t).decision() || (only.isPresent() && one.status() != only.get())) {
                continue;
            }
            if (passed++ < from) {
                continue;
            }
            RunTask task = tasks.get(t);
            out.add(new CampaignApi.TaskView(
                    task.id(),
                    task.test(),
                    task.nodes(),
                    one.status(),
                    one.attempt(),
                    one.since().equals(Instant.EPOCH) ? null : one.since(),
                    planned.getOrDefault(task.id(), file.plan().start()),
                    task.wattsPerNode() * task.nodes().size(),
                    one.reason()));
        }
        return out;
    }
}
