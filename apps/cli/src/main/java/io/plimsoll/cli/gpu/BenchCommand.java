/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.gpu;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceInfo;
import io.plimsoll.gpu.fault.FaultTable;
import io.plimsoll.gpu.gemm.GemmBench;
import io.plimsoll.gpu.gemm.Inputs;
import io.plimsoll.gpu.suite.Figure;
import io.plimsoll.gpu.suite.Interlock;
import io.plimsoll.gpu.suite.SelfTest;
import io.plimsoll.gpu.suite.Suite;
import io.plimsoll.gpu.suite.TestOutcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll gpu bench}: rates, what injected faults do to self-comparison and to ours, and flips in great number. */
@Command(
        name = "bench",
        description = "Measures rates of one GPU, and what each kind of injected fault does to self-comparing tests and"
                + " to ours.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Option(names = "--device", paramLabel = "N", description = "Which GPU. Default: 0.")
    private int device;

    @Option(names = "--seconds", paramLabel = "S", description = "How long the rates are measured. Default: 20.")
    private double seconds = 20;

    @Option(names = "--flips", paramLabel = "N", description = "Single-bit flips to inject. Default: 10000.")
    private int flips = 10_000;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the inputs. Default: 1.")
    private long seed = 1;

    @Mixin
    private Output output = new Output();

    /** What is printed. */
    record Report(
            DeviceInfo device,
            boolean silicon,
            List<Figure> rates,
            SelfTest.Tally flips,
            List<FaultTable.Row> faults,
            List<String> notes) {}

    @Override
    public Integer call() {
        TestCommand.Asked.seconds(seconds);
        Report report;
        try (Device opened = TestCommand.Asked.device(device)) {
            List<TestOutcome> outcomes = Suite.run(
                    opened,
                    List.of(Suite.Test.GEMM, Suite.Test.BANDWIDTH),
                    (long) (seconds * 1e9),
                    seed,
                    Interlock.DEFAULT,
                    t -> output.notes().println(t.word() + " ..."));
            List<Figure> rates =
                    outcomes.stream().flatMap(o -> o.measurements().stream()).toList();
            output.notes().println("flips ...");
            int size = 2 * opened.info().tile();
            SelfTest.Tally tally;
            try (GemmBench bench = new GemmBench(opened, new Inputs(Arithmetic.BF16, size, size, 64, seed))) {
                tally = SelfTest.flips(bench, flips, seed);
            }
            List<FaultTable.Row> faults = FaultTable.of(() -> TestCommand.Asked.device(device), seed);
            DeviceInfo info = opened.info();
            report = new Report(
                    info, info.silicon(), rates, tally, faults, info.silicon() ? List.of() : List.of(CpuDevices.SAYS));
        }
        output.print(report, out -> text(report, out));
        return report.flips().whole() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(Report report, PrintWriter out) {
        out.println(report.device().name());
        report.rates().forEach(m -> out.printf(Locale.ROOT, "  %-34s %14.4g %s%n", m.metric(), m.value(), m.unit()));
        SelfTest.Tally t = report.flips();
        out.printf(
                "%nsingle-bit flips: %d injected, %d caught, %d located; %d clean rounds, %d called wrong%n%n",
                t.injected(), t.caught(), t.located(), t.cleanRounds(), t.falseAlarms());
        out.printf("%-46s %-16s %-14s %s%n", "fault", "self-comparison", "known answer", "what it says");
        for (FaultTable.Row r : report.faults()) {
            out.printf(
                    "%-46s %-16s %-14s %s%n",
                    r.fault(),
                    r.selfComparison() ? "seen" : "not seen",
                    !r.knownAnswer() ? "not seen" : r.located() ? "seen, located" : "seen",
                    r.says());
        }
        report.notes().forEach(n -> out.println("\nnote  " + n));
    }
}
