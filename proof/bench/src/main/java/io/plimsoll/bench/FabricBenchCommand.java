/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench fabric}: design, read and verify a large fabric, beside the time that ibnetdiscover needs to walk it. */
@Command(
        name = "fabric",
        description =
                "Design, read and verify a fabric with faults, beside the real ibnetdiscover walking the same one in ibsim.",
        mixinStandardHelpOptions = true)
public final class FabricBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--gpus", defaultValue = "32768", description = "Size of the fabric. Default: ${DEFAULT-VALUE}.")
    private long gpus = 32768;

    @Option(names = "--no-peer", description = "Leave ibnetdiscover out.")
    private boolean noPeer;

    @Override
    public Integer call() throws IOException {
        FabricBench.Result result = FabricBench.run(gpus, !noPeer);
        output.print(result, out -> print(result, out));
        return result.faultsRecovered() == result.faultsInjected() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(FabricBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                "fabric    %,d GPUs, %,d devices, %,d cables; dump %,d bytes, %,d lines; %d faults put in%n",
                r.gpus(), r.devices(), r.cables(), r.dumpBytes(), r.dumpLines(), r.faultsInjected());
        out.printf(
                "found     %d of %d faults as they were put in, %d repair orders, %d cables left after simulated repair%n",
                r.faultsRecovered(), r.faultsInjected(), r.repairOrders(), r.leftAfterRepair());
        out.println();
        out.printf("Plimsoll, warm (median of %d)%n", r.rounds());
        out.printf(Locale.ROOT, "  design                     %,8.1f ms%n", r.designMillis());
        out.printf(Locale.ROOT, "  read the dump              %,8.1f ms%n", r.readMillis());
        out.printf(Locale.ROOT, "  verify and repair orders   %,8.1f ms%n", r.verifyMillis());
        out.printf(
                Locale.ROOT,
                "  all                        %,8.1f ms%n",
                r.designMillis() + r.readMillis() + r.verifyMillis());
        out.printf(Locale.ROOT, "  of which processor time    %,8.1f ms%n", r.processorMillis());
        out.println("Plimsoll, cold process (fabric verify --template, from start to exit)");
        out.printf("  %s%n", r.cold().isEmpty() ? "not measured" : r.cold());
        out.println();
        out.println("ibnetdiscover walking the same fabric in ibsim");
        out.printf("  %s%n", r.peer());
        if (r.peerMillis() > 0) {
            out.printf(
                    Locale.ROOT,
                    "ratio     walking the fabric takes %.0f times as long as the cold process that judges it%n",
                    (double) r.peerMillis() / Math.max(1, r.coldMillis()));
        }
    }
}
