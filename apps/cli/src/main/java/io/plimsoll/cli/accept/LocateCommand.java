/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.Localiser;
import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.Thresholds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.read.LocateInput;
import io.plimsoll.acceptance.locate.read.ObservationReader;
import io.plimsoll.acceptance.locate.simulate.FleetOptions;
import io.plimsoll.acceptance.locate.simulate.Scheme;
import io.plimsoll.acceptance.locate.simulate.Simulation;
import io.plimsoll.acceptance.locate.simulate.SimulationResult;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.Progress;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll accept locate}: which node, NIC, cable or port is bad. */
@Command(
        name = "locate",
        description = "Find what is bad from tests of nodes in pairs and groups; or simulate how well that works.",
        mixinStandardHelpOptions = true,
        footer = {
            "--simulate makes fleets with known faults and counts what is lost. Bad nodes are lost unless condemned:",
            "those left undecided count as lost, and are told beside it as undecidedMean.",
            "--observations FILE: exit code 1 if anything is condemned or not decided."
        })
final class LocateCommand implements Callable<Integer> {

    private static final int NODES_MAX = 65_536;
    private static final int SEEDS_MAX = 100_000;
    /** SuperBench's loopback share of nodes, 6.04 %, over eight NICs (USENIX ATC'24). */
    private static final double NIC_PRIOR = 0.0604 / 8;
    /** Assumed; told in the report. */
    private static final double CABLE_PRIOR = 0.002;

    @Option(names = "--simulate", description = "Simulate fleets with known faults.")
    private boolean simulate;

    @Option(names = "--nodes", paramLabel = "N", description = "Nodes of a fleet. Default: ${DEFAULT-VALUE}.")
    private int nodes = 2048;

    @Option(names = "--bad", paramLabel = "P", description = "Share of bad nodes, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double bad = 0.1036;

    @Option(
            names = "--miss",
            paramLabel = "M",
            description = "Chance that a bad part does not show in one test. Default: ${DEFAULT-VALUE}.")
    private double miss = 0.2;

    @Option(
            names = "--flake",
            paramLabel = "F",
            description = "Chance that a test of good parts fails. Default: ${DEFAULT-VALUE}.")
    private double flake = 0.01;

    @Option(names = "--seeds", paramLabel = "K", description = "How many fleets. Default: ${DEFAULT-VALUE}.")
    private int seeds = 20;

    @Option(names = "--seed", paramLabel = "S", description = "The first of the seeds. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            description =
                    "The deadline in rounds; what is not decided then is INCONCLUSIVE. Default: ${DEFAULT-VALUE}.")
    private int rounds = 6;

    @Option(
            names = "--prior",
            paramLabel = "P",
            description = "Share of bad nodes that the decoder believes in, if not the true one.")
    private @Nullable Double prior;

    @Option(names = "--peer", paramLabel = "WHO", description = "A peer's way instead of ours: two-pass or bisect.")
    private @Nullable String peer;

    @Option(names = "--link-bad", paramLabel = "P", description = "Share of bad leaf-spine links. Default: 0.")
    private double linkBad;

    @Option(names = "--nic-bad", paramLabel = "P", description = "Share of bad NICs; needs --rails. Default: 0.")
    private double nicBad;

    @Option(names = "--cable-bad", paramLabel = "P", description = "Share of bad cables; needs --rails. Default: 0.")
    private double cableBad;

    @Option(names = "--port-bad", paramLabel = "P", description = "Share of bad leaf ports; needs --rails. Default: 0.")
    private double portBad;

    @Option(
            names = "--bad-pairs",
            paramLabel = "N",
            description = "Pairs of nodes that are bad with each other only; the group ladder looks for them.")
    private int badPairs;

    @Option(
            names = "--rails",
            paramLabel = "N",
            description = "NICs of a node, tested one by one. Default: 0, whole nodes.")
    private int rails;

    @Option(names = "--spines", paramLabel = "N", description = "Spines of a leaf, with --link-bad. Default: 8.")
    private int spines = 8;

    @Option(
            names = "--observations",
            paramLabel = "FILE",
            description = "Decode results of real tests, JSON or CSV, see docs/how-to/locate.md.")
    private @Nullable Path observations;

    @Option(
            names = "--deadline",
            paramLabel = "X",
            description = {
                "With --observations: no more tests will come. Condemn the most suspect, too, as long as fewer than X good",
                "parts are condemned on average. Default: 0, only what is sure. --simulate takes 0.2."
            })
    private double deadline;

    @Option(names = "--topology", paramLabel = "FILE", description = "Where the nodes hang, JSON.")
    private @Nullable Path topology;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        InputProblems problems = new InputProblems("accept locate");
        if (simulate == (observations != null)) {
            problems.add(0, simulate ? "both" : "neither", "either --simulate or --observations FILE");
        }
        share(problems, "--bad", bad);
        share(problems, "--miss", miss);
        share(problems, "--flake", flake);
        share(problems, "--prior", prior == null ? 0 : prior);
        share(problems, "--link-bad", linkBad);
        share(problems, "--nic-bad", nicBad);
        share(problems, "--cable-bad", cableBad);
        share(problems, "--port-bad", portBad);
        if (!(deadline >= 0 && deadline <= 1000)) {
            problems.add(0, "--deadline " + deadline, "a mean number of good parts, from 0 to 1000");
        }
        within(problems, "--nodes", nodes, 2, NODES_MAX);
        within(problems, "--seeds", seeds, 1, SEEDS_MAX);
        within(problems, "--rounds", rounds, 1, 1000);
        within(problems, "--rails", rails, 0, 64);
        within(problems, "--spines", spines, 1, 4096);
        within(problems, "--bad-pairs", badPairs, 0, nodes / 2);
        if (rails == 0 && nicBad + cableBad + portBad > 0) {
            problems.add(0, "bad NICs, cables or ports without --rails", "--rails 8, so that each can be tested");
        }
        Scheme scheme = scheme(problems);
        problems.refuseIfAny();
        return observations == null ? simulate(scheme) : decode(observations);
    }

    private int simulate(Scheme scheme) {
        FleetOptions fleet = FleetOptions.ofNodes(nodes, bad, miss, flake).withBadPairs(badPairs);
        if (linkBad > 0) {
            fleet = fleet.withLinks(linkBad, spines);
        }
        if (rails > 0) {
            fleet = fleet.withRails(rails, nicBad, cableBad, portBad);
        }
        Simulation.Options options = new Simulation.Options(scheme, prior == null ? bad : prior, rounds, seed, seeds);
        AtomicLong done = new AtomicLong();
        SimulationResult result;
        try (Progress progress = new Progress("fleets", seeds)) {
            result = Simulation.run(fleet, options, k -> progress.at(done.incrementAndGet()));
        }
        output.print(result, out -> text(result, out));
        return ExitCode.FINE;
    }

    private int decode(Path file) throws IOException {
        Optional<Topology> known = Optional.empty();
        if (topology != null) {
            try (InputStream in = Files.newInputStream(topology)) {
                known = Optional.of(ObservationReader.topology(in, topology.toString()));
            }
        }
        LocateInput input;
        try (InputStream in = Files.newInputStream(file)) {
            input = ObservationReader.read(in, file.toString(), known);
        }
        List<Observation> pairs =
                input.observations().stream().filter(o -> o.nodes().size() <= 2).toList();
        List<Observation> groups =
                input.observations().stream().filter(o -> o.nodes().size() > 2).toList();
        Localisation decoded = new Localiser(input.topology(), model(input), Thresholds.USUAL)
                .localise(pairs)
                .atDeadline(deadline);
        LocateReport report = LocateReport.of(input, decoded, pairs, groups);
        output.print(report, report::text);
        return report.fine() ? ExitCode.FINE : ExitCode.FOUND;
    }

    /** The file's rates; what it does not give comes from an option, else from the reference. */
    private FaultModel model(LocateInput input) {
        Map<String, Double> rates = input.rates();
        Map<FaultKind, Double> priors = new EnumMap<>(FaultKind.class);
        priors.put(FaultKind.NODE, rate(rates, "bad", "--bad", bad));
        boolean withRails =
                input.topology().nodes().stream().anyMatch(n -> !n.rails().isEmpty());
        if (withRails) {
            priors.put(FaultKind.NIC, rate(rates, "nic", "--nic-bad", nicBad > 0 ? nicBad : NIC_PRIOR));
            priors.put(FaultKind.CABLE, rate(rates, "cable", "--cable-bad", cableBad > 0 ? cableBad : CABLE_PRIOR));
            priors.put(FaultKind.PORT, rate(rates, "port", "--port-bad", portBad > 0 ? portBad : CABLE_PRIOR));
        }
        if (input.topology().spines() > 0) {
            priors.put(FaultKind.LINK, rate(rates, "link", "--link-bad", linkBad > 0 ? linkBad : CABLE_PRIOR));
        }
        if (rates.containsKey("pair")) {
            priors.put(FaultKind.PAIR, rates.get("pair"));
        }
        String source = input.ratesSource().isEmpty()
                ? "the file and the options; where neither gives one: bad 10.36 %, NIC 6.04 %/8 from SuperBench (USENIX"
                        + " ATC'24); miss 20 %, flake 1 %, cable, port and link 0.2 % are assumed"
                : input.ratesSource();
        return new FaultModel(
                priors,
                Map.of(),
                rate(rates, "miss", "--miss", miss),
                rate(rates, "flake", "--flake", flake),
                input.healthy(),
                source);
    }

    private double rate(Map<String, Double> rates, String key, String option, double otherwise) {
        boolean given = spec != null && spec.commandLine().getParseResult().hasMatchedOption(option);
        return given ? otherwise : rates.getOrDefault(key, otherwise);
    }

    private Scheme scheme(InputProblems problems) {
        if (peer == null) {
            return Scheme.PLIMSOLL;
        }
        return switch (peer) {
            case "two-pass" -> Scheme.TWO_PASS;
            case "bisect" -> Scheme.BISECT;
            default -> {
                problems.add(0, "--peer " + peer, "--peer two-pass or --peer bisect");
                yield Scheme.PLIMSOLL;
            }
        };
    }

    private static void share(InputProblems problems, String option, double value) {
        if (!(value >= 0 && value < 1)) {
            problems.add(0, option + " " + value, "a share from 0 to below 1");
        }
    }

    private static void within(InputProblems problems, String option, int value, int least, int most) {
        if (value < least || value > most) {
            problems.add(0, option + " " + value, least + " to " + most);
        }
    }

    private static void text(SimulationResult r, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %,d nodes, %.2f%% bad, %.0f%% miss, %.1f%% flake; %d fleets from seed %d%n",
                r.scheme(),
                r.fleet().nodes(),
                100 * r.fleet().bad(),
                100 * r.fleet().miss(),
                100 * r.fleet().flake(),
                r.settings().seeds(),
                r.settings().firstSeed());
        out.printf(
                Locale.ROOT,
                "  bad nodes lost        %.2f%% (95%%: %.2f to %.2f), of %.1f a run; judged good %.2f%%%n",
                100 * r.badLostShare(),
                100 * r.badLostLow(),
                100 * r.badLostHigh(),
                r.badMean(),
                100 * r.badJudgedGoodShare());
        out.printf(Locale.ROOT, "  good nodes condemned  %.3f a run%n", r.falseBadMean());
        out.printf(Locale.ROOT, "  left undecided        %.2f nodes a run%n", r.undecidedMean());
        out.printf(Locale.ROOT, "  rounds                %.2f (at most %d)%n", r.rounds(), r.roundsWorst());
        out.printf(Locale.ROOT, "  tests                 %,.0f (%,.0f node slots)%n", r.tests(), r.nodeSlots());
    }
}
