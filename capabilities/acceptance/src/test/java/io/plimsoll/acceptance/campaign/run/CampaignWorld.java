/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.campaign.run.CampaignModel.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A campaign against a world that loses, doubles, delays and reorders what it tells, and a server that is killed at any time. */
final class CampaignWorld {

    static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final int NODES = 8;
    private static final int TESTS = 5;

    /** A workload in the world: what is really there, whatever the campaign believes. */
    private static final class Workload {
        private final RunTask task;
        private final int attempt;
        private final Instant startsAt;
        private final Instant endsAt;
        private final Ending ending;
        private final boolean dies;
        private boolean told;

        Workload(RunTask task, int attempt, Instant startsAt, Instant endsAt, Ending ending, boolean dies) {
            this.task = task;
            this.attempt = attempt;
            this.startsAt = startsAt;
            this.endsAt = endsAt;
            this.ending = ending;
            this.dies = dies;
        }

        boolean there(Instant now) {
            return now.isBefore(endsAt);
        }
    }

    private record Mail(Instant at, CampaignEvent event) {}

    private final RandomGenerator random;
    private final double chaos;
    private final Map<String, Workload> world = new LinkedHashMap<>();
    private final Set<String> started = new HashSet<>();
    private final List<Mail> mail = new ArrayList<>();
    private final Map<String, TaskState> ended = new HashMap<>();
    CampaignState state;
    private Instant now = START;

    CampaignWorld(RandomGenerator random, double chaos, RunRules rules) {
        this.random = random;
        this.chaos = chaos;
        this.state = CampaignState.planned(model(rules));
    }

    private static CampaignModel model(RunRules rules) {
        List<Place> places = new ArrayList<>();
        List<RunTask> tasks = new ArrayList<>();
        for (int n = 0; n < NODES; n++) {
            places.add(new Place("n" + n, "r" + n / 4, "h"));
            List<String> before = List.of();
            for (int t = 0; t < TESTS; t++) {
                String id = "t" + t + "/n" + n;
                tasks.add(task(id, List.of("n" + n), before, t == 0 ? List.of() : List.of("t0/n" + n), 100L * t));
                before = List.of(id);
            }
        }
        for (int p = 0; p < NODES / 2; p++) {
            String a = "n" + p;
            String b = "n" + (NODES - 1 - p);
            String last = "t" + (TESTS - 1) + "/";
            tasks.add(task("pair/" + p, List.of(a, b), List.of(last + a, last + b), List.of(), 300));
            for (String node : List.of(a, b)) {
                tasks.add(RunTask.decision("verdict/" + node, "pair", node, List.of("pair/" + p), List.of()));
                tasks.add(task("later/" + node, List.of(node), List.of(), List.of("verdict/" + node), 50));
            }
        }
        return new CampaignModel(places, tasks, rules);
    }

    private static RunTask task(String id, List<String> nodes, List<String> after, List<String> needs, long watts) {
        String test = id.substring(0, id.indexOf('/'));
        return new RunTask(
                id, test, nodes, after, needs, watts, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ZERO);
    }

    void run() {
        step(new CampaignEvent.Begun());
        for (int second = 0; second < 20_000 && !state.status().over(); second++) {
            now = now.plusSeconds(1);
            people();
            judge();
            worldMoves();
            deliver();
            step(new CampaignEvent.Tick());
            if (random.nextDouble() < chaos / 20) {
                restart();
            }
        }
        assertThat(state.status().over())
                .as("the campaign comes to an end: %s", state.tasks())
                .isTrue();
        assertThat(world.values().stream().filter(w -> w.there(now)))
                .as("workloads left")
                .isEmpty();
        assertThat(state.tasks()).allMatch(TaskState::settled);
    }

    private void people() {
        double dice = random.nextDouble();
        if (dice < chaos / 100) {
            step(new CampaignEvent.Paused("anna"));
        } else if (dice < chaos / 20) {
            step(new CampaignEvent.Resumed("anna"));
        } else if (dice < chaos / 20 + chaos / 4_000) {
            step(new CampaignEvent.Stopped("anna", "enough"));
        } else if (dice < chaos / 20 + chaos / 1_000) {
            step(new CampaignEvent.NodeOut("n" + random.nextInt(NODES), "its agent lies"));
        }
        if (chaos > 0 && state.status() == CampaignStatus.PAUSED && random.nextInt(20) == 0) {
            step(new CampaignEvent.Resumed("anna"));
        }
    }

    /** A node whose pairs have ended is judged, or meets another such node once more. */
    private void judge() {
        List<String> open = state.model().places().stream()
                .map(Place::node)
                .filter(n -> state.task("verdict/" + n).status() == TaskStatus.WAITING)
                .filter(n -> state.model().tasksOf(n).stream()
                        .filter(t -> t.test().equals("pair") && !t.decision())
                        .allMatch(t -> state.task(t.id()).status().terminal()))
                .toList();
        if (open.size() > 1 && random.nextInt(10) == 0) {
            String id = "pair/more-" + random.nextInt(40);
            boolean twice = state.model().task(id).isPresent();
            List<String> two = List.of(open.getFirst(), open.getLast());
            if (!twice || random.nextInt(10) == 0) {
                step(new CampaignEvent.Added(List.of(task(id, two, List.of(), List.of("t0/" + two.getFirst()), 300))));
            }
        } else if (!open.isEmpty() && random.nextInt(3) == 0) {
            step(new CampaignEvent.Decided("verdict/" + open.getFirst(), chaos == 0 || random.nextInt(5) > 0, ""));
        }
    }

    /** What each workload tells when something becomes of it; in the end a poll finds out what was lost on the way. */
    private void worldMoves() {
        for (Workload w : List.copyOf(world.values())) {
            String id = w.task.id();
            if (now.isBefore(w.startsAt)) {
                tell(new CampaignEvent.LeaseKept(id, w.attempt));
            } else if (w.there(now)) {
                tell(new CampaignEvent.TaskStarted(id, w.attempt));
            } else if (!w.told || random.nextInt(10) == 0) {
                w.told = true;
                tell(
                        w.dies
                                ? new CampaignEvent.LeaseLost(id, w.attempt, true, "its node fell")
                                : new CampaignEvent.TaskEnded(id, w.attempt, w.ending, ""));
            }
        }
        state.held().forEach((id, task) -> {
            Workload w = world.get(id + "/" + task.attempt());
            if (task.status() != TaskStatus.LEASED
                    && task.status() != TaskStatus.RUNNING
                    && (w == null || !w.there(now))
                    && random.nextInt(3) == 0) {
                tell(new CampaignEvent.Gone(id, task.attempt()));
            }
        });
    }

    private void tell(CampaignEvent event) {
        if (random.nextDouble() < chaos) {
            return;
        }
        int copies = random.nextDouble() < chaos ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delay = random.nextDouble() < chaos ? random.nextLong(90) : 0;
            mail.add(new Mail(now.plusSeconds(delay), event));
        }
    }

    private void deliver() {
        List<Mail> due =
                new ArrayList<>(mail.stream().filter(m -> !m.at.isAfter(now)).toList());
        mail.removeAll(due);
        if (random.nextDouble() < chaos) {
            java.util.Collections.reverse(due);
        }
        due.forEach(m -> step(m.event));
    }

    private void step(CampaignEvent event) {
        Instant clock = random.nextDouble() < chaos / 10 ? now.minusSeconds(100) : now;
        CampaignRun.Step step = CampaignRun.step(state, event, clock);
        state = step.state();
        step.commands().forEach(this::obey);
        check();
    }

    private void obey(CampaignCommand command) {
        switch (command) {
            case CampaignCommand.Start s -> start(s);
            case CampaignCommand.Cancel c -> {
                Workload w = world.get(c.task() + "/" + c.attempt());
                if (w != null && w.there(now) && random.nextDouble() >= chaos) {
                    world.put(
                            c.task() + "/" + c.attempt(),
                            new Workload(w.task, w.attempt, w.startsAt, now, Ending.BROKE, false));
                }
            }
            case CampaignCommand.ProveGone ignored -> {
                List<Leftover> left = world.values().stream()
                        .filter(w -> w.there(now))
                        .map(w -> new Leftover(w.task.id(), w.task.nodes(), "runs"))
                        .toList();
                mail.add(new Mail(now, new CampaignEvent.Proved(left)));
            }
            case CampaignCommand.KeepAside ignored -> {}
            case CampaignCommand.Settle s ->
                assertThat(state.model().tasksOf(s.node()))
                        .allMatch(t -> state.task(t.id()).settled());
        }
    }

    private void start(CampaignCommand.Start s) {
        assertThat(started.add(s.task() + "/" + s.attempt()))
                .as("an attempt is started once: %s", s)
                .isTrue();
        RunTask task = state.model().task(s.task()).orElseThrow();
        for (String need : task.needs()) {
            assertThat(state.task(need).goesOn()).as("%s needs %s", s, need).isTrue();
        }
        Instant begins = now.plusSeconds(random.nextDouble() < chaos ? random.nextLong(200) : 1);
        Ending ending =
                random.nextDouble() >= chaos ? Ending.GOES_ON : random.nextBoolean() ? Ending.STOPS : Ending.BROKE;
        boolean slow = random.nextDouble() < chaos / 3;
        world.put(
                s.task() + "/" + s.attempt(),
                new Workload(
                        task,
                        s.attempt(),
                        begins,
                        begins.plusSeconds(slow ? 300 : 5 + random.nextLong(40)),
                        ending,
                        random.nextDouble() < chaos / 3));
    }

    /** As kill -9: all that is left is what each task's row says. */
    private void restart() {
        Map<String, TaskState> rows = new HashMap<>();
        for (int t = 0; t < state.model().tasks().size(); t++) {
            rows.put(state.model().tasks().get(t).id(), state.tasks().get(t));
        }
        state = CampaignState.restored(state.model(), state.status(), state.end(), rows);
    }

    private void check() {
        Map<String, Long> racks = new TreeMap<>();
        Map<String, String> busy = new HashMap<>();
        long hall = 0;
        for (Workload w : world.values()) {
            if (!w.there(now)) {
                continue;
            }
            for (String node : w.task.nodes()) {
                assertThat(busy.put(node, w.task.id()))
                        .as("two workloads on %s", node)
                        .isNull();
                String rack = state.model().places().stream()
                        .filter(p -> p.node().equals(node))
                        .findFirst()
                        .orElseThrow()
                        .rack();
                racks.merge(rack, w.task.wattsPerNode(), Long::sum);
                hall += w.task.wattsPerNode();
            }
        }
        assertThat(hall).isLessThanOrEqualTo(900);
        assertThat(racks.values()).allMatch(watts -> watts <= 700);
        if (state.model().rules().nodeCap() > 0) {
            assertThat(busy.values().stream().filter(t -> !t.startsWith("t0")).count())
                    .isLessThanOrEqualTo(state.model().rules().nodeCap());
        }
        for (int t = 0; t < state.model().tasks().size(); t++) {
            String id = state.model().tasks().get(t).id();
            TaskState task = state.tasks().get(t);
            Optional.ofNullable(ended.get(id)).ifPresent(was -> assertThat(task).isEqualTo(was));
            if (task.status() == TaskStatus.ENDED) {
                ended.put(id, task);
            }
        }
        CampaignState again = CampaignState.restored(state.model(), state.status(), state.end(), rows());
        assertThat(again.held()).isEqualTo(state.held());
        assertThat(again.wattsByRack()).isEqualTo(state.wattsByRack());
        assertThat(again.wattsByHall()).isEqualTo(state.wattsByHall());
        assertThat(again.settledNodes()).isEqualTo(state.settledNodes());
        assertThat(again.ready.words).isEqualTo(state.ready.words);
        assertThat(again.unsettled).isEqualTo(state.unsettled);
        assertThat(again.busyNodes).isEqualTo(state.busyNodes);
    }

    private Map<String, TaskState> rows() {
        Map<String, TaskState> rows = new HashMap<>();
        for (int t = 0; t < state.model().tasks().size(); t++) {
            rows.put(state.model().tasks().get(t).id(), state.tasks().get(t));
        }
        return rows;
    }
}
