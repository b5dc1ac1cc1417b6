/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench ledger}: statements and looks at an instant on a year of a site. */
@Command(
        name = "ledger",
        description = "Time statements of every kind of contract, and looks at an instant, on a year of a site.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: a ledger did not add up.")
public final class LedgerBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--nodes", description = "Nodes of the site. Default: ${DEFAULT-VALUE}.")
    private int nodes = 4_096;

    @Option(names = "--changes", description = "State changes in the year. Default: ${DEFAULT-VALUE}.")
    private int changes = 20_000;

    @Override
    public Integer call() throws Exception {
        LedgerBench.Result r = LedgerBench.run(Math.max(36, nodes), Math.max(1, changes));
        output.print(r, out -> {
            Machine m = r.machine();
            out.printf(
                    "machine    %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                    m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
            out.printf(
                    Locale.ROOT,
                    "ledger     %,d nodes, %,d rows, one year; read from CSV in %,.0f ms%n",
                    r.nodes(),
                    r.rows(),
                    r.readMillis());
            r.statements()
                    .forEach(s -> out.printf(
                            Locale.ROOT,
                            "statement  %-30s %-44s %7.1f ms, slowest of 5 %7.1f ms, processor %7.1f ms%n",
                            s.contract(),
                            s.window(),
                            s.medianMillis(),
                            s.slowestMillis(),
                            s.processorMillis()));
            out.printf(
                    Locale.ROOT, "at T       median of 60 %.1f ms, slowest %.1f ms%n", r.atMillis(), r.atMillisMax());
            out.println(r.conserved() ? "conserved  every statement's ledger adds up" : "NOT conserved");
        });
        return r.conserved() ? ExitCode.FINE : ExitCode.FOUND;
    }
}
