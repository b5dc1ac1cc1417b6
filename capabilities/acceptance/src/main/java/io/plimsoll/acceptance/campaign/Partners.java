/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Who meets whom in a test of pairs. Round 1 stays within a leaf, round 2 crosses leaves within a pod, round 3 crosses pods,
 * and every further one turns the partners by one, so that two bad nodes do not hide behind each other. Each node is in each
 * round; where the number is odd, one node meets a partner that has already met another.
 */
final class Partners {

    private Partners() {}

    /** Pairs of positions in {@code nodes}; empty for fewer than two nodes. */
    static List<int[]> round(List<CampaignNode> nodes, int[] members, int round, long seed) {
        List<int[]> pairs = new ArrayList<>();
        if (members.length < 2) {
            return pairs;
        }
        List<Integer> left = new ArrayList<>();
        switch (round) {
            case 1 -> {
                List<Integer> fromLeaves = new ArrayList<>();
                byKey(nodes, asList(members), n -> n.hall() + "\n" + n.pod() + "\n" + n.leaf())
                        .forEach(leaf -> neighbours(leaf, pairs, fromLeaves));
                neighbours(fromLeaves, pairs, left);
            }
            case 2 -> {
                List<Integer> fromPods = new ArrayList<>();
                byKey(nodes, asList(members), n -> n.hall() + "\n" + n.pod())
                        .forEach(pod -> across(pod, turn(seed, 0), pairs, fromPods));
                across(fromPods, 0, pairs, left);
            }
            default -> across(asList(members), turn(seed, round - 2), pairs, left);
        }
        for (int lone : left) {
            int partner = pairs.getFirst()[0];
            pairs.add(new int[] {Math.min(lone, partner), Math.max(lone, partner)});
        }
        return pairs;
    }

    private static int turn(long seed, int by) {
        return Math.floorMod(Math.floorMod(seed, 1_000_003L) + by, 1_000_003);
    }

    private static void neighbours(List<Integer> list, List<int[]> pairs, List<Integer> left) {
        for (int i = 0; i + 1 < list.size(); i += 2) {
            add(list.get(i), list.get(i + 1), pairs);
        }
        if (list.size() % 2 == 1) {
            left.add(list.getLast());
        }
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
