/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.spares.kit.KitPlanner;
import io.plimsoll.spares.kit.KitPlanner.Kind;
import io.plimsoll.spares.kit.KitPlanner.Kit;
import io.plimsoll.spares.kit.KitReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll spares kit}: what a travelling crew takes along. */
@Command(
        name = "kit",
        description = "What a crew takes on a trip so that it can finish all repairs with what it has along.",
        mixinStandardHelpOptions = true,
        footer =
                "Columns: part, burden (cents, grams or slots of one), mean_per_trip, source; variance_to_mean if not 1.")
final class KitCommand implements Callable<Integer> {

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "CSV of parts that a trip may need.")
    private Path input = Path.of("");

    @Option(names = "--limit", paramLabel = "N", description = "Most burden that fits.")
    private @Nullable Long limit;

    @Option(
            names = "--completion",
            paramLabel = "SHARE",
            description = "The lightest kit that finishes this share of trips.")
    private @Nullable Double completion;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        boolean one = (limit == null) != (completion == null);
        if (!one || (limit != null && limit < 0) || (completion != null && !(completion > 0 && completion < 1))) {
            throw new BadInputException(new InputProblem(
                    "options",
                    0,
                    "--limit " + limit + " --completion " + completion,
                    "--limit of 0 or more, or --completion between 0 and 1"));
        }
        List<Kind> kinds = KitReader.read(Files.readString(input), input.toString());
        Kit kit = (limit != null
                        ? KitPlanner.within(kinds, limit)
                        : KitPlanner.reaching(kinds, completion == null ? 0.5 : completion))
                .orElseThrow(() -> new BadInputException(
                        new InputProblem("--completion", 0, "" + completion, "a share below 0.999999")));
        output.print(kit, out -> {
            kit.items()
                    .forEach(i -> out.printf(
                            Locale.ROOT, "%-28s %4d  enough on %.4f of trips%n", i.part(), i.take(), i.enough()));
            out.printf(
                    Locale.ROOT,
                    "burden %d, trips finished %.6f%s%n",
                    kit.burden(),
                    kit.completion(),
                    kit.proven() ? "" : " (not proven best)");
        });
        return ExitCode.FINE;
    }
}
