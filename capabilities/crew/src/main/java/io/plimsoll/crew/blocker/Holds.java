/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import io.plimsoll.crew.blocker.Outlook.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who holds what, and whose part of the hours that is. */
final class Holds {

    private final StandUp standUp;
    private final Graph graph;
    private final List<BitSet> onUnit = new ArrayList<>();
    private final BitSet[] together;
    private final double[] shares;

    /**
     * @param inCircle those that wait in a circle
     * @param clear the plan without any
     */
    Holds(StandUp standUp, Graph graph, BitSet inCircle, Outcome clear) {
        this.standUp = standUp;
        this.graph = graph;
        this.together = new BitSet[graph.size()];
        this.shares = new double[graph.size()];
        for (int b = 0; b < together.length; b++) {
            together[b] = new BitSet();
            together[b].set(b);
        }
        long[] gone = graph.alone(inCircle);
        Map<BitSet, Boolean> seen = new HashMap<>();
        for (int u = 0; u < standUp.units().size(); u++) {
            BitSet holders = graph.holders(u);
            onUnit.add(holders);
            join(holders, seen);
            split(u, holders, gone, clear.ready()[u]);
        }
        standUp.tranches().stream()
                .map(StandUp.Tranche::commitment)
                .distinct()
                .forEach(c -> join(graph.holders(c), seen));
        for (int p = 0; p < graph.packages().size(); p++) {
            join(graph.behindPackage(p), seen);
        }
    }

    private void join(BitSet holders, Map<BitSet, Boolean> seen) {
        if (holders.cardinality() > 1 && seen.put(holders, true) == null) {
            holders.stream().forEach(b -> together[b].or(holders));
        }
    }

    /**
     * Splits the hours for which a unit is held: each instant evenly among those that are not gone by then. That is the Shapley value of
     * the unit's delay, which is as long as the longest.
     */
    private void split(int unit, BitSet holders, long[] gone, long ready) {
        if (holders.isEmpty()) {
            return;
        }
        StandUp.Unit u = standUp.units().get(unit);
        long end = standUp.horizon().getEpochSecond();
        int[] order = holders.stream()
                .boxed()
                .sorted((a, b) -> Long.compare(gone[a], gone[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        long from = ready;
        for (int i = 0; i < order.length; i++) {
            boolean holdsNow = gone[order[i]] > standUp.at().getEpochSecond();
            long until = Math.min(end, gone[order[i]] + u.work().toSeconds());
            if (holdsNow && until > from) {
                double each = (double) (until - from) * u.gpus() / (order.length - i);
                for (int k = i; k < order.length; k++) {
                    shares[order[k]] += each;
                }
                from = until;
            }
        }
    }

    /** GPU-seconds. */
    double shareSeconds(int blocker) {
        return shares[blocker];
    }

    /** It and those that hold something that it holds too. */
    BitSet together(int blocker) {
        return together[blocker];
    }

    /** GPUs that it holds, and those that would be ready earlier without it. */
    int gpus(int blocker, Outcome with, Outcome without) {
        int out = 0;
        for (int u = 0; u < onUnit.size(); u++) {
            if (onUnit.get(u).get(blocker) || without.ready()[u] < with.ready()[u]) {
                out += standUp.units().get(u).gpus();
            }
        }
        return out;
    }

    /** Those that hold a tranche's units past its date, or the commitment itself. */
    List<String> of(int tranche, Outcome with, TrancheBook book) {
        StandUp.Tranche t = standUp.tranches().get(tranche);
        BitSet out = (BitSet) graph.holders(t.commitment()).clone();
        for (int u : book.pool(tranche)) {
            if (with.ready()[u] > t.from().getEpochSecond()) {
                out.or(onUnit.get(u));
            }
        }
        return out.stream().mapToObj(b -> graph.blockers().get(b).id()).toList();
    }
}
