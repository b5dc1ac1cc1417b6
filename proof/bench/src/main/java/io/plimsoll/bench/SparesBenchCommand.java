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

/** {@code plimsoll bench spares}: the cost curve's time, equality with brute force, the approximations' errors. */
@Command(
        name = "spares",
        description = "Time the whole cost curve, compare with brute force, measure METRIC's and VARI-METRIC's errors.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: not every small problem came out as by brute force.")
public final class SparesBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--parts", description = "Parts of the timed problem. Default: ${DEFAULT-VALUE}.")
    private int parts = 500;

    @Option(names = "--sites", description = "Sites of the timed problem. Default: ${DEFAULT-VALUE}.")
    private int sites = 8;

    @Option(names = "--compare", description = "Small problems to compare with brute force. Default: ${DEFAULT-VALUE}.")
    private int compare = 1_000;

    @Override
    public Integer call() {
        SparesBench.Result result = SparesBench.run(Math.max(1, parts), Math.max(1, sites), Math.max(0, compare));
        output.print(result, out -> print(result, out));
        return result.equal() == result.compared() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(SparesBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                Locale.ROOT,
                "curve     %d parts x %d sites and a depot, %,d vertices: %,.0f ms warm (median of 9), %,.0f ms the first time, %,.0f ms of processor time%n",
                r.parts(),
                r.sites(),
                r.vertices(),
                r.curveMillis(),
                r.firstMillis(),
                r.processorMillis());
        out.printf(
                Locale.ROOT,
                "budget    levels for a budget between vertices: %,.0f ms, %s%n",
                r.budgetMillis(),
                r.budgetProven()
                        ? "proven best"
                        : String.format(Locale.ROOT, "within %.2g of the best by share", r.budgetGapShare()));
        out.printf("equal     %,d of %,d small problems as by brute force%n", r.equal(), r.compared());
        out.println();
        out.println("errors of expected backorders at the same stock, five equal sites");
        out.printf(
                "%10s %10s %8s %6s %12s %10s %12s%n",
                "depot mean", "site mean", "left", "units", "exact", "METRIC", "VARI-METRIC");
        for (SparesBench.LawError e : r.errors()) {
            out.printf(
                    Locale.ROOT,
                    "%10.1f %10.1f %8.2f %6d %12.6f %9.1f%% %11.2f%%%n",
                    e.depotMean(),
                    e.siteMean(),
                    e.left(),
                    e.units(),
                    e.exact(),
                    e.metricPercent(),
                    e.variMetricPercent());
        }
    }
}
