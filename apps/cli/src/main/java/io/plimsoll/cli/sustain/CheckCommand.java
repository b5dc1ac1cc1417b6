/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.sustain.check.CheckReport;
import io.plimsoll.sustain.check.Flag;
import io.plimsoll.sustain.check.PublishedTableCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll sustain check}: what does not close in a published table. */
@Command(
        name = "check",
        description = "Check a published table of sites and years: totals, ratios, factors, boundaries, units, rows.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: at least one flag was raised.")
final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description =
                    "CSV: site, year and any of energyMWh, locationBasedTonnes, marketBasedTonnes, waterML, pue, wue,"
                            + " ...; or metric, site, year, value, unit.")
    private Path input = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        CheckReport report = PublishedTableCheck.check(InputFiles.text(input), input.toString());
        output.print(report, out -> text(report, out));
        return report.flags().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(CheckReport report, PrintWriter out) {
        for (Flag f : report.flags()) {
            out.println(f.severity() + "  " + f.rule() + "  " + f.site() + (f.year() == 0 ? "" : " " + f.year()) + "  "
                    + f.measure());
            out.println("    " + f.why());
            out.println("    " + f.effect());
        }
        report.notes().forEach(n -> out.println("note  " + n));
        int compared =
                report.compared().values().stream().mapToInt(Integer::intValue).sum();
        out.println(report.figures() + " figures, " + compared + " comparisons, "
                + report.flags().size() + " flags");
    }
}
