/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Groups of 4, 16, 64, a pod, all: after the pairs have passed, to find congestion and what is bad only together.
 *
 * <p>Each rung is run {@code repeats} times, so that a fault which shows in 80 % of its tests passes a rung with 4 %. A group that
 * fails is probed ({@link MixedHalves}) until a pair or a node is sure or the failure was a flake; then the next rung follows.
 */
public final class GroupLadder {

    private static final int[] RUNGS = {4, 16, 64};

    private GroupLadder() {}

    /** What to do next. */
    public sealed interface Step {

        /** The ladder waits: these nodes are not yet PASS in pairs. */
        record Wait(List<String> undecided) implements Step {}

        /**
         * Tests that share no node, to run at one time.
         *
         * @param rung nodes of a group; of the largest group for pods and for all
         */
        record Test(int rung, List<List<String>> groups) implements Step {}

        /** All rungs passed, but for what was found. */
        record Done() implements Step {}
    }

    /**
     * The next step, and all that has been found so far.
     *
     * @param found nodes and pairs that are bad for sure; of a pair the second node is left out of all further groups
     */
    public record Climb(Step step, List<FaultPart> found) {}

    /**
     * The next step of the ladder.
     *
     * @param known from the pair rounds; nodes that are FAIL are left out, any that is INCONCLUSIVE or NOT_RUN holds the ladder
     * @param leftOut nodes that the ladder does not wait for and does not test
     * @param ladder all tests of the ladder so far, in any order
     * @param repeats how often each rung is run; at least 1
     */
    public static Climb next(Localisation known, Collection<String> leftOut, List<Observation> ladder, int repeats) {
        List<String> undecided = new ArrayList<>();
        List<TopologyNode> in = new ArrayList<>();
        Set<String> without = new HashSet<>(leftOut);
        for (TopologyNode n : known.topology().nodes()) {
            if (without.contains(n.name())) {
                continue;
            }
            switch (known.decision(n.name())) {
                case PASS, WAIVED -> in.add(n);
                case FAIL -> {}
                case INCONCLUSIVE, NOT_RUN, ERROR -> undecided.add(n.name());
            }
        }
        if (!undecided.isEmpty()) {
            return new Climb(new Step.Wait(undecided), List.of());
        }
        List<List<List<String>>> rungs = rungs(in).stream()
                .map(rung -> rung.stream()
                        .map(group -> group.stream().map(TopologyNode::name).toList())
                        .toList())
                .toList();
        return climb(known, new HashSet<>(), rungs, new Results(ladder), repeats);
    }

    /**
     * The next step on rungs that somebody else laid out.
     *
     * @param known from the pair rounds
     * @param leftOut nodes that are taken out of every group
     * @param rungs of groups of node names; the groups of one rung share no node
     * @param ladder all tests of the ladder so far, in any order
     */
    public static Climb on(
            Localisation known, Collection<String> leftOut, List<List<List<String>>> rungs, List<Observation> ladder) {
        return climb(known, new HashSet<>(leftOut), rungs, new Results(ladder), 1);
    }

    private static Climb climb(
            Localisation known, Set<String> out, List<List<List<String>>> rungs, Results results, int repeats) {
        List<FaultPart> found = new ArrayList<>();
        for (List<List<String>> rung : rungs) {
            List<List<String>> wanted = new ArrayList<>();
            for (List<String> group : rung) {
                wanted.addAll(settle(known, group, results, repeats, out, found));
            }
            if (!wanted.isEmpty()) {
                int size = rung.stream().mapToInt(List::size).max().orElse(0);
                return new Climb(new Step.Test(size, wanted), List.copyOf(found));
            }
        }
        return new Climb(new Step.Done(), List.copyOf(found));
    }

    /** Takes what is sure out of a group until it passes, or says what to test. */
    private static List<List<String>> settle(
            Localisation known,
            List<String> group,
            Results results,
            int repeats,
            Set<String> out,
            List<FaultPart> found) {
        while (true) {
            List<String> left = group.stream().filter(n -> !out.contains(n)).toList();
            if (left.size() < 2) {
                return List.of();
            }
            List<Observation> own = results.of(left);
            if (own.stream().allMatch(Observation::passed)) {
                return own.size() < repeats ? List.of(left) : List.of();
            }
            MixedHalves.Verdict v = MixedHalves.look(left, known, results.within(left), known.thresholds());
            if (v.flake()) {
                return own.stream().filter(Observation::passed).count() < repeats ? List.of(left) : List.of();
            }
            Optional<FaultPart> part = v.found();
            if (part.isEmpty()) {
                return v.probes();
            }
            found.add(part.get());
            String name = part.get().name();
            out.add(part.get().kind() == FaultKind.NODE ? name : name.substring(name.indexOf(" + ") + 3));
        }
    }

    /** Groups of each rung; a rung that says no more than the one before is left out. */
    private static List<List<List<TopologyNode>>> rungs(List<TopologyNode> in) {
        List<List<List<TopologyNode>>> out = new ArrayList<>();
        for (int size : RUNGS) {
            if (size < in.size()) {
                List<List<TopologyNode>> groups = new ArrayList<>();
                for (int i = 0; i < in.size(); i += size) {
                    groups.add(in.subList(i, Math.min(in.size(), i + size)));
                }
                out.add(groups);
            }
        }
        Map<String, List<TopologyNode>> pods = new LinkedHashMap<>();
        in.forEach(n -> pods.computeIfAbsent(n.pod(), k -> new ArrayList<>()).add(n));
        if (pods.size() > 1 && pods.values().stream().anyMatch(p -> p.size() > 64)) {
            out.add(List.copyOf(pods.values()));
        }
        out.add(List.of(in));
        return out;
    }

    /** Results by the set of nodes, and by node. */
    private static final class Results {

        private final Map<Set<String>, List<Observation>> bySet = new HashMap<>();
        private final Collection<Observation> all;

        Results(List<Observation> ladder) {
            this.all = ladder.stream().sorted(Observation.ORDER).toList();
            all.forEach(o -> bySet.computeIfAbsent(new TreeSet<>(o.nodes()), k -> new ArrayList<>())
                    .add(o));
        }

        List<Observation> of(List<String> nodes) {
            return bySet.getOrDefault(new TreeSet<>(nodes), List.of());
        }

        List<Observation> within(List<String> nodes) {
            Set<String> in = new HashSet<>(nodes);
            return all.stream().filter(o -> in.containsAll(o.nodes())).toList();
        }
    }
}
