/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.TopologyNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What others do, re-built from their documents and sources as the reference describes them. They judge nodes only. */
final class Peers {

    private Peers() {}

    /**
     * GoogleCloudPlatform/cluster-health-scanner, random mode: round 1 random pairs; round 2 each suspect with a node that
     * passed, cycled. A node that passed is good for good; a suspect that fails again is bad.
     */
    static SchemeResult twoPass(Fleet fleet, long seed) {
        List<String> nodes = new Dice(seed).named("two-pass").shuffled(names(fleet), 0);
        List<String> good = new ArrayList<>();
        List<String> suspects = new ArrayList<>();
        for (int i = 0; i + 1 < nodes.size(); i += 2) {
            boolean passed = fleet.pairPasses(nodes.get(i), nodes.get(i + 1));
            (passed ? good : suspects).addAll(nodes.subList(i, i + 2));
        }
        if (nodes.size() % 2 == 1) {
            suspects.add(nodes.getLast());
        }
        Set<FaultPart> condemned = new TreeSet<>();
        Set<FaultPart> undecided = new TreeSet<>();
        for (int i = 0; i < suspects.size(); i++) {
            FaultPart node = FaultPart.node(suspects.get(i));
            if (good.isEmpty()) {
                undecided.add(node);
            } else if (!fleet.pairPasses(suspects.get(i), good.get(i % good.size()))) {
                condemned.add(node);
            }
        }
        int laps = good.isEmpty() ? 0 : (suspects.size() + good.size() - 1) / good.size();
        return SchemeResult.ofNodes(condemned, undecided, 1 + laps);
    }

    /**
     * NVIDIA/cluster-readiness-engine, simplified as in the reference: groups of sqrt(N), each failing group halved down to
     * pairs, then each member of a failing pair with a node of a group that passed. No cross-boundary stage.
     */
    static SchemeResult bisect(Fleet fleet, long seed) {
        List<String> nodes = new Dice(seed).named("bisect").shuffled(names(fleet), 0);
        int size = Math.max(2, (int) Math.round(Math.sqrt(nodes.size())));
        List<List<String>> groups = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i += size) {
            groups.add(nodes.subList(i, Math.min(nodes.size(), i + size)));
        }
        List<String> good = new ArrayList<>();
        List<String> suspects = new ArrayList<>();
        int rounds = 0;
        while (!groups.isEmpty()) {
            rounds++;
            List<List<String>> halves = new ArrayList<>();
            for (List<String> group : groups) {
                if (group.size() == 1) {
                    suspects.addAll(group);
                } else if (fleet.groupPasses(group)) {
                    good.addAll(group);
                } else if (group.size() <= 2) {
                    suspects.addAll(group);
                } else {
                    halves.add(group.subList(0, group.size() / 2));
                    halves.add(group.subList(group.size() / 2, group.size()));
                }
            }
            groups = halves;
        }
        return confirmed(fleet, suspects, good, rounds);
    }

    private static SchemeResult confirmed(Fleet fleet, List<String> suspects, List<String> good, int rounds) {
        Set<FaultPart> condemned = new TreeSet<>();
        Set<FaultPart> undecided = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        int k = 0;
        for (String s : suspects) {
            if (!seen.add(s)) {
                continue;
            }
            if (good.isEmpty()) {
                undecided.add(FaultPart.node(s));
            } else if (!fleet.pairPasses(s, good.get(k % good.size()))) {
                condemned.add(FaultPart.node(s));
            }
            k++;
        }
        int laps = good.isEmpty() ? 0 : (k + good.size() - 1) / good.size();
        return SchemeResult.ofNodes(condemned, undecided, rounds + laps);
    }

    private static List<String> names(Fleet fleet) {
        return fleet.topology().nodes().stream().map(TopologyNode::name).toList();
    }
}
