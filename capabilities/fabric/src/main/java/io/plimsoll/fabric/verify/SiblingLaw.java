/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.verify.Identity.How;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The adapters of one board have GUIDs out of one block. From the adapters that stand where they should the distance between two
 * adapters of a node is learned ({@code HCA-2} is {@code HCA-1} plus 4); an adapter without a name whose sibling stands on
 * another rail of another node was moved, or its sibling was, and what names say about the rest decides which.
 */
final class SiblingLaw {

    private static final long DISTANCE_MAX = 64;
    /** So many nodes are enough to learn from. */
    private static final int NODES_MAX = 512;

    private static final int SUPPORT_MIN = 3;
    private static final double SUPPORT_SHARE_MIN = 0.8;

    private final PlanIndex plan;
    private final ObservedIndex seen;
    private final Identity identity;
    private final int[] position;
    private final int[] claimedBy;
    private final Map<Long, Integer> byGuid = new HashMap<>();

    SiblingLaw(PlanIndex plan, ObservedIndex seen, Identity identity, int[] position, int[] claimedBy) {
        this.plan = plan;
        this.seen = seen;
        this.identity = identity;
        this.position = position;
        this.claimedBy = claimedBy;
    }

    /** On every node, the second adapter's GUID is the first one's plus the distance. */
    record Law(String first, String second, long distance) {}

    /** Two unnamed adapters of one board, and how well a node fits them. */
    private record Candidate(int score, int first, int second, int firstPort, int secondPort) {}

    /** The distances that hold on the nodes as they were identified. */
    static List<Law> learned(PlanIndex plan, ObservedIndex seen, Identity identity) {
        return new SiblingLaw(plan, seen, identity, identity.port, new int[0]).learn();
    }

    void identify() {
        List<Law> laws = learn();
        List<Candidate> candidates = new ArrayList<>();
        for (Law law : laws) {
            for (int o = 0; o < seen.devices; o++) {
                consider(law, o, candidates);
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::score).reversed().thenComparingInt(Candidate::firstPort));
        for (Candidate c : candidates) {
            if (fits(c.first(), c.firstPort()) && fits(c.second(), c.secondPort())) {
                take(c.first(), c.firstPort());
                take(c.second(), c.secondPort());
            }
        }
    }

    private boolean fits(int o, int port) {
        return identity.port[o] >= 0 ? identity.port[o] == port : claimedBy[port] < 0;
    }

    private void take(int o, int port) {
        if (identity.port[o] < 0) {
            claimedBy[port] = o;
            identity.isPort(o, port, How.SIBLINGS);
        }
    }

    /** Offers the nodes that one pair of siblings could be: where either is plugged in, or where a named one says it is. */
    private void consider(Law law, int o, List<Candidate> out) {
        long guid = guid(o);
        Integer sibling = guid == 0 ? null : byGuid.get(guid + law.distance());
        if (sibling == null || (identity.port[o] >= 0 && identity.port[sibling] >= 0)) {
            return;
        }
        offer(law, o, sibling, nodeOf(o), out);
        if (nodeOf(sibling) != nodeOf(o)) {
            offer(law, o, sibling, nodeOf(sibling), out);
        }
    }

    private int nodeOf(int o) {
        int port = identity.port[o] >= 0 ? identity.port[o] : position[o];
        return port < 0 ? -1 : plan.portDevice[port];
    }

    private void offer(Law law, int o, int sibling, int node, List<Candidate> out) {
        int first = node < 0 ? -1 : plan.port(node, law.first());
        int second = node < 0 ? -1 : plan.port(node, law.second());
        if (first < 0 || second < 0 || !plausible(o, law.first()) || !plausible(sibling, law.second())) {
            return;
        }
        int score = fit(o, first) + fit(sibling, second);
        if (score > 0) {
            out.add(new Candidate(score, o, sibling, first, second));
        }
    }

    /** A named adapter is what it says; an unnamed one may be what its rail says, or have been crossed with another rail. */
    private boolean plausible(int o, String adapter) {
        return identity.port[o] < 0 || plan.portName[identity.port[o]].equals(adapter);
    }

    private int fit(int o, int port) {
        if (identity.port[o] >= 0) {
            return identity.port[o] == port ? 10 : -100;
        }
        if (position[o] == port) {
            return 3;
        }
        boolean sameRail = position[o] >= 0 && plan.portName[position[o]].equals(plan.portName[port]);
        boolean sameNode = position[o] >= 0 && plan.portDevice[position[o]] == plan.portDevice[port];
        return sameRail || sameNode ? 1 : -1;
    }

    private List<Law> learn() {
        Map<Integer, List<Integer>> onNode = new HashMap<>();
        for (int o = 0; o < seen.devices; o++) {
            long guid = guid(o);
            int port = identity.port[o] >= 0 ? identity.port[o] : position[o];
            if (guid != 0) {
                byGuid.put(guid, o);
            }
            if (guid != 0 && port >= 0 && (onNode.size() < NODES_MAX || onNode.containsKey(plan.portDevice[port]))) {
                onNode.computeIfAbsent(plan.portDevice[port], k -> new ArrayList<>())
                        .add(o);
            }
        }
        Map<Law, Integer> support = new HashMap<>();
        Map<String, Integer> pairs = new HashMap<>();
        for (List<Integer> node : onNode.values()) {
            for (int a : node) {
                for (int b : node) {
                    long distance = guid(b) - guid(a);
                    String first = slot(a);
                    String second = slot(b);
                    if (a != b && first.compareTo(second) < 0) {
                        pairs.merge(first + "\t" + second, 1, Integer::sum);
                        if (Math.abs(distance) <= DISTANCE_MAX) {
                            support.merge(new Law(first, second, distance), 1, Integer::sum);
                        }
                    }
                }
            }
        }
        List<Law> laws = new ArrayList<>();
        support.forEach((law, count) -> {
            int of = pairs.getOrDefault(law.first() + "\t" + law.second(), 1);
            if (count >= SUPPORT_MIN && count >= of * SUPPORT_SHARE_MIN) {
                laws.add(law);
            }
        });
        laws.sort(Comparator.comparing(Law::first).thenComparing(Law::second).thenComparingLong(Law::distance));
        return laws;
    }

    private String slot(int o) {
        return plan.portName[identity.port[o] >= 0 ? identity.port[o] : position[o]];
    }

    private long guid(int o) {
        return guid(seen.device(o).guid());
    }

    static String text(long guid) {
        return String.format("%016x", guid);
    }

    /** The number that a GUID is, or 0 if it is none. */
    static long guid(String text) {
        if (text.length() != 16) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
