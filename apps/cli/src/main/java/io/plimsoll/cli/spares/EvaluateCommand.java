/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.spares.Evaluation;
import io.plimsoll.spares.Evaluation.Place;
import io.plimsoll.spares.Method;
import io.plimsoll.spares.SparesPlan.Level;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.check.StockCheck;
import io.plimsoll.spares.read.LevelsReader;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll spares evaluate}: what a given stock achieves. */
@Command(
        name = "evaluate",
        description =
                "Say what given stock levels achieve: backorders, fill rate, availability, cost of what is missing.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: --check was asked for and the simulation does not agree.")
final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "Parts, sites and demand: JSON or CSV.")
    private Path input = Path.of("");

    @Option(
            names = "--levels",
            required = true,
            paramLabel = "FILE",
            description = "Stock levels: CSV part,site,stock, or the JSON that 'spares optimise' prints.")
    private Path levels = Path.of("");

    @Option(
            names = "--method",
            paramLabel = "M",
            description = "${COMPLETION-CANDIDATES}. Default: what the input says.")
    private @Nullable Method method;

    @Option(names = "--check", description = "Simulate the levels and compare.")
    private boolean check;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private Output output = new Output();

    /** What is printed. */
    record Shown(
            String method,
            String methodSays,
            long cost,
            double backorders,
            OptionalDouble availability,
            double fillRate,
            List<Level> levels,
            List<String> notes,
            Optional<StockCheck> check) {}

    @Override
    public Integer call() throws Exception {
        SparesProblem read = InputFiles.problem(input);
        SparesProblem problem = method == null ? read : read.withMethod(method);
        Map<Place, Integer> stock;
        try (InputStream in = Files.newInputStream(levels)) {
            stock = LevelsReader.read(in, levels.toString(), problem);
        }
        Evaluation e = Evaluation.of(problem, stock);
        Optional<StockCheck> simulated = check ? Optional.of(StockCheck.of(e.outcomes(), seed)) : Optional.empty();
        Shown shown = new Shown(
                e.method(),
                e.methodSays(),
                e.cost(),
                e.backorders(),
                e.availability(),
                e.fillRate(),
                e.levels(),
                e.notes(),
                simulated);
        output.print(shown, out -> text(shown, out));
        return simulated.isPresent() && !simulated.get().agrees() ? ExitCode.FOUND : ExitCode.FINE;
    }

    private static void text(Shown shown, PrintWriter out) {
        out.println("method    " + shown.method() + ": " + shown.methodSays());
        PlanText.totals(shown.cost(), shown.backorders(), shown.fillRate(), shown.availability(), out);
        shown.check().ifPresent(c -> CheckText.print(c, out));
        out.println();
        PlanText.levels(shown.levels(), out);
        shown.notes().forEach(n -> out.println(String.format(Locale.ROOT, "note      %s", n)));
    }
}
