/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.locate.PairRound;
import io.plimsoll.acceptance.locate.PairTest;
import io.plimsoll.acceptance.locate.Rounds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Who meets whom in a test of pairs. The first rounds are the layers of {@link Rounds}: within a leaf, across the leaves of a
 * pod, across pods, as far as the fabric has them. Every further round halves the list and turns the second half by one, so
 * that two bad nodes do not hide behind each other. Each node is in each round: one that has no partner left meets one that
 * has already met another.
 */
final class Partners {

    private final List<CampaignNode> nodes;
    private final long seed;

    /** By member names: tests of one plan mostly have the same nodes. */
    private final Map<List<Integer>, List<List<int[]>>> layered = new HashMap<>();

    Partners(List<CampaignNode> nodes, long seed) {
        this.nodes = nodes;
        this.seed = seed;
    }

    /** Pairs of positions in the nodes, round by round; {@code members} are at least two. */
    List<List<int[]>> rounds(int[] members, int count) {
        List<Integer> all = asList(members);
        List<List<int[]>> out = new ArrayList<>(layered.computeIfAbsent(all, this::layers));
        for (int round = out.size(); round < count; round++) {
            List<int[]> pairs = new ArrayList<>();
            List<Integer> left = new ArrayList<>();
            across(all, turn(seed, round), pairs, left);
            out.add(complete(pairs, left));
        }
        return out.subList(0, count);
    }

    private List<List<int[]>> layers(List<Integer> members) {
        Map<String, Integer> position = new HashMap<>();
        List<TopologyNode> topology = new ArrayList<>();
        for (int m : members) {
            CampaignNode node = nodes.get(m);
            position.put(node.name(), m);
            String pod = node.hall() + "/" + node.pod();
            topology.add(new TopologyNode(node.name(), pod + "/" + node.leaf(), pod, List.of()));
        }
        List<List<int[]>> out = new ArrayList<>();
        for (PairRound round : Rounds.layered(new Topology(topology, 0))) {
            List<int[]> pairs = new ArrayList<>();
            for (PairTest pair : round.pairs()) {
                add(
                        of(position, pair.nodes().getFirst()),
                        of(position, pair.nodes().getLast()),
                        pairs);
            }
            List<Integer> left = new ArrayList<>();
            round.left().forEach(n -> left.add(of(position, n)));
            out.add(complete(pairs, left));
        }
        return out;
    }

    private static int of(Map<String, Integer> position, String node) {
        return Objects.requireNonNull(position.get(node));
    }

    /** Lone nodes meet each other, and the last one a node that has already met another. */
    private static List<int[]> complete(List<int[]> pairs, List<Integer> left) {
        int partner = pairs.isEmpty() ? -1 : pairs.getFirst()[0];
        for (int i = 0; i + 1 < left.size(); i += 2) {
            add(left.get(i), left.get(i + 1), pairs);
            partner = left.get(i);
        }
        if (left.size() % 2 == 1) {
            add(partner, left.getLast(), pairs);
        }
        return pairs;
    }

    private static int turn(long seed, int by) {
        return Math.floorMod(Math.floorMod(seed, 1_000_003L) + by, 1_000_003);
    }

    /** The first half meets the second half turned by some places: half the list apart, so in another leaf or pod. */
    private static void across(List<Integer> list, int turn, List<int[]> pairs, List<Integer> left) {
        int half = list.size() / 2;
        for (int i = 0; i < half; i++) {
            add(list.get(i), list.get(half + Math.floorMod(i + turn, half)), pairs);
        }
        if (list.size() % 2 == 1) {
            left.add(list.getLast());
        }
    }

    private static void add(int a, int b, List<int[]> pairs) {
        pairs.add(new int[] {Math.min(a, b), Math.max(a, b)});
    }

    private static List<Integer> asList(int[] members) {
        List<Integer> out = new ArrayList<>(members.length);
        for (int m : members) {
            out.add(m);
        }
        return out;
    }

    static List<List<Integer>> byKey(
            List<CampaignNode> nodes, List<Integer> members, Function<CampaignNode, String> key) {
        Map<String, List<Integer>> out = new LinkedHashMap<>();
        for (int m : members) {
            out.computeIfAbsent(key.apply(nodes.get(m)), k -> new ArrayList<>()).add(m);
        }
        return List.copyOf(out.values());
    }
}
