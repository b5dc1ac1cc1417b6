/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.Layer;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.Localiser;
import io.plimsoll.acceptance.locate.NextTest;
import io.plimsoll.acceptance.locate.NextTests;
import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.PairTest;
import io.plimsoll.acceptance.locate.Rounds;
import io.plimsoll.acceptance.locate.Thresholds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.simulate.FleetOptions;
import io.plimsoll.acceptance.locate.simulate.Scheme;
import io.plimsoll.acceptance.locate.simulate.Simulation;
import io.plimsoll.acceptance.locate.simulate.SimulationResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The table of localisation: this house's way beside two re-built peers, on the same fleets, under the same assumptions. */
final class LocateBench {

    /** A seed range that no setting was tried on. */
    static final long FIRST_SEED = 1;

    private static final int NODES = 2048;
    private static final double MISS = 0.2;
    private static final double FLAKE = 0.01;
    private static final int SMALL = 512;
    private static final int DECODES = 15;

    private LocateBench() {}

    /**
     * One row of the table.
     *
     * @param what the case in words
     * @param seconds of this process for all its fleets
     */
    record Row(String what, SimulationResult result, double seconds) {}

    /**
     * All of it.
     *
     * @param decodeMillis one decode and choice of the next round, with six rounds of results; median
     * @param decodeObservations how many results that were
     */
    record Result(
            Machine machine, List<Row> rows, double decodeMillis, double decodeMillisWorst, int decodeObservations) {}

    static Result run(int seeds, Consumer<Row> each) {
        List<Row> rows = new ArrayList<>();
        for (double bad : new double[] {0.1036, 0.01, 0.002}) {
            FleetOptions fleet = FleetOptions.ofNodes(NODES, bad, MISS, FLAKE);
            for (Scheme scheme : Scheme.values()) {
                add(rows, each, "nodes", fleet, scheme, bad, 6, seeds);
            }
            add(rows, each, "nodes, 8 rounds", fleet, Scheme.PLIMSOLL, bad, 8, seeds);
        }
        FleetOptions clean = FleetOptions.ofNodes(NODES, 0.1036, 0, 0);
        for (Scheme scheme : Scheme.values()) {
            add(rows, each, "nodes, tests without error", clean, scheme, 0.1036, 6, Math.min(seeds, 50));
        }
        FleetOptions many = FleetOptions.ofNodes(NODES, 0.1036, MISS, FLAKE);
        add(rows, each, "nodes, decoder believes 3 %", many, Scheme.PLIMSOLL, 0.03, 6, seeds);
        add(rows, each, "nodes, decoder believes 20 %", many, Scheme.PLIMSOLL, 0.2, 6, seeds);
        FleetOptions links = FleetOptions.ofNodes(NODES, 0.01, MISS, FLAKE).withLinks(0.01, 8);
        for (Scheme scheme : Scheme.values()) {
            add(rows, each, "1 % of leaf-spine links", links, scheme, 0.01, 6, seeds);
        }
        int few = Math.max(1, seeds / 4);
        FleetOptions rails = FleetOptions.ofNodes(SMALL, 0.01, MISS, FLAKE).withRails(8, 0.004, 0.002, 0.002);
        for (Scheme scheme : Scheme.values()) {
            add(rows, each, "NICs, cables, ports; 8 rails", rails, scheme, 0.01, 6, few);
        }
        FleetOptions pairs = FleetOptions.ofNodes(SMALL, 0.01, MISS, FLAKE).withBadPairs(3);
        for (Scheme scheme : Scheme.values()) {
            add(rows, each, "3 bad pairs, group ladder", pairs, scheme, 0.01, 6, few);
        }
        double[] decode = decode();
        return new Result(Machine.here(), List.copyOf(rows), decode[0], decode[1], (int) decode[2]);
    }

    private static void add(
            List<Row> rows,
            Consumer<Row> each,
            String what,
            FleetOptions fleet,
            Scheme scheme,
            double prior,
            int rounds,
            int seeds) {
        long start = System.nanoTime();
        SimulationResult r =
                Simulation.run(fleet, new Simulation.Options(scheme, prior, rounds, FIRST_SEED, seeds), k -> {});
        Row row = new Row(what, r, (System.nanoTime() - start) / 1e9);
        rows.add(row);
        each.accept(row);
    }

    /** Median and worst milliseconds of a decode with the choice of the next round, and how many results it had. */
    private static double[] decode() {
        Topology topology = Topology.regular(NODES, 32, 8, 0, 0);
        FaultModel model = FaultModel.ofNodes(0.1036, MISS, FLAKE, "bench");
        Localiser localiser = new Localiser(topology, model, Thresholds.USUAL);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        List<Observation> seen = new ArrayList<>();
        Localisation known = localiser.localise(seen);
        int round = 0;
        for (Layer layer : Rounds.layers(topology)) {
            round++;
            for (PairTest p : Rounds.next(known, layer, List.of()).pairs()) {
                seen.add(result(topology, p.nodes(), round, random));
            }
            known = localiser.localise(seen);
        }
        for (; round < 6; round++) {
            for (NextTest t : NextTests.choose(known, NextTests.Options.USUAL)) {
                seen.add(result(topology, t.nodes(), round + 1, random));
            }
            known = localiser.localise(seen);
        }
        double[] millis = new double[DECODES];
        for (int i = 0; i < DECODES; i++) {
            long start = System.nanoTime();
            NextTests.choose(localiser.localise(seen), NextTests.Options.USUAL);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return new double[] {millis[DECODES / 2], millis[DECODES - 1], seen.size()};
    }

    private static Observation result(Topology topology, List<String> nodes, int round, RandomGenerator random) {
        boolean fails = random.nextDouble() < FLAKE;
        for (String n : nodes) {
            boolean bad = topology.nodes().indexOf(topology.node(n).orElseThrow()) % 10 == 3;
            fails |= bad && random.nextDouble() >= MISS;
        }
        List<FaultPart> via = topology.path(nodes.get(0), nodes.get(1), -1);
        return Observation.judged(round, nodes, via, !fails);
    }
}
