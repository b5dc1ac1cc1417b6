/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many nodes are bad, in which way, and which test sees it.
 *
 * <p>The shares of single benchmarks overlap: in the shipped source they sum to 15.07 % where 10.36 % of nodes were bad. Two
 * readings bound what is true, and {@link Leak} gives both. Between them stands this model: benchmarks of one part (network,
 * copy path, processor, NVLink, GPU) find defects of that part only, so their classes do not overlap; within a class the
 * weaker benchmark finds a share of what the strongest finds; what is left up to the share of bad nodes is seen only by whole
 * workloads, and a workload's remaining finds are spread evenly over the other classes. With the shipped shares the classes
 * sum to 9.93 %, and 0.43 % is left for workloads: the model gives back both printed sums.
 *
 * @param badShare of all nodes, those with any defect that some benchmark sees
 * @param fleetWeight how many nodes the prior counts for beside the fleet's own; 0 where there are none
 */
public record DefectModel(
        String name,
        double badShare,
        List<Benchmark> benchmarks,
        List<FleetCount> fleet,
        double fleetWeight,
        List<String> sources) {

    /** The class of defects that only a whole workload shows. */
    public static final String WORKLOAD = "workload";

    public DefectModel {
        benchmarks = List.copyOf(benchmarks);
        fleet = List.copyOf(fleet);
        sources = List.copyOf(sources);
    }

    /** The shares of bad nodes by class of defect; they do not overlap and sum to the share of bad nodes. */
    Map<String, Double> classes() {
        Map<String, Double> out = new LinkedHashMap<>();
        for (Benchmark b : benchmarks) {
            if (!b.finds().equals(WORKLOAD)) {
                out.merge(b.finds(), b.share(), Math::max);
            }
        }
        double parts = out.values().stream().mapToDouble(d -> d).sum();
        out.put(WORKLOAD, Math.max(0, badShare - parts));
        return out;
    }

    /** The chance that a run of the benchmark sees a node with a defect of the class. */
    double sees(Benchmark b, String defect, Map<String, Double> classes) {
        double all = classes.getOrDefault(defect, 0.0);
        if (all <= 0) {
            return 0;
        }
        if (!b.finds().equals(WORKLOAD)) {
            return b.finds().equals(defect) ? b.repeatability() * Math.min(1, b.share() / all) : 0;
        }
        double own = classes.getOrDefault(WORKLOAD, 0.0);
        if (defect.equals(WORKLOAD)) {
            return b.repeatability() * Math.min(1, b.share() / own);
        }
        double parts = classes.values().stream().mapToDouble(d -> d).sum() - own;
        return b.repeatability() * Math.min(1, Math.max(0, b.share() - own) / parts);
    }

    /** The benchmarks that a test of a plan stands for. */
    List<Benchmark> of(String test) {
        return benchmarks.stream().filter(b -> b.tests().contains(test)).toList();
    }

    /** The share of nodes that a test flags; the strongest of its benchmarks, since they see the same nodes. */
    double share(String test) {
        return of(test).stream().mapToDouble(Benchmark::share).max().orElse(0);
    }

    /** The share of nodes that are bad and that none of these tests sees. */
    double missed(Set<String> tests) {
        Map<String, Double> classes = classes();
        List<Benchmark> run = benchmarks.stream()
                .filter(b -> b.tests().stream().anyMatch(tests::contains))
                .toList();
        double out = 0;
        for (Map.Entry<String, Double> defect : classes.entrySet()) {
            double unseen = defect.getValue();
            for (Benchmark b : run) {
                unseen *= 1 - sees(b, defect.getKey(), classes);
            }
            out += unseen;
        }
        return out;
    }

    /**
     * This model after the fleet's own counts: the share of each benchmark becomes the mean of Beta(w d + failed, w (1 - d) +
     * nodes - failed), where d is the share before and w the weight of the prior in nodes. A test that no benchmark stands
     * for gets a class of its own from Beta(1/2, 1/2) (Jeffreys).
     */
    public DefectModel withFleet(List<FleetCount> counts, double weight) {
        List<Benchmark> updated = new ArrayList<>(benchmarks);
        double added = 0;
        for (FleetCount count : counts) {
            List<Benchmark> known = of(count.test());
            if (known.isEmpty()) {
                double share = (count.failed() + 0.5) / (count.nodes() + 1.0);
                updated.add(new Benchmark(
                        count.test(), share, 1, "test " + count.test(), Set.of(count.test()), told(count)));
                added += share;
                continue;
            }
            double prior = share(count.test());
            double share = (weight * prior + count.failed()) / (weight + count.nodes());
            double ratio = share / prior;
            for (Benchmark b : known) {
                updated.set(
                        updated.indexOf(b),
                        new Benchmark(
                                b.name(),
                                b.share() * ratio,
                                b.repeatability(),
                                b.finds(),
                                b.tests(),
                                told(count) + ", beside " + b.source() + " for the weight of " + Math.round(weight)
                                        + " nodes"));
            }
            added += known.stream().allMatch(b -> b.finds().equals(WORKLOAD)) ? 0 : share - prior;
        }
        List<String> told = new ArrayList<>(sources);
        told.add("the fleet's own counts of " + counts.size() + " tests, beside a prior of " + Math.round(weight)
                + " nodes");
        return new DefectModel(name, Math.min(1, Math.max(0, badShare + added)), updated, counts, weight, told);
    }

    private static String told(FleetCount count) {
        return count.failed() + " of " + count.nodes() + " nodes of this fleet failed " + count.test();
    }
}
