/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.limits.FixedLimit;
import io.plimsoll.acceptance.limits.FixedLimitFiles;
import io.plimsoll.acceptance.limits.FixedLimits;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll accept limits}: fixed limits of others, and what is weak about them. */
@Command(
        name = "limits",
        description =
                "Read a file of fixed limits (Azure NHC conf, DCGM diag-skus YAML, SuperBench rules or baseline) and flag"
                        + " the weak ones.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: a limit is flagged.")
final class LimitsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file of limits.")
    private Path file = Path.of("");

    @Option(
            names = "--for",
            paramLabel = "TEXT",
            description = "Only limits whose GPU model, host mask or rule has this text.")
    private String subject = "";

    @Option(names = "--flagged", description = "Only limits that are flagged.")
    private boolean flagged;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        FixedLimits all;
        try (InputStream in = Files.newInputStream(file)) {
            all = FixedLimitFiles.read(in, file.toString());
        }
        FixedLimits limits = new FixedLimits(
                all.format(),
                all.limits().stream()
                        .filter(l -> l.subject().contains(subject))
                        .filter(l -> !flagged || !l.flags().isEmpty())
                        .toList(),
                all.checks(),
                all.warnings());
        output.print(limits, out -> text(limits, out));
        boolean weak = limits.limits().stream().anyMatch(l -> !l.flags().isEmpty());
        return weak ? ExitCode.FOUND : ExitCode.FINE;
    }

    private static void text(FixedLimits limits, PrintWriter out) {
        out.println(limits.format() + ", " + limits.limits().size() + " limits");
        for (FixedLimit limit : limits.limits()) {
            out.println("line " + limit.line() + "  " + limit.subject() + "  " + limit.name() + "  " + limit.metric()
                    + " " + limit.comparison().sign() + " " + CanonicalJson.number(limit.value()) + " " + limit.unit());
            limit.flags().forEach(f -> out.println("    weak: " + f));
        }
        limits.checks().forEach(c -> out.println("check without a number: " + c));
        limits.warnings().forEach(w -> out.println("warning: " + w));
    }
}
