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

/** {@code plimsoll bench meters}: a year of minute readings to hourly KPIs. */
@Command(
        name = "meters",
        description =
                "Roll a year of minute readings up to hourly KPIs: 64 servers, or 2,048 with --full (1e9 readings).",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: one thread and many do not give the same joules.")
public final class MetersBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--servers", description = "Servers of the site. Default: ${DEFAULT-VALUE}.")
    private int servers = 64;

    @Option(names = "--full", description = "2,048 servers: 1e9 readings.")
    private boolean full;

    @Override
    public Integer call() {
        MetersBench.Result r = MetersBench.run(full ? 2_048 : Math.max(1, servers));
        output.print(r, out -> print(r, out));
        return r.sameOnOneThread() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(MetersBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                Locale.ROOT,
                "roll-up   %,d servers, %,d readings made and rolled up in %.1f s (%.1f s of processor time): %,.0f a second%n",
                r.servers(),
                r.samples(),
                r.seconds(),
                r.processorSeconds(),
                r.samplesPerSecond());
        out.printf(Locale.ROOT, "heap      %,d MiB in use at the end%n", r.heapMebibytes());
        out.printf(
                Locale.ROOT,
                "events    %,d resets, %,d gaps; energy off by %.2g of what was used%n",
                r.resets(),
                r.gaps(),
                r.energyOff());
        out.printf(
                Locale.ROOT, "KPIs      PUE of the year %.4f, of the worst hour %.4f%n", r.pueYear(), r.pueWorstHour());
        out.printf("threads   %s%n", r.sameOnOneThread() ? "one and many give the same joules" : "DIFFER");
    }
}
