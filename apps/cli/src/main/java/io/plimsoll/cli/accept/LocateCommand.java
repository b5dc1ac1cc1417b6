/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.locate.simulate.FleetOptions;
import io.plimsoll.acceptance.locate.simulate.Scheme;
import io.plimsoll.acceptance.locate.simulate.Simulation;
import io.plimsoll.acceptance.locate.simulate.SimulationResult;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.Progress;
import io.plimsoll.model.InputProblems;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept locate}: which node, NIC, cable or port is bad. */
@Command(
        name = "locate",
        description = "Find what is bad from tests of nodes in pairs and groups; or simulate how well that works.",
        mixinStandardHelpOptions = true,
        footer = {
            "--simulate makes fleets with known faults and counts what is lost. Bad nodes are lost unless condemned:",
            "those left undecided count as lost, and are told beside it as undecidedMean."
        })
final class LocateCommand implements Callable<Integer> {

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

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        InputProblems problems = new InputProblems("accept locate");
        if (!simulate) {
            problems.add(0, "no --simulate", "--simulate");
        }
        share(problems, "--bad", bad);
        share(problems, "--miss", miss);
        share(problems, "--flake", flake);
        atLeast(problems, "--nodes", nodes, 2);
        atLeast(problems, "--seeds", seeds, 1);
        atLeast(problems, "--rounds", rounds, 1);
        Scheme scheme = scheme(problems);
        problems.refuseIfAny();
        FleetOptions fleet = FleetOptions.ofNodes(nodes, bad, miss, flake);
        Simulation.Options options = new Simulation.Options(scheme, prior == null ? bad : prior, rounds, seed, seeds);
        AtomicLong done = new AtomicLong();
        SimulationResult result;
        try (Progress progress = new Progress("fleets", seeds)) {
            result = Simulation.run(fleet, options, k -> progress.at(done.incrementAndGet()));
        }
        output.print(result, out -> text(result, out));
        return ExitCode.FINE;
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

    private static void atLeast(InputProblems problems, String option, int value, int least) {
        if (value < least) {
            problems.add(0, option + " " + value, "at least " + least);
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
