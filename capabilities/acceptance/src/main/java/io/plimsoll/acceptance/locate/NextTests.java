/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One round of pairs by expected entropy drop per minute.
 *
 * <p>The drop is the mutual information between the two nodes' states and the outcome. A node that is not decided meets a
 * known-good reference that it has not met; where references run out, the least suspect of the rest; then one another.
 */
public final class NextTests {

    /** How many partners are weighed for one node. */
    private static final int CANDIDATES_MAX = 24;

    private NextTests() {}

    /**
     * How to choose.
     *
     * @param minutes of a pair test, by how far it goes
     * @param sureAbove decided nodes with less certainty than this use what room the round has left: FAIL below it, PASS above
     *     {@code 1 - sureAbove}; 1 tests only those that are not decided
     * @param testsMax at most so many tests
     */
    public record Options(Map<Layer, Double> minutes, double sureAbove, int testsMax) {

        /** Two minutes within a leaf, three farther (reference figures: 2-4 minutes a pair); firm to 99.97 %. */
        public static final Options USUAL =
                new Options(Map.of(Layer.LEAF, 2.0, Layer.POD, 3.0, Layer.FABRIC, 3.0), 0.9997, Integer.MAX_VALUE);

        public Options {
            minutes = Map.copyOf(new EnumMap<>(minutes));
        }
    }

    /** The next round, best test first; empty if nothing is left to decide or no partner is left to meet. */
    public static List<NextTest> choose(Localisation known, Options options) {
        return choose(known, options, node -> true);
    }

    /**
     * As {@link #choose(Localisation, Options)}, with only some of the nodes.
     *
     * @param able whether a node can be tested now, by name
     */
    public static List<NextTest> choose(Localisation known, Options options, Predicate<String> able) {
        int n = known.topology().nodes().size();
        boolean[] busy = new boolean[n];
        for (int i = 0; i < n; i++) {
            busy[i] = !able.test(known.topology().nodes().get(i).name());
        }
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .filter(i -> !busy[i] && wanted(known, i, options))
                .sorted(Comparator.comparing((Integer i) -> !open(known, i))
                        .thenComparingDouble(i -> -entropy(known.trouble(i)))
                        .thenComparing(i -> i))
                .toList();
        if (order.stream().noneMatch(i -> open(known, i)) && known.openLinks().isEmpty()) {
            return List.of();
        }
        Partners partners = new Partners(known);
        List<NextTest> out = new ArrayList<>();
        for (int i : order) {
            if (!busy[i] && out.size() < options.testsMax()) {
                busy[i] = true;
                NextTest best = partners.best(i, busy, options);
                if (best != null) {
                    busy[known.topology().indexOf(best.nodes().get(1))] = true;
                    out.add(best);
                } else {
                    busy[i] = false;
                }
            }
        }
        chaseLinks(known, busy, options, out);
        return out.stream()
                .sorted(Comparator.comparingDouble(NextTest::bitsPerMinute)
                        .reversed()
                        .thenComparing(t -> t.nodes().getFirst()))
                .toList();
    }

    /** For each link that is not decided, a pair of known-good nodes whose traffic crosses it and as few others as can be. */
    private static void chaseLinks(Localisation known, boolean[] busy, Options options, List<NextTest> out) {
        Topology t = known.topology();
        for (FaultPart link : known.openLinks()) {
            List<Integer> able = IntStream.range(0, busy.length)
                    .filter(i -> !busy[i]
                            && known.reference(i)
                            && Topology.link(t.nodes().get(i).leaf(), t.slotOf(i) % t.spines())
                                    .equals(link))
                    .boxed()
                    .toList();
            for (int a : able) {
                int b = IntStream.range(0, busy.length)
                        .filter(i -> !busy[i]
                                && known.reference(i)
                                && t.slotOf(i) % t.spines() == t.slotOf(a) % t.spines()
                                && t.layerOf(a, i) == Layer.POD
                                && !known.met(a, i))
                        .findFirst()
                        .orElse(-1);
                if (b >= 0 && out.size() < options.testsMax()) {
                    busy[a] = true;
                    busy[b] = true;
                    double bits = information(
                            known.probability(link),
                            0,
                            known.model().miss(),
                            known.model().flake());
                    out.add(new NextTest(
                            List.of(t.nodes().get(a).name(), t.nodes().get(b).name()),
                            Layer.POD,
                            link.name() + " is not decided; both nodes are known good",
                            bits,
                            options.minutes().getOrDefault(Layer.POD, 1.0)));
                    break;
                }
            }
        }
    }

    /** Not decided yet. */
    private static boolean open(Localisation known, int node) {
        Verdict v = known.decision(node);
        return v == Verdict.INCONCLUSIVE || v == Verdict.NOT_RUN;
    }

    private static boolean wanted(Localisation known, int node, Options options) {
        double p = known.trouble(node);
        return open(known, node) || (p < options.sureAbove() && p > 1 - options.sureAbove());
    }

    /** Mutual information, in bits, between two nodes' states and the verdict of their test. */
    static double information(double a, double b, double miss, double flake) {
        double passA = 1 - a * (1 - miss);
        double passB = 1 - b * (1 - miss);
        double pass = 1 - flake;
        double given = (1 - a) * (1 - b) * entropy(pass)
                + (a * (1 - b) + b * (1 - a)) * entropy(pass * miss)
                + a * b * entropy(pass * miss * miss);
        return Math.max(0, entropy(pass * passA * passB) - given);
    }

    static double entropy(double p) {
        if (p <= 0 || p >= 1) {
            return 0;
        }
        return -(p * Math.log(p) + (1 - p) * Math.log1p(-p)) / Math.log(2);
    }

    /** Nodes that may serve as a partner, the least suspect first. */
    private static final class Partners {

        private final Localisation known;
        private final List<Integer> order;
        private int from;

        Partners(Localisation known) {
            this.known = known;
            this.order = IntStream.range(0, known.topology().nodes().size())
                    .boxed()
                    .filter(i -> known.decision(i) != Verdict.FAIL)
                    .sorted(Comparator.comparing((Integer i) -> !known.reference(i))
                            .thenComparingDouble(known::trouble)
                            .thenComparing(i -> i))
                    .toList();
        }

        @org.jspecify.annotations.Nullable
        NextTest best(int node, boolean[] busy, Options options) {
            while (from < order.size() && busy[order.get(from)]) {
                from++;
            }
            NextTest best = null;
            int seen = 0;
            for (int k = from; k < order.size() && seen < CANDIDATES_MAX; k++) {
                int c = order.get(k);
                if (busy[c] || known.met(node, c)) {
                    continue;
                }
                seen++;
                NextTest test = test(node, c, options);
                if (best == null || test.bitsPerMinute() > best.bitsPerMinute() + 1e-12) {
                    best = test;
                }
            }
            return best;
        }

        private NextTest test(int node, int with, Options options) {
            Topology t = known.topology();
            Layer layer = t.layerOf(node, with);
            double bits = information(
                    known.trouble(node),
                    known.trouble(with),
                    known.model().miss(),
                    known.model().flake());
            String a = t.nodes().get(node).name();
            String b = t.nodes().get(with).name();
            String why = known.reference(with)
                    ? a + " is not decided; " + b + " is known good"
                    : a + " is not decided; " + b + " is the least suspect that is free";
            return new NextTest(
                    List.of(a, b), layer, why, bits, options.minutes().getOrDefault(layer, 1.0));
        }
    }
}
