/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a fabric's plan that localisation needs. Nodes stand in the order of their ports at the leaf; that order decides
 * the spine under destination routing.
 */
public final class Topology {

    private final List<TopologyNode> nodes;
    private final int spines;
    private final Map<String, Integer> index = new HashMap<>();
    private final int[] slot;

    /**
     * @param spines spines that each leaf has a link to; 0 if the links are not to be told apart
     * @throws IllegalArgumentException for two nodes of one name; a reader has checked that before
     */
    public Topology(List<TopologyNode> nodes, int spines) {
        this.nodes = List.copyOf(nodes);
        this.spines = spines;
        this.slot = new int[nodes.size()];
        Map<String, Integer> atLeaf = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            TopologyNode n = nodes.get(i);
            if (index.put(n.name(), i) != null) {
                throw new IllegalArgumentException("two nodes are named " + n.name());
            }
            slot[i] = atLeaf.merge(n.leaf(), 1, Integer::sum) - 1;
        }
    }

    /** Nodes of which nothing is known but their names: one leaf, no rails. */
    public static Topology flat(List<String> names) {
        return new Topology(
                names.stream()
                        .map(n -> new TopologyNode(n, "leaf", "pod", List.of()))
                        .toList(),
                0);
    }

    /**
     * A regular fabric with generated names.
     *
     * @param rails NICs of a node; 0 for whole nodes only
     */
    public static Topology regular(int nodes, int nodesPerLeaf, int leavesPerPod, int rails, int spines) {
        List<TopologyNode> out = new ArrayList<>(nodes);
        for (int i = 0; i < nodes; i++) {
            int leaf = i / nodesPerLeaf;
            String name = "node-" + number(i, 4);
            String leafName = "leaf-" + number(leaf, 3);
            List<NodeRail> ports = new ArrayList<>(rails);
            for (int r = 0; r < rails; r++) {
                ports.add(new NodeRail(
                        r,
                        name + "/nic-" + r,
                        name + "/cable-" + r,
                        leafName + "." + r + "/port-" + (i % nodesPerLeaf + 1)));
            }
            out.add(new TopologyNode(name, leafName, "pod-" + number(leaf / leavesPerPod, 2), ports));
        }
        return new Topology(out, spines);
    }

    private static String number(int value, int digits) {
        String text = Integer.toString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    public List<TopologyNode> nodes() {
        return nodes;
    }

    public int spines() {
        return spines;
    }

    public Optional<TopologyNode> node(String name) {
        Integer at = index.get(name);
        return at == null ? Optional.empty() : Optional.of(nodes.get(at));
    }

    /** The node's place in {@link #nodes()}. */
    int indexOf(String name) {
        Integer at = index.get(name);
        if (at == null) {
            throw new IllegalArgumentException("no node is named " + name);
        }
        return at;
    }

    /** The node's place at its leaf, from 0. */
    int slotOf(int node) {
        return slot[node];
    }

    /** The pair of two nodes, in the topology's order. */
    public PairTest pair(String a, String b) {
        int x = indexOf(a);
        int y = indexOf(b);
        return x < y ? new PairTest(a, b, layerOf(x, y)) : new PairTest(b, a, layerOf(x, y));
    }

    Layer layerOf(int a, int b) {
        TopologyNode x = nodes.get(a);
        TopologyNode y = nodes.get(b);
        if (x.leaf().equals(y.leaf())) {
            return Layer.LEAF;
        }
        return x.pod().equals(y.pod()) ? Layer.POD : Layer.FABRIC;
    }

    /**
     * The leaf-spine links that traffic between two nodes crosses, both ways, when the destination's slot picks the spine
     * (d-mod-k routing, as OpenSM's fat-tree engine and most deterministic routings do). Empty within a leaf and where spines
     * are not known.
     */
    public List<FaultPart> links(String a, String b) {
        int x = indexOf(a);
        int y = indexOf(b);
        if (spines == 0 || layerOf(x, y) == Layer.LEAF) {
            return List.of();
        }
        String leafA = nodes.get(x).leaf();
        String leafB = nodes.get(y).leaf();
        Set<FaultPart> out = new HashSet<>();
        for (int spine : new int[] {slot[x] % spines, slot[y] % spines}) {
            out.add(link(leafA, spine));
            out.add(link(leafB, spine));
        }
        return out.stream().sorted().toList();
    }

    /** The link between a leaf and one of its spines. */
    public static FaultPart link(String leaf, int spine) {
        return new FaultPart(FaultKind.LINK, leaf + "/spine-" + number(spine, 2));
    }

    /** What a node's traffic on one rail crosses between node and leaf; for all rails together with -1. */
    public List<FaultPart> railParts(String name, int rail) {
        List<FaultPart> out = new ArrayList<>();
        for (NodeRail r : nodes.get(indexOf(name)).rails()) {
            if (rail < 0 || r.rail() == rail) {
                out.add(new FaultPart(FaultKind.NIC, r.nic()));
                out.add(new FaultPart(FaultKind.CABLE, r.cable()));
                out.add(new FaultPart(FaultKind.PORT, r.port()));
            }
        }
        return out;
    }

    /** All that the traffic between two nodes crosses besides the nodes themselves; on all rails together with rail -1. */
    public List<FaultPart> path(String a, String b, int rail) {
        List<FaultPart> out = new ArrayList<>(railParts(a, rail));
        out.addAll(railParts(b, rail));
        out.addAll(links(a, b));
        return out;
    }
}
