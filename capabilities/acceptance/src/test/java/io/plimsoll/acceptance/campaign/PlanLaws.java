/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What holds for every plan of every request, worked out from the plan alone and slowly. */
record PlanLaws(CampaignRequest request, CampaignPlan plan) {

    void hold() {
        everyTestOfEveryNodeIsPlannedOnceOrTold();
        orderIsKept();
        nodesAreNotSharedAndRest();
        powerIsKept();
    }

    private void everyTestOfEveryNodeIsPlannedOnceOrTold() {
        Map<String, Integer> runs = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (Task task : plan.tasks()) {
            assertThat(ids.add(task.id())).isTrue();
            Set<String> once = new HashSet<>(task.nodes());
            assertThat(once).hasSize(task.nodes().size());
            once.forEach(n -> runs.merge(task.test() + "@" + n, 1, Integer::sum));
        }
        Set<String> told = new HashSet<>();
        plan.notFitting().forEach(f -> f.nodes().forEach(n -> told.add(f.test() + "@" + n)));
        for (CampaignNode node : request.nodes()) {
            for (PlannedTest test : request.plan().tests()) {
                int seen = runs.getOrDefault(test.id() + "@" + node.name(), 0);
                if (node.withoutTests().contains(test.id())) {
                    assertThat(seen).isZero();
                } else if (!told.contains(test.id() + "@" + node.name())) {
                    assertThat(seen).isGreaterThanOrEqualTo(1);
                }
                if (test.scope() != TestScope.PAIR && test.scope() != TestScope.GROUP) {
                    assertThat(seen).isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private void orderIsKept() {
        Map<String, Task> byId = new HashMap<>();
        plan.tasks().forEach(t -> byId.put(t.id(), t));
        for (Task task : plan.tasks()) {
            for (String before : task.after()) {
                assertThat(of(byId, before).plannedEnd()).isBeforeOrEqualTo(task.plannedStart());
            }
        }
        Map<String, List<Task>> byNode = byNode();
        byNode.values().forEach(tasks -> {
            int stage = 0;
            Instant endOfStage = request.start();
            for (Task task : tasks) {
                int here = request.plan().stages().indexOf(test(task).stage());
                assertThat(here).isGreaterThanOrEqualTo(stage);
                if (here > stage) {
                    assertThat(task.plannedStart()).isAfterOrEqualTo(endOfStage);
                }
                stage = here;
                endOfStage = task.plannedEnd().isAfter(endOfStage) ? task.plannedEnd() : endOfStage;
            }
        });
    }

    private void nodesAreNotSharedAndRest() {
        for (List<Task> tasks : byNode().values()) {
            for (int i = 0; i < tasks.size(); i++) {
                for (int j = i + 1; j < tasks.size(); j++) {
                    Task a = tasks.get(i);
                    Task b = tasks.get(j);
                    boolean apart = !b.plannedStart().isBefore(a.plannedEnd());
                    boolean mayShare = !test(a).resources().exclusive()
                            && !test(b).resources().exclusive();
                    assertThat(apart || mayShare).isTrue();
                    Duration rest = test(a).resources().coolDown();
                    assertThat(!apart
                                    || !b.plannedStart().isBefore(a.plannedEnd().plus(rest)))
                            .isTrue();
                }
            }
        }
        int most = 0;
        for (Instant at : instants()) {
            Set<String> busy = new HashSet<>();
            running(at, t -> true).forEach(t -> busy.addAll(t.nodes()));
            most = Math.max(most, busy.size());
        }
        assertThat(most).isLessThanOrEqualTo(request.nodeCap());
    }

    private void powerIsKept() {
        Map<String, Map<Instant, Long>> draws = new HashMap<>();
        long peak = 0;
        for (Instant at : instants()) {
            Map<String, Long> racks = new HashMap<>();
            Map<String, Long> halls = new HashMap<>();
            Map<String, CampaignNode> byName = new HashMap<>();
            for (CampaignNode node : request.nodes()) {
                racks.merge(PowerCheck.rackOf(node), (long) node.idleWatts(), Long::sum);
                halls.merge(node.hall(), (long) node.idleWatts(), Long::sum);
                byName.put(node.name(), node);
            }
            for (Task task : running(at, t -> true)) {
                for (String name : task.nodes()) {
                    CampaignNode node = of(byName, name);
                    long more = (long) test(task).resources().wattsOn(node.nodeWatts(), node.idleWatts())
                            - node.idleWatts();
                    racks.merge(PowerCheck.rackOf(node), more, Long::sum);
                    halls.merge(node.hall(), more, Long::sum);
                }
            }
            request.limits()
                    .rackWatts()
                    .ifPresent(l -> assertThat(racks.values()).allMatch(w -> w <= l));
            request.limits()
                    .hallWatts()
                    .ifPresent(l -> assertThat(halls.values()).allMatch(w -> w <= l));
            halls.forEach(
                    (h, w) -> draws.computeIfAbsent(h, k -> new HashMap<>()).put(at, w));
            peak = Math.max(peak, halls.values().stream().mapToLong(w -> w).sum());
        }
        assertThat(plan.peakWatts()).isEqualTo(peak);
        request.limits().rampWattsPerMinute().ifPresent(ramp -> draws.forEach((h, d) -> rampIsKept(h, d, ramp)));
    }

    private void rampIsKept(String hall, Map<Instant, Long> draws, long ramp) {
        long idle = request.nodes().stream()
                .filter(n -> n.hall().equals(hall))
                .mapToLong(CampaignNode::idleWatts)
                .sum();
        List<Instant> at = new ArrayList<>(draws.keySet());
        at.sort(Comparator.naturalOrder());
        for (int i = 0; i < at.size(); i++) {
            long least = of(draws, at.get(i));
            Instant from = at.get(i).minusSeconds(60);
            int j = i;
            while (j > 0 && at.get(j).isAfter(from)) {
                j--;
                least = Math.min(least, of(draws, at.get(j)));
            }
            if (at.get(j).isAfter(from)) {
                least = Math.min(least, idle);
            }
            assertThat(of(draws, at.get(i)) - least).isLessThanOrEqualTo(ramp);
        }
    }

    private Set<Instant> instants() {
        Set<Instant> out = new TreeSet<>();
        plan.tasks().forEach(t -> {
            out.add(t.plannedStart());
            out.add(t.plannedEnd());
        });
        return out;
    }

    private List<Task> running(Instant at, Predicate<Task> which) {
        return plan.tasks().stream()
                .filter(which)
                .filter(t -> !t.plannedStart().isAfter(at) && t.plannedEnd().isAfter(at))
                .toList();
    }

    private Map<String, List<Task>> byNode() {
        Map<String, List<Task>> out = new HashMap<>();
        for (Task task : plan.tasks()) {
            task.nodes()
                    .forEach(n -> out.computeIfAbsent(n, k -> new ArrayList<>()).add(task));
        }
        return out;
    }

    private PlannedTest test(Task task) {
        return request.plan().test(task.test()).orElseThrow();
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
