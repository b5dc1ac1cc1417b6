/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench rcpsp}: schedules beside the best known ones. */
@Command(
        name = "rcpsp",
        description = "Schedule PSPLIB's projects and compare with the best known makespans.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the independent checker refuses a schedule.")
public final class RcpspBenchCommand implements Callable<Integer> {

    @Option(names = "--seconds", description = "Time for an instance. Default: ${DEFAULT-VALUE}.")
    private double seconds = 10;

    @Option(
            names = "--instances",
            description = "So many of each set, evenly spaced; 480 for all. Default: ${DEFAULT-VALUE}.")
    private int instances = 6;

    @Option(names = "--threads", description = "Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--sets", split = ",", description = "Names of the archives. Default: ${DEFAULT-VALUE}.")
    private List<String> sets = List.of("j30", "j60");

    @Option(names = "--data", paramLabel = "FOLDER", description = "j30.zip, j60.zip and best-known.csv.")
    private @Nullable Path data;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        RcpspBench.Result result = RcpspBench.run(
                BenchData.folder(data, "crew/rcpsp"),
                sets,
                seconds,
                instances,
                threads,
                seed,
                row -> output.notes().println(line(row)));
        output.print(result, out -> print(result, out));
        return result.allChecked() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static String line(RcpspBench.Row r) {
        return String.format(
                Locale.ROOT,
                "%-14s best known %4d  ours %4d  %+6.2f %%  bound %4d%s  %,9d schedules in %5.1f s%s",
                r.instance(),
                r.bestKnown(),
                r.makespan(),
                r.deviationPercent(),
                r.lowerBound(),
                r.proven() ? " proven" : "       ",
                r.schedules(),
                r.seconds(),
                r.checked() ? "" : "  REFUSED BY THE CHECKER");
    }

    private static void print(RcpspBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        for (RcpspBench.SetResult s : r.sets()) {
            out.printf(
                    Locale.ROOT,
                    "%-9s mean deviation %.3f %% over %d projects at %.0f s on %d threads; %d equal, %d better, %d proven; %.1f s each; %s%n",
                    s.set(),
                    s.meanDeviationPercent(),
                    s.count(),
                    r.seconds(),
                    r.threads(),
                    s.equal(),
                    s.improved(),
                    s.proven(),
                    s.meanSeconds(),
                    s.allChecked() ? "every schedule holds" : "A SCHEDULE WAS REFUSED");
        }
    }
}
