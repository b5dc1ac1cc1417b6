/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import io.plimsoll.acceptance.locate.FactorGraph.Factor;
import io.plimsoll.acceptance.locate.FactorGraph.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Turns all observations so far into a posterior for each part. It keeps no state: give it all observations again, in any
 * order, and it says the same.
 *
 * <p>Parts that were in exactly the same tests (a NIC, its cable, its port) are one unknown here, so that they are not counted
 * three times; the posterior is shared out among them by their priors.
 */
public final class Localiser {

    /** Beyond this many parts shared by the tests of one set of nodes those tests are weighed one by one. */
    private static final int SHARED_MAX = 10;

    private final Topology topology;
    private final FaultModel model;
    private final Thresholds thresholds;

    public Localiser(Topology topology, FaultModel model, Thresholds thresholds) {
        this.topology = topology;
        this.model = model;
        this.thresholds = thresholds;
    }

    /**
     * The posterior of every part that a prior allows to be bad.
     *
     * @throws IllegalArgumentException if an observation names a node that the topology does not know
     */
    public Localisation localise(List<Observation> observations) {
        List<Observation> sorted =
                observations.stream().sorted(Observation.ORDER).toList();
        Unknowns unknowns = unknowns(sorted);
        List<List<Integer>> groups = new ArrayList<>();
        FactorGraph graph = graph(sorted, unknowns, groups);
        return new Localisation(
                topology, model, thresholds, sorted, unknowns, graph, groups, BeliefPropagation.run(graph));
    }

    /** Parts folded into unknowns; {@code of[o]} are the unknowns in observation o. */
    @SuppressWarnings("ArrayRecordComponent") // numbers of an inner loop, never compared
    record Unknowns(List<List<FaultPart>> members, int[][] of, List<List<Integer>> tests) {}

    private Unknowns unknowns(List<Observation> observations) {
        Map<FaultPart, List<Integer>> tests = new TreeMap<>();
        for (TopologyNode n : topology.nodes()) {
            know(tests, FaultPart.node(n.name()));
            topology.railParts(n.name(), -1).forEach(p -> know(tests, p));
        }
        for (int o = 0; o < observations.size(); o++) {
            for (FaultPart part : parts(observations.get(o))) {
                know(tests, part);
                List<Integer> in = tests.get(part);
                if (in != null && (in.isEmpty() || in.getLast() != o)) {
                    in.add(o);
                }
            }
        }
        Map<Object, List<FaultPart>> classes = new LinkedHashMap<>();
        tests.forEach((part, in) -> {
            boolean alone = part.kind() == FaultKind.NODE || part.kind() == FaultKind.PAIR || in.isEmpty();
            classes.computeIfAbsent(alone ? part : in, k -> new ArrayList<>()).add(part);
        });
        return indexed(classes.values(), tests, observations.size());
    }

    private static Unknowns indexed(
            Iterable<List<FaultPart>> classes, Map<FaultPart, List<Integer>> tests, int observations) {
        List<List<FaultPart>> members = new ArrayList<>();
        List<List<Integer>> in = new ArrayList<>();
        List<List<Integer>> of = new ArrayList<>();
        IntStream.range(0, observations).forEach(o -> of.add(new ArrayList<>(4)));
        for (List<FaultPart> same : classes) {
            List<Integer> where = tests.getOrDefault(same.getFirst(), List.of());
            for (int o : where) {
                of.get(o).add(members.size());
            }
            members.add(List.copyOf(same));
            in.add(where);
        }
        int[][] flat = of.stream()
                .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new Unknowns(members, flat, in);
    }

    private void know(Map<FaultPart, List<Integer>> tests, FaultPart part) {
        if (!tests.containsKey(part) && model.prior(part) > 0) {
            tests.put(part, new ArrayList<>());
        }
    }

    private List<FaultPart> parts(Observation o) {
        List<FaultPart> out = new ArrayList<>();
        for (String node : o.nodes()) {
            topology.indexOf(node);
            out.add(FaultPart.node(node));
        }
        if (o.nodes().size() == 2) {
            out.add(FaultPart.pair(o.nodes().get(0), o.nodes().get(1)));
        }
        out.addAll(o.via());
        return out;
    }

    private FactorGraph graph(List<Observation> observations, Unknowns unknowns, List<List<Integer>> groups) {
        int n = unknowns.members().size();
        double[] prior = new double[n];
        double[] miss = new double[n];
        for (int i = 0; i < n; i++) {
            double good = 1;
            for (FaultPart part : unknowns.members().get(i)) {
                good *= 1 - model.prior(part);
            }
            prior[i] = 1 - good;
            miss[i] = model.miss();
        }
        Map<List<String>, List<Integer>> byNodes = new LinkedHashMap<>();
        for (int o = 0; o < observations.size(); o++) {
            byNodes.computeIfAbsent(
                            observations.get(o).nodes().stream().sorted().toList(), k -> new ArrayList<>(1))
                    .add(o);
        }
        List<Factor> factors = new ArrayList<>();
        for (List<Integer> group : byNodes.values()) {
            int[] shared = shared(group, unknowns);
            if (shared.length > SHARED_MAX) {
                for (int o : group) {
                    factors.add(factor(observations, unknowns, List.of(o), new int[0]));
                    groups.add(List.of(o));
                }
            } else {
                factors.add(factor(observations, unknowns, group, shared));
                groups.add(group);
            }
        }
        return new FactorGraph(prior, miss, factors);
    }

    private static int[] shared(List<Integer> group, Unknowns unknowns) {
        if (group.size() == 1) {
            return new int[0];
        }
        Map<Integer, Integer> times = new TreeMap<>();
        for (int o : group) {
            for (int part : unknowns.of()[o]) {
                times.merge(part, 1, Integer::sum);
            }
        }
        return times.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private Factor factor(List<Observation> observations, Unknowns unknowns, List<Integer> group, int[] shared) {
        List<Outcome> outcomes = new ArrayList<>(group.size());
        for (int o : group) {
            Observation seen = observations.get(o);
            int mask = 0;
            List<Integer> own = new ArrayList<>();
            for (int part : unknowns.of()[o]) {
                int at = indexIn(shared, part);
                if (at >= 0) {
                    mask |= 1 << at;
                } else {
                    own.add(part);
                }
            }
            outcomes.add(new Outcome(
                    own.stream().mapToInt(Integer::intValue).toArray(),
                    mask,
                    model.likelihoodHealthy(seen),
                    model.likelihoodDegraded(seen)));
        }
        return Factor.of(shared, outcomes);
    }

    private static int indexIn(int[] shared, int part) {
        for (int i = 0; i < shared.length; i++) {
            if (shared[i] == part) {
                return i;
            }
        }
        return -1;
    }
}
