/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench trsp}: routes beside the best known ones. */
@Command(
        name = "trsp",
        description = "Route the published crew25 instances on one thread and compare with the best known durations.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the independent checker refuses a plan.")
public final class TrspBenchCommand implements Callable<Integer> {

    @Option(names = "--seconds", description = "Time for an instance. Default: ${DEFAULT-VALUE}.")
    private double seconds = 30;

    @Option(names = "--instances", description = "So many, evenly spaced; 100 for all. Default: ${DEFAULT-VALUE}.")
    private int instances = 4;

    @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Instances and best-known.csv.")
    private @Nullable Path data;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Path folder = BenchData.folder(data, "crew/trsp-crew25");
        TrspBench.Result result = TrspBench.run(
                folder, seconds, instances, seed, row -> output.notes().println(line(row)));
        output.print(result, out -> print(result, out));
        return result.allChecked() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static String line(TrspBench.Row r) {
        return String.format(
                Locale.ROOT,
                "%-8s best known %10.3f  ours %10.3f  %+7.3f %%  %,9d iterations in %5.1f s%s%s",
                r.instance(),
                r.bestKnown(),
                r.duration(),
                r.gapPercent(),
                r.iterations(),
                r.seconds(),
                r.repeatable() ? "" : ", cut short by the clock",
                r.checked() ? "" : "  REFUSED BY THE CHECKER");
    }

    private static void print(TrspBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        r.rows().forEach(row -> out.println(line(row)));
        out.printf(
                Locale.ROOT,
                "mean gap  %+.3f %% at %.0f s on one thread, seed %d; %d of %d better than best known, %d equal; %s%n",
                r.meanGapPercent(),
                r.seconds(),
                r.seed(),
                r.improved(),
                r.count(),
                r.equal(),
                r.allChecked() ? "every plan holds by the independent checker" : "A PLAN WAS REFUSED");
    }
}
