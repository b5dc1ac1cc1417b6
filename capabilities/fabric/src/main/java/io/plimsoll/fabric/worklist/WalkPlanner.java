/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.worklist.Worklist.End;
import io.plimsoll.fabric.worklist.Worklist.Stop;
import io.plimsoll.fabric.worklist.Worklist.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds a short walk over repair orders: nearest neighbour from the hall's door, then Or-opt (a run of up to three stops goes
 * to a better place) and 2-opt (a stretch is walked backwards) until nothing helps or the budget is used up. An order may
 * begin in one rack and end in another, so the distances are not symmetric.
 */
final class WalkPlanner {

    /** Distances looked at before a walk is good enough; a count, not a time, so that the walk is the same everywhere. */
    private static final long BUDGET = 40_000_000;

    private static final int RUN_MAX = 3;

    private final FabricPlan plan;
    private final Places places;

    /** An order with its places: {@code enter} is where its first move is, {@code leave} where its last is. */
    private record Visit(RepairOrder order, List<Task> tasks, Location enter, Location leave, int inside) {}

    WalkPlanner(FabricPlan plan) {
        this.plan = plan;
        this.places = new Places(plan);
    }

    Worklist walk(List<RepairOrder> orders) {
        Map<String, List<Visit>> halls = new TreeMap<>();
        for (RepairOrder order : orders) {
            Visit visit = visit(order);
            halls.computeIfAbsent(visit.enter.hall(), h -> new ArrayList<>()).add(visit);
        }
        List<Stop> stops = new ArrayList<>();
        int total = 0;
        for (String hall : Places.sortedHalls(halls.keySet())) {
            Visit before = null;
            for (Visit visit : improved(nearest(halls.getOrDefault(hall, List.of())))) {
                int metres = (before == null ? places.fromDoor(visit.enter) : distance(before, visit)) + visit.inside;
                total += metres;
                stops.add(new Stop(
                        stops.size() + 1,
                        visit.order.id(),
                        visit.order.kind(),
                        visit.order.severity(),
                        visit.enter,
                        metres,
                        visit.tasks,
                        visit.order.proof()));
                before = visit;
            }
        }
        return new Worklist(plan.name(), stops, total);
    }

    private Visit visit(RepairOrder order) {
        List<Task> tasks = new ArrayList<>();
        Location enter = Location.UNKNOWN;
        Location leave = Location.UNKNOWN;
        int inside = 0;
        for (RepairOrder.Move move : order.moves()) {
            Task task = new Task(
                    tasks.size() + 1, move.action(), places.end(move.from()), places.end(move.to()), move.text());
            tasks.add(task);
            for (End end : List.of(task.from(), task.to())) {
                if (end.location().rack().isEmpty()) {
                    continue;
                }
                inside += places.metres(leave, end.location());
                leave = end.location();
                enter = enter.rack().isEmpty() ? end.location() : enter;
            }
        }
        return new Visit(order, List.copyOf(tasks), enter, leave, inside);
    }

    private int distance(Visit a, Visit b) {
        return places.metres(a.leave, b.enter);
    }

    private List<Visit> nearest(List<Visit> visits) {
        List<Visit> rest = new ArrayList<>(visits);
        rest.sort(Comparator.comparing((Visit v) -> v.enter.toString()).thenComparing(v -> v.order.id()));
        List<Visit> walk = new ArrayList<>();
        while (!rest.isEmpty()) {
            int best = 0;
            int bestMetres = Integer.MAX_VALUE;
            for (int i = 0; i < rest.size(); i++) {
                int metres =
                        walk.isEmpty() ? places.fromDoor(rest.get(i).enter) : distance(walk.getLast(), rest.get(i));
                if (metres < bestMetres) {
                    best = i;
                    bestMetres = metres;
                }
            }
            walk.add(rest.remove(best));
        }
        return walk;
    }

    private List<Visit> improved(List<Visit> start) {
        Visit[] walk = start.toArray(Visit[]::new);
        long[] budget = {BUDGET};
        boolean better = walk.length > 2;
        while (better && budget[0] > 0) {
            boolean moved = orOpt(walk, budget);
            boolean turned = twoOpt(walk, budget);
            better = moved || turned;
        }
        return List.of(walk);
    }

    /** Metres from position i to position j of the walk; -1 is the door, the length is nowhere. */
    private int step(Visit[] walk, int i, int j) {
        if (j == walk.length) {
            return 0;
        }
        return i < 0 ? places.fromDoor(walk[j].enter) : distance(walk[i], walk[j]);
    }

    private boolean orOpt(Visit[] walk, long[] budget) {
        boolean better = false;
        for (int run = 1; run <= RUN_MAX; run++) {
            for (int i = 0; i + run <= walk.length && budget[0] > 0; i++) {
                int last = i + run - 1;
                int freed = step(walk, i - 1, i) + step(walk, last, last + 1) - step(walk, i - 1, last + 1);
                for (int j = -1; j < walk.length; j++) {
                    if (j >= i - 1 && j <= last) {
                        continue;
                    }
                    budget[0] -= 3;
                    int next = j + 1;
                    int cost =
                            step(walk, j, i) + (next == walk.length ? 0 : step(walk, last, next)) - step(walk, j, next);
                    if (cost < freed) {
                        move(walk, i, run, j);
                        better = true;
                        break;
                    }
                }
            }
        }
        return better;
    }

    /** Takes a run out and puts it behind position {@code after}. */
    private static void move(Visit[] walk, int from, int run, int after) {
        List<Visit> list = new ArrayList<>(List.of(walk));
        List<Visit> taken = new ArrayList<>(list.subList(from, from + run));
        list.subList(from, from + run).clear();
        list.addAll(after < from ? after + 1 : after + 1 - run, taken);
        list.toArray(walk);
    }

    private boolean twoOpt(Visit[] walk, long[] budget) {
        boolean better = false;
        for (int i = 0; i < walk.length - 1; i++) {
            int forth = 0;
            int back = 0;
            for (int j = i + 1; j < walk.length && budget[0] > 0; j++) {
                budget[0] -= 6;
                forth += step(walk, j - 1, j);
                back += distance(walk[j], walk[j - 1]);
                int now = step(walk, i - 1, i) + forth + step(walk, j, j + 1);
                int turned = step(walk, i - 1, j) + back + (j + 1 == walk.length ? 0 : distance(walk[i], walk[j + 1]));
                if (turned < now) {
                    for (int x = i, y = j; x < y; x++, y--) {
                        Visit swap = walk[x];
                        walk[x] = walk[y];
                        walk[y] = swap;
                    }
                    better = true;
                    break;
                }
            }
        }
        return better;
    }
}
