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

/** {@code plimsoll bench health}: events and samples a second on one core, over a growing history, and a storm. */
@Command(
        name = "health",
        description = "Time the health engine over a growing history, remote-write decoding and judging, and a storm.",
        mixinStandardHelpOptions = true,
        footer = {
            "Rates are by the processor time of the one thread, so that others on the machine do not count; wall rates stand beside.",
            "Exit code 1: a signal was neither judged nor counted."
        })
public final class HealthBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--events", description = "Length of the history. Default: ${DEFAULT-VALUE}.")
    private long events = 2_000_000;

    @Option(
            names = "--storm-seconds",
            description = "Seconds of storm at 4,200 events a second. Default: ${DEFAULT-VALUE}.")
    private int seconds = 120;

    @Override
    public Integer call() {
        HealthBench.Result result = HealthBench.run(Math.max(1, events), Math.max(1, seconds));
        output.print(result, out -> print(result, out));
        return result.storm().dropped() == 0 ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(HealthBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf("engine    %d rules, 4,096 nodes, one thread%n", r.rules());
        r.stretches()
                .forEach(s -> out.printf(
                        Locale.ROOT,
                        "          after %,12d events: %,10.0f events/s of processor time, %,10.0f of wall time, %,d units remembered%n",
                        s.eventsBefore(),
                        s.eventsPerSecond(),
                        s.wallEventsPerSecond(),
                        s.remembered()));
        r.remoteWrite()
                .forEach(s -> out.printf(
                        Locale.ROOT,
                        "samples   remote-write %d.0, %,d series: %,10.0f samples/s of processor time, %,10.0f of wall time%n",
                        s.version(),
                        s.series(),
                        s.samplesPerSecond(),
                        s.wallSamplesPerSecond()));
        HealthBench.Storm s = r.storm();
        out.printf(
                Locale.ROOT,
                "storm     %,d GPUs, %,d events/s x %d s: decision P50 %.4f ms, P99 %.4f ms, most %.1f ms, heap %.0f MiB, dropped %d, %.1f %% of one core%n",
                s.gpus(),
                s.perSecond(),
                s.seconds(),
                s.millisP50(),
                s.millisP99(),
                s.millisMost(),
                s.heapMebibytes(),
                s.dropped(),
                s.loadShare() * 100);
    }
}
