/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Near-perfect matchings by layer: first within each leaf, then across the leaves of a pod, then across pods.
 *
 * <p>Across leaves the circle method gives n-1 ways to pair n leaves so that each pair of leaves comes up once (Kirkman 1847).
 * The node in slot i uses the i-th of them and meets the node in slot i of the other leaf: so a leaf meets min(nodes, n-1)
 * others in one round, and the destinations of its traffic have all slots, hence cross all its spines under destination
 * routing. The same is done with pods. What the pattern cannot pair (odd counts, uneven leaves, pairs that already met) is
 * paired greedily, the largest remaining group first. No pair is given twice.
 *
 * <p>Where something is known, a suspect gets its partner first: the least suspect node that the layer allows.
 */
public final class Rounds {

    /** A tested node above this chance of trouble gets its partner before the pattern is laid. */
    private static final double SUSPECT = 0.05;

    private static final int CANDIDATES_MAX = 96;

    private final Topology topology;
    private final Knowledge known;
    private final Layer layer;
    private final boolean[] busy;
    private final List<PairTest> pairs = new ArrayList<>();

    private Rounds(Topology topology, Knowledge known, Layer layer, Collection<String> out) {
        this.topology = topology;
        this.known = known;
        this.layer = layer;
        this.busy = new boolean[topology.nodes().size()];
        out.forEach(n -> busy[topology.indexOf(n)] = true);
    }

    /** All layers planned ahead, before anything is known. Layers that the fabric does not have are left out. */
    public static List<PairRound> layered(Topology topology) {
        List<PairRound> out = new ArrayList<>();
        List<PairTest> planned = new ArrayList<>();
        for (Layer layer : layers(topology)) {
            PairRound round = new Rounds(topology, Knowledge.onlyMet(topology, planned), layer, List.of()).round();
            planned.addAll(round.pairs());
            out.add(round);
        }
        return out;
    }

    /**
     * One round of a layer, given what is known so far.
     *
     * @param out nodes that take no part, such as condemned ones
     */
    public static PairRound next(Localisation known, Layer layer, Collection<String> out) {
        return new Rounds(known.topology(), known, layer, out).round();
    }

    /** The layers that a fabric has: a single leaf has no second one. */
    public static List<Layer> layers(Topology topology) {
        List<TopologyNode> nodes = topology.nodes();
        long leaves = nodes.stream().map(TopologyNode::leaf).distinct().count();
        long pods = nodes.stream().map(TopologyNode::pod).distinct().count();
        List<Layer> out = new ArrayList<>();
        if (nodes.size() > leaves) {
            out.add(Layer.LEAF);
        }
        if (leaves > pods) {
            out.add(Layer.POD);
        }
        if (pods > 1) {
            out.add(Layer.FABRIC);
        }
        return out;
    }

    private PairRound round() {
        pairSuspects();
        switch (layer) {
            case LEAF -> leafPattern();
            case POD -> podPattern();
            case FABRIC -> fabricPattern();
        }
        for (Relaxed r : relaxed()) {
            groupBy(unpaired(), r.domain()).values().forEach(domain -> pairAcross(domain, r.differ()));
        }
        mend();
        List<String> waiting = unpaired().stream().map(i -> node(i).name()).toList();
        return new PairRound(layer, pairs, waiting);
    }

    private IntStream free() {
        return IntStream.range(0, busy.length);
    }

    private TopologyNode node(int i) {
        return topology.nodes().get(i);
    }

    private List<Integer> unpaired() {
        return free().filter(i -> !busy[i]).boxed().toList();
    }

    private boolean pair(int a, int b) {
        if (a == b || busy[a] || busy[b] || known.met(a, b)) {
            return false;
        }
        busy[a] = true;
        busy[b] = true;
        pairs.add(new PairTest(node(a).name(), node(b).name(), topology.layerOf(a, b)));
        return true;
    }

    private void pairSuspects() {
        List<Integer> suspects = unpaired().stream()
                .filter(i -> known.partners(i) > 0 && known.trouble(i) > SUSPECT)
                .sorted(Comparator.comparingDouble((Integer i) -> -known.trouble(i))
                        .thenComparing(i -> i))
                .toList();
        if (suspects.isEmpty()) {
            return;
        }
        Map<String, List<Integer>> domains = groupBy(unpaired(), this::domain);
        for (int s : suspects) {
            List<Integer> domain = domains.getOrDefault(domain(s), List.of());
            int best = -1;
            int seen = 0;
            for (int k = 0; k < domain.size() && seen < CANDIDATES_MAX; k++) {
                int c = domain.get((k + s * 31) % domain.size());
                boolean fits = !busy[c] && c != s && topology.layerOf(s, c) == layer && !known.met(s, c);
                if (fits && known.trouble(c) < known.trouble(s) / 2) {
                    seen++;
                    best = best < 0 || known.trouble(c) < known.trouble(best) ? c : best;
                }
            }
            if (best >= 0) {
                pair(s, best);
            }
        }
    }

    private String domain(int i) {
        return switch (layer) {
            case LEAF -> node(i).leaf();
            case POD -> node(i).pod();
            case FABRIC -> "";
        };
    }

    private void leafPattern() {
        for (List<Integer> leaf : groupBy(unpaired(), i -> node(i).leaf()).values()) {
            for (int k = 0; k + 1 < leaf.size(); k += 2) {
                pair(leaf.get(k), leaf.get(k + 1));
            }
        }
    }

    private void podPattern() {
        for (List<Integer> pod : groupBy(all(), i -> node(i).pod()).values()) {
            List<List<Integer>> leaves =
                    List.copyOf(groupBy(pod, i -> node(i).leaf()).values());
            for (int l = 0; l < leaves.size(); l++) {
                for (int slot = 0; slot < leaves.get(l).size(); slot++) {
                    int other = circle(leaves.size(), slot, l);
                    if (other > l && slot < leaves.get(other).size()) {
                        pair(leaves.get(l).get(slot), leaves.get(other).get(slot));
                    }
                }
            }
        }
    }

    private void fabricPattern() {
        List<List<List<Integer>>> pods = groupBy(all(), i -> node(i).pod()).values().stream()
                .map(pod -> List.copyOf(groupBy(pod, i -> node(i).leaf()).values()))
                .toList();
        int leaves = pods.stream().mapToInt(List::size).max().orElse(0);
        for (int p = 0; p < pods.size(); p++) {
            for (int l = 0; l < pods.get(p).size(); l++) {
                List<Integer> leaf = pods.get(p).get(l);
                for (int slot = 0; slot < leaf.size(); slot++) {
                    int far = Math.floorMod(slot - l, leaves);
                    int other = circle(pods.size(), slot + Math.min(l, far), p);
                    if (other > p
                            && far < pods.get(other).size()
                            && slot < pods.get(other).get(far).size()) {
                        pair(leaf.get(slot), pods.get(other).get(far).get(slot));
                    }
                }
            }
        }
    }

    /** Whom x meets in the k-th 1-factor of n: an involution without fixed points; -1 if n is odd and x has a bye. */
    static int circle(int n, int k, int x) {
        int even = n + n % 2;
        if (even < 2) {
            return -1;
        }
        int ring = even - 1;
        int turn = Math.floorMod(k, ring);
        int other;
        if (x == ring) {
            other = turn;
        } else {
            int y = Math.floorMod(2 * turn - x, ring);
            other = y == x ? ring : y;
        }
        return other < n ? other : -1;
    }

    private List<Integer> all() {
        return free().boxed().toList();
    }

    /** Where leftovers look for a partner: among those of one domain, with another value of {@code differ}. */
    private record Relaxed(IntFunction<String> domain, IntFunction<String> differ) {}

    private List<Relaxed> relaxed() {
        IntFunction<String> everywhere = i -> "";
        IntFunction<String> name = i -> node(i).name();
        IntFunction<String> leaf = i -> node(i).leaf();
        IntFunction<String> pod = i -> node(i).pod();
        return switch (layer) {
            case LEAF -> List.of(new Relaxed(leaf, name), new Relaxed(pod, leaf), new Relaxed(everywhere, name));
            case POD -> List.of(new Relaxed(pod, leaf), new Relaxed(everywhere, leaf), new Relaxed(everywhere, name));
            case FABRIC ->
                List.of(new Relaxed(everywhere, pod), new Relaxed(everywhere, leaf), new Relaxed(everywhere, name));
        };
    }

    /** Pairs across groups, from the largest remaining group first, so that as few as possible are stranded. */
    private void pairAcross(List<Integer> domain, IntFunction<String> differ) {
        List<List<Integer>> groups = new ArrayList<>();
        groupBy(domain.stream().filter(i -> !busy[i]).toList(), differ)
                .values()
                .forEach(g -> groups.add(new ArrayList<>(g)));
        while (groups.size() > 1) {
            groups.sort(Comparator.comparingInt((List<Integer> g) -> -g.size()).thenComparing(List::getFirst));
            int a = groups.getFirst().removeFirst();
            pairWithLargest(a, groups);
            groups.removeIf(List::isEmpty);
        }
    }

    private void pairWithLargest(int a, List<List<Integer>> groups) {
        for (List<Integer> other : groups.subList(1, groups.size())) {
            Iterator<Integer> candidates = other.iterator();
            while (candidates.hasNext()) {
                if (pair(a, candidates.next())) {
                    candidates.remove();
                    return;
                }
            }
        }
    }

    /** Two that are left because they have met already take the partners of a pair that can spare each other. */
    private void mend() {
        List<Integer> left = new ArrayList<>(unpaired());
        for (int k = 0; left.size() > 1 && k < pairs.size(); k++) {
            int a = left.get(0);
            int b = left.get(1);
            int c = topology.indexOf(pairs.get(k).a());
            int d = topology.indexOf(pairs.get(k).b());
            boolean straight = !known.met(a, c) && !known.met(b, d);
            if (straight || (!known.met(a, d) && !known.met(b, c))) {
                pairs.remove(k);
                busy[c] = false;
                busy[d] = false;
                pair(a, straight ? c : d);
                pair(b, straight ? d : c);
                left.subList(0, 2).clear();
                k = -1;
            }
        }
    }

    private static Map<String, List<Integer>> groupBy(List<Integer> nodes, IntFunction<String> key) {
        Map<String, List<Integer>> out = new LinkedHashMap<>();
        for (int i : nodes) {
            out.computeIfAbsent(key.apply(i), k -> new ArrayList<>()).add(i);
        }
        return out;
    }
}
