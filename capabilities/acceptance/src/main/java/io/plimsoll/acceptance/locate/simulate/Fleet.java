/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Nodes with faults that only this class knows, and tests that count themselves. One fleet serves one scheme once. */
final class Fleet {

    private final FleetOptions options;
    private final Topology topology;
    private final Dice tests;
    private final Set<FaultPart> bad = new TreeSet<>();
    private final Map<String, List<String>> badWith = new HashMap<>();
    private long testCount;
    private long nodeSlots;

    Fleet(Topology topology, FleetOptions options, long seed, String scheme) {
        this.options = options;
        this.topology = topology;
        Dice dice = new Dice(seed);
        this.tests = dice.named("tests of " + scheme);
        breakParts(dice.named("faults"));
        breakPairs(dice.named("pairs"));
    }

    static Topology topology(FleetOptions o) {
        return Topology.regular(o.nodes(), o.nodesPerLeaf(), o.leavesPerPod(), o.rails(), o.spines());
    }

    private void breakParts(Dice dice) {
        Set<String> leaves = new TreeSet<>();
        long n = 0;
        for (TopologyNode node : topology.nodes()) {
            leaves.add(node.leaf());
            breakOne(dice, options.bad(), FaultPart.node(node.name()), n++);
            for (FaultPart part : topology.railParts(node.name(), -1)) {
                double chance = switch (part.kind()) {
                    case NIC -> options.nicBad();
                    case CABLE -> options.cableBad();
                    case PORT -> options.portBad();
                    case NODE, LINK, PAIR -> 0;
                };
                breakOne(dice, chance, part, n++);
            }
        }
        for (String leaf : leaves) {
            for (int spine = 0; spine < options.spines(); spine++) {
                breakOne(dice, options.linkBad(), Topology.link(leaf, spine), n++);
            }
        }
    }

    private void breakOne(Dice dice, double chance, FaultPart part, long n) {
        if (chance > 0 && dice.happens(chance, 0, n)) {
            bad.add(part);
        }
    }

    private void breakPairs(Dice dice) {
        int n = topology.nodes().size();
        for (int k = 0, tries = 0; k < options.badPairs() && tries < 100 * options.badPairs(); tries++) {
            String a = topology.nodes().get(dice.below(n, 1, tries)).name();
            String b = topology.nodes().get(dice.below(n, 2, tries)).name();
            boolean good = !bad.contains(FaultPart.node(a)) && !bad.contains(FaultPart.node(b));
            if (!a.equals(b) && good && bad.add(FaultPart.pair(a, b))) {
                badWith.computeIfAbsent(a, x -> new ArrayList<>()).add(b);
                badWith.computeIfAbsent(b, x -> new ArrayList<>()).add(a);
                k++;
            }
        }
    }

    Topology topology() {
        return topology;
    }

    FleetOptions options() {
        return options;
    }

    /** What is bad, to count with; no scheme may look. */
    Set<FaultPart> truth() {
        return bad;
    }

    long tests() {
        return testCount;
    }

    long nodeSlots() {
        return nodeSlots;
    }

    /** A pair on all that it crosses, whole. */
    boolean pairPasses(String a, String b) {
        return passes(List.of(a, b), topology.path(a, b, -1));
    }

    /** Nodes together. Links are crossed by pairs only: a group's traffic is spread over all of its leaves' links. */
    boolean groupPasses(Collection<String> nodes) {
        if (nodes.size() == 2) {
            List<String> two = List.copyOf(nodes);
            return pairPasses(two.get(0), two.get(1));
        }
        List<FaultPart> via = new ArrayList<>();
        nodes.forEach(n -> via.addAll(topology.railParts(n, -1)));
        return passes(nodes, via);
    }

    /** One test; counts as one, and a slot for each node. */
    boolean passes(Collection<String> nodes, Collection<FaultPart> via) {
        testCount++;
        nodeSlots += nodes.size();
        return outcome(nodes, via);
    }

    /** All rails of a pair, one verdict each; counts as one test. */
    Map<Integer, Boolean> railsPass(String a, String b) {
        testCount++;
        nodeSlots += 2;
        Map<Integer, Boolean> out = new HashMap<>();
        for (int rail = 0; rail < options.rails(); rail++) {
            out.put(rail, outcome(List.of(a, b), topology.path(a, b, rail)));
        }
        return out;
    }

    private long draws;

    private boolean outcome(Collection<String> nodes, Collection<FaultPart> via) {
        long test = draws++;
        int drawn = 0;
        boolean shows = false;
        for (FaultPart part : involved(nodes, via)) {
            shows |= bad.contains(part) && !tests.happens(options.miss(), test, drawn);
            drawn++;
        }
        return !shows && !tests.happens(options.flake(), test, -1);
    }

    private List<FaultPart> involved(Collection<String> nodes, Collection<FaultPart> via) {
        List<FaultPart> out = new ArrayList<>(via);
        nodes.forEach(n -> out.add(FaultPart.node(n)));
        if (!badWith.isEmpty()) {
            Set<String> in = new HashSet<>(nodes);
            for (String a : nodes) {
                badWith.getOrDefault(a, List.of()).stream()
                        .filter(b -> a.compareTo(b) < 0 && in.contains(b))
                        .forEach(b -> out.add(FaultPart.pair(a, b)));
            }
        }
        return out;
    }

    long badOf(FaultKind kind) {
        return bad.stream().filter(p -> p.kind() == kind).count();
    }
}
