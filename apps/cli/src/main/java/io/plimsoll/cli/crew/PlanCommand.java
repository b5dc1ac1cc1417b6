/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.route.RoutePlan;
import io.plimsoll.crew.route.RouteProblem;
import io.plimsoll.crew.route.check.RouteCheck;
import io.plimsoll.crew.route.read.TrspReader;
import io.plimsoll.crew.route.search.RouteSearch;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll crew plan}: who serves what in which order. */
@Command(
        name = "plan",
        description = "Find who serves which requests in which order, with skills, tools, parts and time windows.",
        mixinStandardHelpOptions = true,
        footer = {
            "The same seed and --iterations give the same plan on any machine. With --seconds too, as long as 'repeatable' is true:",
            "the machine was fast enough for the iterations that belong to the time.",
            "Exit code 1: requests are left over, or the checker, which shares nothing with the search, refuses the plan."
        })
final class PlanCommand implements Callable<Integer> {

    @Option(names = "--trsp", required = true, paramLabel = "FILE", description = "A problem in Pillac's TRSP format.")
    private Path trsp = Path.of("");

    @Option(names = "--seconds", paramLabel = "S", description = "Time to search. Default: ${DEFAULT-VALUE}.")
    private double seconds = 30;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Search so often, however long it takes, instead of --seconds.")
    private @Nullable Long iterations;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the search. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private Output output = new Output();

    /**
     * What is printed.
     *
     * @param repeatable the same seed and iterations give the same plan again
     */
    record Shown(
            String problem,
            double duration,
            boolean feasible,
            List<RoutePlan.Route> routes,
            List<Integer> unserved,
            long seed,
            long iterations,
            boolean repeatable,
            double seconds,
            List<String> faults) {}

    @Override
    public Integer call() throws Exception {
        Deadline deadline = new Deadline(seconds);
        if (iterations != null && iterations < 1) {
            throw new BadInputException(new InputProblem("--iterations", 0, "" + iterations, "1 or more"));
        }
        RouteProblem problem;
        try (Reader in = Files.newBufferedReader(trsp, StandardCharsets.ISO_8859_1)) {
            problem = TrspReader.read(in, trsp.toString());
        }
        RouteSearch search = new RouteSearch(problem, seed);
        RoutePlan plan = iterations != null
                ? search.run(iterations, () -> 0)
                : search.run(RouteSearch.iterationsIn(seconds), () -> deadline.spent() / seconds);
        List<String> faults = RouteCheck.faults(problem, plan);
        Shown shown = new Shown(
                problem.name(),
                plan.duration(),
                plan.feasible() && faults.isEmpty(),
                plan.routes(),
                plan.unserved(),
                seed,
                plan.iterations(),
                search.onTime(),
                deadline.spent(),
                faults);
        output.print(shown, out -> text(shown, out));
        return shown.feasible() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(Shown shown, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "duration  %.3f over %d routes, %s (%,d iterations in %.1f s, seed %d%s)%n",
                shown.duration(),
                shown.routes().size(),
                shown.feasible() ? "every request served" : shown.unserved().size() + " requests left over",
                shown.iterations(),
                shown.seconds(),
                shown.seed(),
                shown.repeatable() ? "" : ", cut short by the clock");
        for (RoutePlan.Route route : shown.routes()) {
            StringBuilder stops = new StringBuilder();
            for (int i = 0; i < route.stops().size(); i++) {
                stops.append(i == route.depotBefore() ? " depot" : "")
                        .append(' ')
                        .append(route.stops().get(i));
            }
            out.printf(
                    Locale.ROOT,
                    "%6d  leaves %.2f, takes %.2f:%s%n",
                    route.technician(),
                    route.departs(),
                    route.duration(),
                    stops);
        }
        if (!shown.unserved().isEmpty()) {
            out.println("left over " + shown.unserved());
        }
        shown.faults().forEach(f -> out.println("FAULT     " + f));
    }
}
