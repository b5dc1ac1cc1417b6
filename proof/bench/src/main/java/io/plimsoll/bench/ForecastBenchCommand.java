/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench forecast}: fleet-years a second, beside SSJ and SimPy; a rare month. */
@Command(
        name = "forecast",
        description =
                "Time fleet-years of 32,768 GPUs with crews, parts and racks, beside SSJ and SimPy; a rare month.",
        mixinStandardHelpOptions = true)
public final class ForecastBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--replications", description = "Years in a round. Default: ${DEFAULT-VALUE}.")
    private int replications = 1_000;

    @Override
    public Integer call() {
        ForecastBench.Result result = ForecastBench.run(Math.max(10, replications));
        output.print(result, out -> print(result, out));
        return ExitCode.FINE;
    }

    private static void print(ForecastBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                Locale.ROOT,
                "plimsoll  %,d x 365 days x %,d GPUs, %,d events each: %,.0f fleet-years/s warm (median of 5), %,.0f a processor-second, first round %.2f s%n",
                r.replications(),
                r.gpus(),
                r.eventsPerFleetYear(),
                r.fleetYearsPerSecond(),
                r.fleetYearsPerProcessorSecond(),
                r.firstSeconds());
        out.printf(
                Locale.ROOT,
                "SSJ 3.3.2 the same without racks and credits: %,.0f fleet-years/s warm, %,.0f a processor-second; ratio %.1f%n",
                r.ssjFleetYearsPerSecond(),
                r.ssjFleetYearsPerProcessorSecond(),
                r.fleetYearsPerProcessorSecond() / r.ssjFleetYearsPerProcessorSecond());
        out.printf(
                Locale.ROOT,
                "          a window is missed with probability %.4f (ours) and %.4f (SSJ)%n",
                r.breachProbability(),
                r.ssjBreachProbability());
        out.printf(
                Locale.ROOT,
                "SimPy     %s%s%n",
                r.simpy(),
                r.simpyFleetYearsPerSecond()
                        .map(s -> String.format(Locale.ROOT, ": %.2f fleet-years/s on one core", s))
                        .orElse(""));
        out.printf(
                Locale.ROOT,
                "AIReSim   Table 1 preset: %.1f replications/s (their own code: about 0.1)%n",
                r.airesimReplicationsPerSecond());
        ForecastBench.TailTime t = r.tail();
        out.printf(
                Locale.ROOT,
                "rare      month with probability %.3g to +-%.1f %% in %.2f s, %,d replications; plain sampling would need %,.0f%n",
                t.monthlyProbability(),
                100 * t.relativeHalfWidth(),
                t.seconds(),
                t.replications(),
                t.plainReplications());
    }
}
