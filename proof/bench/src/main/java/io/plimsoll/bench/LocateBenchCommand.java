/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.acceptance.locate.simulate.SimulationResult;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench locate}: what localisation loses, beside re-built peers on the same fleets. */
@Command(
        name = "locate",
        description =
                "Localise seeded faults in simulated fleets, beside two-pass pairs and sqrt(N) bisection, re-built.",
        mixinStandardHelpOptions = true)
public final class LocateBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--seeds", defaultValue = "40", description = "Fleets of a row. Default: ${DEFAULT-VALUE}.")
    private int seeds = 40;

    @Override
    public Integer call() {
        LocateBench.Result result = LocateBench.run(seeds, row -> output.notes().println(line(row)));
        output.print(result, out -> print(result, out));
        return ExitCode.FINE;
    }

    static void print(LocateBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                Locale.ROOT,
                "decode    %,d results of 2,048 nodes and the choice of the next round: %.0f ms (median), %.0f ms (worst)%n%n",
                r.decodeObservations(),
                r.decodeMillis(),
                r.decodeMillisWorst());
        r.rows().forEach(row -> out.println(line(row)));
    }

    static String line(LocateBench.Row row) {
        SimulationResult r = row.result();
        StringBuilder kinds = new StringBuilder();
        new TreeMap<>(r.kinds())
                .forEach((kind, c) -> kinds.append(String.format(
                        Locale.ROOT, " %s %d/%d lost, %d false;", kind, c.lost(), c.bad(), c.falseBad())));
        return String.format(
                Locale.ROOT,
                "%-29s %5.2f%% %-8s lost %6.2f%% (%.2f-%.2f) judged good %6.2f%% condemned good %6.3f undecided %6.2f rounds %.2f/%d+%.1f tests %,.0f seeds %d %.1f s;%s",
                row.what(),
                100 * r.fleet().bad(),
                r.scheme(),
                100 * r.badLostShare(),
                100 * r.badLostLow(),
                100 * r.badLostHigh(),
                100 * r.badJudgedGoodShare(),
                r.falseBadMean(),
                r.undecidedMean(),
                r.rounds(),
                r.roundsWorst(),
                r.ladderRounds(),
                r.tests(),
                r.settings().seeds(),
                row.seconds(),
                kinds);
    }
}
