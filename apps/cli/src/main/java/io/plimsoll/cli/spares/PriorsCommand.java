/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.spares.priors.Priors;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll spares priors}: published demand rates with their sources. */
@Command(
        name = "priors",
        description =
                "Published failure rates by part, with source and quality. A part without a confirmed figure has none.",
        mixinStandardHelpOptions = true)
final class PriorsCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    record Table(List<Priors.Prior> priors) {}

    @Override
    public Integer call() {
        Table table = new Table(Priors.all());
        output.print(
                table,
                out -> table.priors()
                        .forEach(p -> out.printf(
                                Locale.ROOT,
                                "%-16s %10s  %-12s %s; %s%n",
                                p.part(),
                                p.ratePerYear().isPresent()
                                        ? String.format(
                                                Locale.ROOT,
                                                "%.2f %%",
                                                100 * p.ratePerYear().getAsDouble())
                                        : "none",
                                "a " + p.per() + "-yr",
                                p.quality() + ": " + p.meaning(),
                                p.source())));
        return ExitCode.FINE;
    }
}
