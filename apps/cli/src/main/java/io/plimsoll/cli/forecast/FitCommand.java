/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.forecast;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.forecast.fit.FitReport;
import io.plimsoll.forecast.fit.Fitter;
import io.plimsoll.forecast.fit.LifeTable;
import io.plimsoll.forecast.fit.LifeTableReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll forecast fit}: laws of failure times from a table of lifetimes. */
@Command(
        name = "fit",
        description =
                "Fit failure-time laws to lifetimes: Kaplan-Meier, Weibull, exponential, lognormal, limited failures.",
        mixinStandardHelpOptions = true,
        footer = {
            "Columns: time,event (1 failed, 0 alive); where needed left,right (interval), entry (watched from that age),",
            "count (equal units), group, batch, position, supplier. docs/reference/forecast.md has whole examples.",
            "Exit code 2: the input is wrong; every wrong line is told."
        })
final class FitCommand implements Callable<Integer> {

    @Option(names = "--input", required = true, paramLabel = "CSV", description = "The table of lifetimes.")
    private Path input = Path.of("");

    @Option(
            names = "--level",
            paramLabel = "SHARE",
            description = "Confidence level of all intervals. Default: ${DEFAULT-VALUE}.")
    private double level = 0.95;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        if (!(level > 0 && level < 1)) {
            throw new BadInputException(
                    new InputProblem("--level", 0, Double.toString(level), "more than 0, less than 1"));
        }
        LifeTable table;
        try (InputStream in = Files.newInputStream(input)) {
            table = LifeTableReader.read(in, input.toString());
        }
        FitReport report = new Fitter(level).fit(table);
        output.print(report, out -> FitText.print(report, out));
        return ExitCode.FINE;
    }
}
