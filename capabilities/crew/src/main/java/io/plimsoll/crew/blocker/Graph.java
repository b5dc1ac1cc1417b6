/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blockers that hold something up, what they wait on, and what they hold; when each is gone. */
final class Graph {

    private final List<Blocker> blockers;
    private final long now;
    private final long horizon;
    private final long[] own;
    private final int[][] waits;
    private final int[][] waitedBy;
    private final int[][] onUnit;
    private final Map<String, int[]> onCommitment = new HashMap<>();
    private final List<String> packages;
    private final int[][] onPackage;

    /** @param own when each would be gone if it waited for nothing, in seconds */
    Graph(StandUp standUp, List<Blocker> blockers, long[] own) {
        this.blockers = blockers;
        this.own = own;
        this.now = standUp.at().getEpochSecond();
        this.horizon = standUp.horizon().getEpochSecond();
        Map<String, Integer> index = new HashMap<>();
        for (int b = 0; b < blockers.size(); b++) {
            index.put(blockers.get(b).id(), b);
        }
        this.waits = blockers.stream()
                .map(b -> b.waitsOn().stream()
                        .filter(index::containsKey)
                        .mapToInt(id -> index.getOrDefault(id, 0))
                        .distinct()
                        .toArray())
                .toArray(int[][]::new);
        this.waitedBy = reverse(waits, blockers.size());
        Map<String, Integer> unitOf = new HashMap<>();
        for (int u = 0; u < standUp.units().size(); u++) {
            unitOf.put(standUp.units().get(u).name(), u);
        }
        List<List<Integer>> units = new ArrayList<>();
        standUp.units().forEach(u -> units.add(new ArrayList<>()));
        Map<String, List<Integer>> commitments = new HashMap<>();
        Map<String, List<Integer>> steps = new LinkedHashMap<>();
        for (int b = 0; b < blockers.size(); b++) {
            for (Target target : blockers.get(b).blocks()) {
                switch (target) {
                    case Target.Unit t -> {
                        Integer unit = unitOf.get(t.name());
                        if (unit != null) {
                            units.get(unit).add(b);
                        }
                    }
                    case Target.Work t ->
                        steps.computeIfAbsent(t.name(), k -> new ArrayList<>()).add(b);
                    case Target.Commitment t ->
                        commitments
                                .computeIfAbsent(t.name(), k -> new ArrayList<>())
                                .add(b);
                }
            }
        }
        this.onUnit = units.stream().map(Graph::ints).toArray(int[][]::new);
        commitments.forEach((name, list) -> onCommitment.put(name, ints(list)));
        this.packages = List.copyOf(steps.keySet());
        this.onPackage = steps.values().stream().map(Graph::ints).toArray(int[][]::new);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).distinct().toArray();
    }

    private static int[][] reverse(int[][] of, int size) {
        List<List<Integer>> out = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            out.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            for (int to : of[i]) {
                out.get(to).add(i);
            }
        }
        return out.stream().map(Graph::ints).toArray(int[][]::new);
    }

    int size() {
        return blockers.size();
    }

    List<Blocker> blockers() {
        return blockers;
    }

    List<String> packages() {
        return packages;
    }

    /**
     * When each is gone if these are gone now: its own date, and not before those that it waits on. What waits in a circle, or on one
     * that does, stays until the horizon.
     */
    long[] clear(BitSet gone) {
        long[] out = new long[size()];
        int[] left = new int[size()];
        int[] queue = new int[size()];
        int tail = 0;
        for (int b = 0; b < size(); b++) {
            out[b] = gone.get(b) ? now : own[b];
            left[b] = gone.get(b) ? 0 : waits[b].length;
            if (left[b] == 0) {
                queue[tail++] = b;
            }
        }
        for (int head = 0; head < tail; head++) {
            int b = queue[head];
            for (int w : waitedBy[b]) {
                if (!gone.get(w)) {
                    out[w] = Math.max(out[w], out[b]);
                    if (--left[w] == 0) {
                        queue[tail++] = w;
                    }
                }
            }
        }
        for (int b = 0; b < size(); b++) {
            out[b] = left[b] > 0 ? horizon : Math.min(horizon, out[b]);
        }
        return out;
    }

    /** When each would be gone if those that it waits on were; one in a circle stays until the horizon. */
    long[] alone(BitSet inCircle) {
        long[] out = own.clone();
        for (int b = 0; b < out.length; b++) {
            out[b] = inCircle.get(b) ? horizon : Math.min(horizon, out[b]);
        }
        return out;
    }

    long held(int unit, long[] clear) {
        return latest(onUnit[unit], clear);
    }

    long release(int pack, long[] clear) {
        return latest(onPackage[pack], clear);
    }

    long holds(String commitment, long[] clear) {
        return latest(onCommitment.getOrDefault(commitment, new int[0]), clear);
    }

    private long latest(int[] some, long[] clear) {
        long out = now;
        for (int b : some) {
            out = Math.max(out, clear[b]);
        }
        return out;
    }

    /** Those that hold a unit, by themselves or through one that waits on them. */
    BitSet holders(int unit) {
        return behind(onUnit[unit]);
    }

    BitSet holders(String commitment) {
        return behind(onCommitment.getOrDefault(commitment, new int[0]));
    }

    private BitSet behind(int[] first) {
        BitSet out = new BitSet(size());
        int[] queue = new int[size()];
        int tail = 0;
        for (int b : first) {
            if (!out.get(b)) {
                out.set(b);
                queue[tail++] = b;
            }
        }
        for (int head = 0; head < tail; head++) {
            for (int w : waits[queue[head]]) {
                if (!out.get(w)) {
                    out.set(w);
                    queue[tail++] = w;
                }
            }
        }
        return out;
    }

    /** Holders of a package's start. */
    BitSet behindPackage(int pack) {
        return behind(onPackage[pack]);
    }

    /** Whether it can be worked on: what it waits on is gone, or it is in a circle. */
    boolean free(int blocker, BitSet gone, BitSet inCircle) {
        return inCircle.get(blocker) || Arrays.stream(waits[blocker]).allMatch(gone::get);
    }
}
