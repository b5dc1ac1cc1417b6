/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.Arrangement;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Lays a test plan over nodes: one draft for each run, with what it waits for. A test waits, on each of its nodes, for what
 * the plan says it needs and for the whole stage before; round waits for round, and rung for rung.
 */
final class Drafts {

    private final CampaignRequest request;
    private final PowerCheck power;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<NotFitting> notFitting = new ArrayList<>();

    /** For each node, the last drafts of each of its tests; a rung or round stands for those before it. */
    private final List<Map<String, Integer>> last;

    /** For each node, the stage it is in and the drafts of the one before. */
    private final int[] stage;

    private final List<List<Integer>> before;
    private final List<List<Integer>> now;

    private Drafts(CampaignRequest request, PowerCheck power) {
        this.request = request;
        this.power = power;
        int n = request.nodes().size();
        this.stage = new int[n];
        this.last = new ArrayList<>(n);
        this.before = new ArrayList<>(n);
        this.now = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            last.add(new HashMap<>());
            before.add(List.of());
            now.add(new ArrayList<>());
        }
    }

    /** The drafts of a request, each after those that it waits for, and the rungs that its limits do not allow. */
    record Laid(List<Draft> drafts, List<NotFitting> notFitting) {}

    static Laid of(CampaignRequest request, PowerCheck power, Set<String> leftOut) {
        Drafts out = new Drafts(request, power);
        List<PlannedTest> tests = inOrder(request.plan());
        for (PlannedTest test : tests) {
            if (!leftOut.contains(test.id())) {
                out.lay(test);
            }
        }
        return new Laid(out.drafts, out.notFitting);
    }

    /** By stage, then as written, but no test before one that it needs. */
    static List<PlannedTest> inOrder(TestPlan plan) {
        List<PlannedTest> left = new ArrayList<>(plan.tests());
        left.sort((a, b) -> Integer.compare(stageOf(plan, a), stageOf(plan, b)));
        List<PlannedTest> out = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> waiting = new TreeSet<>();
            left.forEach(t -> waiting.add(t.id()));
            PlannedTest next = left.stream()
                    .filter(t -> t.needs().stream().noneMatch(waiting::contains))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            out.add(next);
        }
        return out;
    }

    /** The place of a test's stage; in a plain list each test is a stage of its own. */
    static int stageOf(TestPlan plan, PlannedTest test) {
        return plan.stages().isEmpty()
                ? plan.tests().indexOf(test)
                : plan.stages().indexOf(test.stage());
    }

    private void lay(PlannedTest test) {
        int[] members = IntStream.range(0, request.nodes().size())
                .filter(i -> !request.nodes().get(i).withoutTests().contains(test.id()))
                .toArray();
        int order = stageOf(request.plan(), test) + 1;
        for (int m : members) {
            if (stage[m] != order) {
                stage[m] = order;
                if (!now.get(m).isEmpty()) {
                    before.set(m, now.get(m));
                    now.set(m, new ArrayList<>());
                }
            }
        }
        switch (test.scope()) {
            case NODE, CORE, GPU, NIC, DISK -> {
                for (int m : members) {
                    add(test, test.id() + "/" + request.nodes().get(m).name(), new int[] {m});
                }
            }
            case RACK -> racks(test, members);
            case PAIR -> pairs(test, members);
            case GROUP -> groups(test, members);
        }
        for (int m : members) {
            Integer draft = last.get(m).get(test.id());
            if (draft != null) {
                now.get(m).add(draft);
            }
        }
    }

    private void racks(PlannedTest test, int[] members) {
        List<Integer> all = Arrays.stream(members).boxed().toList();
        for (List<Integer> rack : Partners.byKey(request.nodes(), all, n -> n.hall() + "\n" + n.rack())) {
            add(test, test.id() + "/" + request.nodes().get(rack.getFirst()).rack(), ints(rack));
        }
    }

    private void pairs(PlannedTest test, int[] members) {
        if (members.length < 2) {
            if (members.length == 1) {
                cannot(test, members, "a test of pairs needs two nodes");
            }
            return;
        }
        int round = 0;
        for (List<int[]> pairs :
                power.partners().rounds(members, test.arrangement().rounds())) {
            round++;
            int number = 0;
            for (int[] pair : pairs) {
                String refused = power.refusesGroup(test, pair);
                if (!refused.isEmpty()) {
                    cannot(test, pair, "round " + round + ": " + refused);
                } else {
                    add(test, String.format(Locale.ROOT, "%s/%d/%04d", test.id(), round, ++number), pair);
                }
            }
        }
    }

    private void groups(PlannedTest test, int[] members) {
        int size = 1;
        for (String rung : test.arrangement().groups()) {
            List<int[]> groups = rung(rung, members);
            int largest = groups.stream().mapToInt(g -> g.length).max().orElse(0);
            if (largest <= size) {
                continue; // the nodes are too few for this rung, or one before was as large
            }
            size = largest;
            int number = 0;
            for (int[] group : groups) {
                String refused = power.refusesGroup(test, group);
                if (!refused.isEmpty()) {
                    cannot(test, group, "rung " + rung + ": " + refused);
                } else {
                    add(test, String.format(Locale.ROOT, "%s/%s/%04d", test.id(), rung, ++number), group);
                }
            }
        }
        if (size == 1 && members.length > 0) {
            cannot(test, members, members.length + " nodes are too few for the rungs that the test names");
        }
    }

    private List<int[]> rung(String rung, int[] members) {
        List<Integer> all = new ArrayList<>(Arrays.stream(members).boxed().toList());
        if (rung.equals(Arrangement.ALL)) {
            return List.of(members);
        }
        if (rung.equals(Arrangement.POD)) {
            return all.stream().anyMatch(m -> request.nodes().get(m).pod().isEmpty())
                    ? List.of()
                    : Partners.byKey(request.nodes(), all, CampaignNode::pod).stream()
                            .map(Drafts::ints)
                            .toList();
        }
        int size = Integer.parseInt(rung);
        if (members.length < size) {
            return List.of();
        }
        int[] near = Arrays.stream(members)
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer m) -> place(request.nodes().get(m))))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> out = new ArrayList<>();
        for (int from = 0; from < near.length; ) {
            int to = near.length - (from + size) < 2 ? near.length : from + size;
            out.add(Arrays.copyOfRange(near, from, to));
            from = to;
        }
        return out;
    }

    private static String place(CampaignNode node) {
        return String.join("\n", node.hall(), node.pod(), node.leaf(), node.rack(), node.name());
    }

    private void add(PlannedTest test, String id, int[] nodes) {
        long watts = 0;
        Duration takes = Duration.ZERO;
        Set<Integer> after = new TreeSet<>();
        for (int n : nodes) {
            CampaignNode node = request.nodes().get(n);
            watts += test.resources().wattsOn(node.nodeWatts(), node.idleWatts());
            Duration here = test.forProvenance(node.provenance()).duration();
            takes = here.compareTo(takes) > 0 ? here : takes;
            Integer earlier = last.get(n).get(test.id());
            if (earlier == null) {
                after.addAll(before.get(n));
                test.needs().forEach(need -> {
                    Integer draft = last.get(n).get(need);
                    if (draft != null) {
                        after.add(draft);
                    }
                });
            } else {
                after.add(earlier);
            }
        }
        int position = drafts.size();
        drafts.add(new Draft(
                id, test, nodes, after.stream().mapToInt(Integer::intValue).toArray(), watts, takes.toSeconds()));
        for (int n : nodes) {
            last.get(n).put(test.id(), position);
        }
    }

    /** Groups that are refused for the same reason are told together. */
    private void cannot(PlannedTest test, int[] nodes, String reason) {
        Set<String> names = new TreeSet<>();
        boolean required = Arrays.stream(nodes)
                .anyMatch(n -> requiredOn(test, request.nodes().get(n)));
        for (int n : nodes) {
            names.add(request.nodes().get(n).name());
        }
        for (Iterator<NotFitting> told = notFitting.iterator(); told.hasNext(); ) {
            NotFitting before = told.next();
            if (before.test().equals(test.id()) && before.reason().equals(reason)) {
                names.addAll(before.nodes());
                required |= before.required();
                told.remove();
            }
        }
        notFitting.add(new NotFitting(
                test.id(),
                test.title(),
                required,
                false,
                List.copyOf(names),
                reason,
                Duration.ZERO,
                OptionalDouble.empty()));
    }

    static boolean requiredOn(PlannedTest test, CampaignNode node) {
        return test.forProvenance(node.provenance()).required();
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
