/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.route.RouteProblem;
import io.plimsoll.crew.route.read.TrspReader;
import io.plimsoll.crew.route.search.RouteAdvice;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll crew recommend}: who else could serve a request. */
@Command(
        name = "recommend",
        description =
                "Rank who could serve a request of a plan and what it would add; name the rule in the way of those who cannot.",
        mixinStandardHelpOptions = true)
final class RecommendCommand implements Callable<Integer> {

    @Option(names = "--trsp", required = true, paramLabel = "FILE", description = "The problem of the plan.")
    private Path trsp = Path.of("");

    @Option(names = "--plan", required = true, paramLabel = "FILE", description = "What 'crew plan --json' printed.")
    private Path plan = Path.of("");

    @Option(names = "--request", required = true, paramLabel = "ID", description = "A request of the problem.")
    private int request;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        RouteProblem problem;
        try (Reader in = Files.newBufferedReader(trsp, StandardCharsets.ISO_8859_1)) {
            problem = TrspReader.read(in, trsp.toString());
        }
        if (problem.requests().stream().noneMatch(r -> r.place().id() == request)) {
            throw new BadInputException(new InputProblem("--request", 0, "" + request, "a request of " + trsp));
        }
        RouteAdvice.Advice advice = RouteAdvice.of(problem, PlanFile.read(plan), request);
        output.print(advice, out -> {
            out.printf(
                    Locale.ROOT,
                    "request   %d is with %s; the plan without it is %.3f shorter%n",
                    advice.request(),
                    advice.technician().map(t -> "technician " + t).orElse("nobody"),
                    advice.saved());
            for (RouteAdvice.Option o : advice.options()) {
                out.printf(
                        Locale.ROOT,
                        "%6d  %-18s %s%n",
                        o.technician(),
                        o.possible() ? String.format(Locale.ROOT, "%+.3f at %d", o.added(), o.position()) : "cannot",
                        String.join("; ", o.why()));
            }
        });
        return ExitCode.FINE;
    }
}
