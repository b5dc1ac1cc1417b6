/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.spares.Evaluation;
import io.plimsoll.spares.Evaluation.Place;
import io.plimsoll.spares.Method;
import io.plimsoll.spares.Optimiser;
import io.plimsoll.spares.SparesPlan;
import io.plimsoll.spares.SparesPlan.Point;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.Target;
import io.plimsoll.spares.check.StockCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll spares optimise}: stock levels for a budget or a target, and the whole cost curve. */
@Command(
        name = "optimise",
        aliases = "optimize",
        description =
                "Find the stock with the fewest backorders for a budget, or the cheapest for a target; print the curve.",
        mixinStandardHelpOptions = true,
        footer = {
            "The input is JSON or CSV; docs/reference/spares.md has whole examples.",
            "Exit code 1: --check was asked for and the simulation does not agree.",
            "Exit code 2: the input is wrong or the target cannot be reached."
        })
final class OptimiseCommand implements Callable<Integer> {

    private static final int PART_CURVES_MAX = 20;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "Parts, sites and demand: JSON or CSV.")
    private Path input = Path.of("");

    @Option(names = "--budget", paramLabel = "CENTS", description = "Spend at most this, in cents.")
    private @Nullable Long budget;

    @Option(names = "--availability", paramLabel = "SHARE", description = "Reach this availability, such as 0.99.")
    private @Nullable Double availability;

    @Option(names = "--backorders", paramLabel = "N", description = "At most this many expected backorders in all.")
    private @Nullable Double backorders;

    @Option(
            names = "--fill-rate",
            paramLabel = "SHARE",
            description = "Meet this share of demands from the shelf at once.")
    private @Nullable Double fillRate;

    @Option(
            names = "--method",
            paramLabel = "M",
            description =
                    "${COMPLETION-CANDIDATES}. The last two are approximations. Default: what the input says, else EXACT.")
    private @Nullable Method method;

    @Option(
            names = "--maximise",
            paramLabel = "WHAT",
            description = "What a budget is spent for: ${COMPLETION-CANDIDATES}. Default: BACKORDERS (few of them).")
    private SparesProblem.@Nullable Objective objective;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "At most about this many points of the curve. Default: all.")
    private int points = Integer.MAX_VALUE;

    @Option(
            names = "--part-curves",
            description = "Print each part's best for every number of units; done by itself for up to 20 parts.")
    private boolean partCurves;

    @Option(names = "--check", description = "Simulate the levels and compare.")
    private boolean check;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        SparesProblem problem = asked(InputFiles.problem(input));
        SparesPlan plan = Optimiser.optimise(problem);
        Optional<StockCheck> simulated = Optional.empty();
        if (check && !plan.levels().isEmpty()) {
            Map<Place, Integer> stock = new HashMap<>();
            plan.levels().forEach(l -> stock.put(new Place(l.part(), l.site()), l.stock()));
            simulated = Optional.of(StockCheck.of(Evaluation.of(problem, stock).outcomes(), seed));
        }
        SparesPlan shown = shortened(plan).checkedBy(simulated);
        output.print(shown, out -> text(shown, out));
        return simulated.isPresent() && !simulated.get().agrees() ? ExitCode.FOUND : ExitCode.FINE;
    }

    private SparesProblem asked(SparesProblem read) {
        List<Target> targets = new ArrayList<>();
        List<InputProblem> wrong = new ArrayList<>();
        if (budget != null) {
            check(budget >= 0, "--budget", budget, "cents, 0 or more", wrong);
            targets.add(new Target.Budget(budget));
        }
        if (availability != null) {
            check(
                    availability > 0 && availability < 1,
                    "--availability",
                    availability,
                    "more than 0, less than 1",
                    wrong);
            targets.add(new Target.Availability(availability));
        }
        if (backorders != null) {
            check(backorders > 0, "--backorders", backorders, "more than 0", wrong);
            targets.add(new Target.Backorders(backorders));
        }
        if (fillRate != null) {
            check(fillRate > 0 && fillRate < 1, "--fill-rate", fillRate, "more than 0, less than 1", wrong);
            targets.add(new Target.FillRate(fillRate));
        }
        check(targets.size() <= 1, "options", targets.size() + " targets", "one target", wrong);
        SparesProblem out = targets.isEmpty() ? read : read.withTarget(targets.getFirst());
        out = method == null ? out : out.withMethod(method);
        out = objective == null ? out : out.withObjective(objective);
        if (out.decidingObjective() == SparesProblem.Objective.AVAILABILITY && !out.knowsPositions()) {
            wrong.add(new InputProblem(
                    input.toString(),
                    0,
                    "parts without systems or positions",
                    "systems (and perSystem) for every part, since the target is an availability",
                    "add \"systems\" to each site, or ask for backorders"));
        }
        if (!wrong.isEmpty()) {
            throw new BadInputException(wrong);
        }
        return out;
    }

    private static void check(boolean right, String what, Object seen, String expected, List<InputProblem> wrong) {
        if (!right) {
            wrong.add(new InputProblem(what, 0, seen.toString(), expected));
        }
    }

    private SparesPlan shortened(SparesPlan plan) {
        List<Point> curve = plan.curve();
        if (curve.size() > points && points > 1) {
            List<Point> some = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                some.add(curve.get((int) Math.round((double) i * (curve.size() - 1) / (points - 1))));
            }
            curve = some;
        }
        boolean parts = partCurves || plan.partCurves().size() <= PART_CURVES_MAX;
        return plan.shown(curve, parts ? plan.partCurves() : List.of());
    }

    private static void text(SparesPlan plan, PrintWriter out) {
        out.println("method    " + plan.method() + ": " + plan.methodSays());
        out.println("search    " + plan.search()
                + (plan.proven() ? "" : String.format(Locale.ROOT, " (gap %.4g)", plan.gap())));
        PlanText.totals(plan.cost(), plan.backorders(), plan.fillRate(), plan.availability(), out);
        plan.check().ifPresent(c -> CheckText.print(c, out));
        if (!plan.levels().isEmpty()) {
            out.println();
            PlanText.levels(plan.levels(), out);
        }
        out.println();
        PlanText.curve(plan.curve(), out);
        plan.notes().forEach(n -> out.println("note      " + n));
    }
}
