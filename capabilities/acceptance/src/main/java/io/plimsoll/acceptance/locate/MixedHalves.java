/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Looks into one group that failed though its nodes passed in pairs. One thing is wrong in the smallest set that failed: a pair
 * of nodes, one node that was missed so far, or nothing (the test flaked). The posterior over these is exact. The next probes
 * are halves of the suspects, or mixed halves, quarters recombined, as NVIDIA's cluster-readiness-engine does when both halves
 * pass (its ADR-056); those with the largest mutual information are taken.
 *
 * <p>Several faults in one group: the smallest failing set is looked into first; what it gives is taken out, and the group is
 * tested again.
 */
final class MixedHalves {

    /** Suspects beyond this share of the posterior are left out of the probes. */
    private static final double COVERED = 0.995;

    /** Whatever the pairs said, a node may have been missed: misses of one node may not be independent. */
    private static final double MISSED_MIN = 1e-3;

    /** Chance, where none is given, that a failing group holds a bad pair; generous, as it costs probes and not verdicts. */
    private static final double PAIR_IN_GROUP = 0.2;

    private final List<String> nodes;
    private final double[] nodeWeight;
    private final double[][] pairWeight;
    private double nothing = 1;
    private final FaultModel model;

    /**
     * What is known of a group.
     *
     * @param found the part that is sure; a NODE or a PAIR
     * @param flake whether it is sure that nothing is wrong and the failure was a flake
     * @param probes disjoint sets of nodes to test next, at one time
     */
    record Verdict(Optional<FaultPart> found, boolean flake, List<List<String>> probes) {}

    private MixedHalves(List<String> nodes, double[] prior, double pairPrior, FaultModel model) {
        this.nodes = nodes;
        this.model = model;
        int n = nodes.size();
        nodeWeight = new double[n];
        pairWeight = new double[n][n];
        for (int i = 0; i < n; i++) {
            nodeWeight[i] = prior[i] / (1 - prior[i]);
            for (int j = i + 1; j < n; j++) {
                pairWeight[i][j] = pairPrior / (1 - pairPrior);
            }
        }
    }

    /**
     * Looks into a group.
     *
     * @param group that failed
     * @param known of the nodes, from the pair rounds
     * @param ladder tests since the pair rounds, of this group and of sets within it
     */
    static Verdict look(List<String> group, Localisation known, List<Observation> ladder, Thresholds thresholds) {
        Set<List<String>> flaked = new HashSet<>();
        while (true) {
            Optional<Observation> smallest = ladder.stream()
                    .filter(o -> !o.passed() && group.containsAll(o.nodes()) && !flaked.contains(o.nodes()))
                    .min(Comparator.comparingInt((Observation o) -> o.nodes().size())
                            .thenComparing(o -> String.join(" ", o.nodes())));
            if (smallest.isEmpty()) {
                return new Verdict(Optional.empty(), true, List.of());
            }
            MixedHalves hunt = within(smallest.get().nodes(), known, ladder);
            if (hunt.nothing > thresholds.condemnAbove()) {
                flaked.add(smallest.get().nodes());
                continue;
            }
            Optional<FaultPart> found = hunt.found(thresholds.condemnAbove());
            List<List<String>> missing =
                    found.map(p -> untested(p, group, ladder)).orElse(List.of());
            if (!missing.isEmpty()) {
                return new Verdict(Optional.empty(), false, missing);
            }
            return new Verdict(found, false, found.isPresent() ? List.of() : hunt.probes(group));
        }
    }

    /** A pair is called bad only after each of the two was tested with a third; the tests that this still needs. */
    private static List<List<String>> untested(FaultPart part, List<String> group, List<Observation> ladder) {
        if (part.kind() != FaultKind.PAIR || group.size() < 4) {
            return List.of();
        }
        Set<String> taken = new HashSet<>(List.of(part.name().split(" \\+ ")));
        List<String> two = taken.stream().sorted().toList();
        List<List<String>> out = new ArrayList<>();
        for (String node : two) {
            boolean seen = ladder.stream()
                    .anyMatch(o -> o.nodes().size() == 2
                            && o.nodes().contains(node)
                            && !o.nodes().containsAll(two));
            if (!seen) {
                group.stream().filter(taken::add).findFirst().ifPresent(third -> out.add(List.of(node, third)));
            }
        }
        return out;
    }

    private static MixedHalves within(List<String> set, Localisation known, List<Observation> ladder) {
        List<String> nodes = set.stream()
                .sorted(Comparator.comparingInt(known.topology()::indexOf))
                .toList();
        double[] prior = nodes.stream()
                .mapToDouble(n -> Math.clamp(known.trouble(n), MISSED_MIN, 0.5))
                .toArray();
        double pairs = known.model().priors().getOrDefault(FaultKind.PAIR, 0.0);
        double pairPrior = pairs > 0 ? pairs : PAIR_IN_GROUP / Math.max(1, nodes.size() * (nodes.size() - 1) / 2.0);
        MixedHalves hunt = new MixedHalves(nodes, prior, Math.min(PAIR_IN_GROUP, pairPrior), known.model());
        ladder.stream()
                .filter(o -> nodes.containsAll(o.nodes()) || apart(o, nodes))
                .forEach(hunt::weigh);
        hunt.normalise();
        return hunt;
    }

    /** One of the nodes with one from outside: speaks of that node alone. */
    private static boolean apart(Observation o, List<String> nodes) {
        return o.nodes().size() == 2
                && nodes.contains(o.nodes().get(0)) != nodes.contains(o.nodes().get(1));
    }

    private void weigh(Observation o) {
        Set<String> in = new HashSet<>(o.nodes());
        boolean[] here = new boolean[nodes.size()];
        for (int i = 0; i < here.length; i++) {
            here[i] = in.contains(nodes.get(i));
        }
        double shows = likelihood(o.passed(), true);
        double silent = likelihood(o.passed(), false);
        nothing *= silent;
        for (int i = 0; i < here.length; i++) {
            nodeWeight[i] *= here[i] ? shows : silent;
            for (int j = i + 1; j < here.length; j++) {
                pairWeight[i][j] *= here[i] && here[j] ? shows : silent;
            }
        }
    }

    private double likelihood(boolean passed, boolean bad) {
        double pass = (1 - Math.max(model.flake(), 1e-4)) * (bad ? Math.max(model.miss(), 1e-3) : 1);
        return passed ? pass : 1 - pass;
    }

    private void normalise() {
        double sum = nothing;
        for (int i = 0; i < nodeWeight.length; i++) {
            sum += nodeWeight[i];
            for (int j = i + 1; j < nodeWeight.length; j++) {
                sum += pairWeight[i][j];
            }
        }
        nothing /= sum;
        for (int i = 0; i < nodeWeight.length; i++) {
            nodeWeight[i] /= sum;
            for (int j = i + 1; j < nodeWeight.length; j++) {
                pairWeight[i][j] /= sum;
            }
        }
    }

    private Optional<FaultPart> found(double sure) {
        for (int i = 0; i < nodeWeight.length; i++) {
            if (nodeWeight[i] > sure) {
                return Optional.of(FaultPart.node(nodes.get(i)));
            }
            for (int j = i + 1; j < nodeWeight.length; j++) {
                if (pairWeight[i][j] > sure) {
                    return Optional.of(FaultPart.pair(nodes.get(i), nodes.get(j)));
                }
            }
        }
        return Optional.empty();
    }

    /** The nodes that carry the suspicion, in the order of the topology. */
    private List<Integer> suspects() {
        double[] mass = nodeWeight.clone();
        for (int i = 0; i < mass.length; i++) {
            for (int j = i + 1; j < mass.length; j++) {
                mass[i] += pairWeight[i][j];
                mass[j] += pairWeight[i][j];
            }
        }
        double all = 0;
        for (double m : mass) {
            all += m;
        }
        List<Integer> out = new ArrayList<>();
        double covered = 0;
        for (int i : IntStream.range(0, mass.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -mass[k]).thenComparing(k -> k))
                .toList()) {
            if (covered > COVERED * all && out.size() >= 2) {
                break;
            }
            covered += mass[i];
            out.add(i);
        }
        return out.stream().sorted().toList();
    }

    private List<List<String>> probes(List<String> group) {
        List<Integer> s = suspects();
        int n = s.size();
        List<Set<Integer>> quarters = new ArrayList<>();
        for (int q = 0; q < 4; q++) {
            quarters.add(new TreeSet<>(s.subList(q * n / 4, (q + 1) * n / 4)));
        }
        List<List<Set<Integer>>> ways = new ArrayList<>();
        ways.add(List.of(new TreeSet<>(s)));
        for (int with = 1; with < 4; with++) {
            Set<Integer> one = new TreeSet<>(quarters.get(0));
            one.addAll(quarters.get(with));
            Set<Integer> other = new TreeSet<>(s);
            other.removeAll(one);
            ways.add(List.of(one, other));
        }
        List<Set<Integer>> best = ways.getFirst();
        double most = -1;
        for (List<Set<Integer>> way : ways) {
            double bits = way.stream().mapToDouble(this::information).sum();
            if (bits > most + 1e-12) {
                most = bits;
                best = way;
            }
        }
        return named(best, s, group);
    }

    /** Names, with a node from outside the suspects beside each that would be alone. */
    private List<List<String>> named(List<Set<Integer>> sets, List<Integer> suspects, List<String> group) {
        Set<String> taken = new HashSet<>();
        suspects.forEach(i -> taken.add(nodes.get(i)));
        List<List<String>> out = new ArrayList<>();
        for (Set<Integer> set : sets) {
            List<String> names = new ArrayList<>(set.stream().map(nodes::get).toList());
            if (names.size() == 1) {
                group.stream().filter(taken::add).findFirst().ifPresent(names::add);
            }
            if (names.size() > 1) {
                out.add(List.copyOf(names));
            }
        }
        return out;
    }

    private double information(Set<Integer> set) {
        double inside = 0;
        for (int i : set) {
            inside += nodeWeight[i];
            for (int j : set) {
                inside += j > i ? pairWeight[i][j] : 0;
            }
        }
        double passIn = likelihood(true, true);
        double passOut = likelihood(true, false);
        return NextTests.entropy(inside * passIn + (1 - inside) * passOut)
                - inside * NextTests.entropy(passIn)
                - (1 - inside) * NextTests.entropy(passOut);
    }
}
