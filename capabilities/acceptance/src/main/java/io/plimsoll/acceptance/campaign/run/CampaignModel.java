/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What does not change while a campaign runs: its tasks, nodes and rules, with every name turned into a number once. */
public final class CampaignModel {

    /** Where a node stands. */
    public record Place(String node, String rack, String hall) {}

    final List<RunTask> tasks;
    final List<Place> places;
    final RunRules rules;
    final List<String> racks = new ArrayList<>();
    final List<String> halls = new ArrayList<>();
    final int[][] nodesOf;
    /** What each task comes after, those that it needs first. */
    final int[][] after;

    /** How many of {@link #after} it needs. */
    final int[] needed;

    final int[][] dependents;
    final int[][] tasksOf;
    final int[] rackOf;
    final int[] hallOf;
    private final Map<String, Integer> taskIndex = new HashMap<>();
    private final Map<String, Integer> nodeIndex = new HashMap<>();

    /** @throws IllegalArgumentException if a task names a node or a task that is not there, or tasks wait for each other */
    public CampaignModel(List<Place> places, List<RunTask> tasks, RunRules rules) {
        this.places = List.copyOf(places);
        this.tasks = List.copyOf(tasks);
        this.rules = rules;
        for (Place place : places) {
            nodeIndex.put(place.node(), nodeIndex.size());
        }
        for (RunTask task : tasks) {
            if (taskIndex.put(task.id(), taskIndex.size()) != null) {
                throw new IllegalArgumentException("two tasks are called " + task.id());
            }
        }
        Map<String, Integer> rackNumbers = new HashMap<>();
        Map<String, Integer> hallNumbers = new HashMap<>();
        rackOf = places.stream()
                .mapToInt(p -> number(rackNumbers, racks, p.hall() + "/" + p.rack()))
                .toArray();
        hallOf = places.stream()
                .mapToInt(p -> number(hallNumbers, halls, p.hall()))
                .toArray();
        nodesOf = tasks.stream()
                .map(t -> t.nodes().stream().mapToInt(this::node).toArray())
                .toArray(int[][]::new);
        after = tasks.stream()
                .map(t -> IntStream.concat(
                                t.needs().stream().mapToInt(this::known),
                                t.after().stream().mapToInt(this::known))
                        .distinct()
                        .toArray())
                .toArray(int[][]::new);
        needed = tasks.stream()
                .mapToInt(t -> (int) t.needs().stream().distinct().count())
                .toArray();
        dependents = inverse(after, tasks.size());
        tasksOf = inverse(nodesOf, places.size());
        refuseCycles();
    }

    private static int number(Map<String, Integer> numbers, List<String> names, String name) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known == null) {
            names.add(name);
            return names.size() - 1;
        }
        return known;
    }

    private static int[][] inverse(int[][] forward, int size) {
        int[] counts = new int[size];
        for (int[] row : forward) {
            for (int to : row) {
                counts[to]++;
            }
        }
        int[][] back = new int[size][];
        for (int i = 0; i < size; i++) {
            back[i] = new int[counts[i]];
        }
        for (int from = forward.length - 1; from >= 0; from--) {
            for (int to : forward[from]) {
                back[to][--counts[to]] = from;
            }
        }
        return back;
    }

    private void refuseCycles() {
        int[] open = new int[tasks.size()];
        int[] ready = new int[tasks.size()];
        int end = 0;
        for (int t = 0; t < open.length; t++) {
            open[t] = after[t].length;
            if (open[t] == 0) {
                ready[end++] = t;
            }
        }
        for (int i = 0; i < end; i++) {
            for (int next : dependents[ready[i]]) {
                if (--open[next] == 0) {
                    ready[end++] = next;
                }
            }
        }
        if (end < open.length) {
            for (int t = 0; t < open.length; t++) {
                if (open[t] > 0) {
                    throw new IllegalArgumentException(
                            "tasks wait for each other: " + tasks.get(t).id());
                }
            }
        }
    }

    private int node(String name) {
        Integer index = nodeIndex.get(name);
        if (index == null) {
            throw new IllegalArgumentException("a task runs on a node that is not in the campaign: " + name);
        }
        return index;
    }

    private int known(String task) {
        return index(task)
                .orElseThrow(() ->
                        new IllegalArgumentException("a task waits for one that is not in the campaign: " + task));
    }

    /** Whether one task needs another, which it comes after. */
    boolean needs(int task, int before) {
        for (int i = 0; i < needed[task]; i++) {
            if (after[task][i] == before) {
                return true;
            }
        }
        return false;
    }

    /** Whether what a task comes after has come to its end, and lets it go on where it needs that. */
    boolean comes(int task, Vec<TaskState> states) {
        for (int i = 0; i < after[task].length; i++) {
            TaskState before = states.get(after[task][i]);
            if (!before.status().terminal() || (i < needed[task] && !before.goesOn())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a task's workload may start now, as far as order goes. */
    boolean startable(int task, Vec<TaskState> states) {
        return !tasks.get(task).decision() && comes(task, states);
    }

    /** The same campaign with more tasks; those that it has already are left out. */
    public CampaignModel with(List<RunTask> more) {
        List<RunTask> all = new ArrayList<>(tasks);
        more.stream().filter(t -> index(t.id()).isEmpty()).forEach(all::add);
        return all.size() == tasks.size() ? this : new CampaignModel(places, all, rules);
    }

    /** How long its nodes rest after a task. */
    Duration rest(int task) {
        Duration own = tasks.get(task).coolDown();
        return own.compareTo(rules.coolDown()) > 0 ? own : rules.coolDown();
    }

    /** A task's number. */
    Optional<Integer> index(String task) {
        return Optional.ofNullable(taskIndex.get(task));
    }

    Optional<Integer> nodeNumber(String node) {
        return Optional.ofNullable(nodeIndex.get(node));
    }

    public List<RunTask> tasks() {
        return tasks;
    }

    public Optional<RunTask> task(String id) {
        return index(id).map(tasks::get);
    }

    public List<Place> places() {
        return places;
    }

    public RunRules rules() {
        return rules;
    }

    /** The tasks of a node, in the plan's order. */
    public List<RunTask> tasksOf(String node) {
        List<RunTask> found = new ArrayList<>();
        nodeNumber(node).ifPresent(n -> {
            for (int t : tasksOf[n]) {
                found.add(tasks.get(t));
            }
        });
        return found;
    }
}
