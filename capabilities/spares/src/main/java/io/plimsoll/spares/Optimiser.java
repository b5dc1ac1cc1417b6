/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.spares.SparesPlan.Level;
import io.plimsoll.spares.SparesPlan.Totals;
import io.plimsoll.spares.SparesProblem.Objective;
import io.plimsoll.spares.choose.ExactChoice;
import io.plimsoll.spares.choose.ExactChoice.Choice;
import io.plimsoll.spares.choose.Options;
import io.plimsoll.spares.echelon.Goal;
import io.plimsoll.spares.echelon.PartCurve;
import io.plimsoll.spares.echelon.PartModel;
import io.plimsoll.spares.echelon.PartOutcome;
import io.plimsoll.spares.echelon.StockLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the stock with the fewest backorders for a budget, or the cheapest for a target.
 *
 * <p>Each part gives one curve (the least loss for each number of units, exact). The frontier over all parts is optimal at its
 * vertices; for a limit between two vertices the levels come from {@link ExactChoice}. Parts are worked on in parallel; the result
 * does not depend on the number of threads.
 */
public final class Optimiser {

    private static final double NEGLIGIBLE = 1e-9;

    private final SparesProblem problem;
    private final Objective objective;
    private final double negligible;
    private final List<PartCurve> curves;
    private final List<Options> options;

    private Optimiser(SparesProblem problem) {
        this.problem = problem;
        this.objective = problem.decidingObjective();
        this.negligible = negligible(problem, objective);
        Goal goal = objective == Objective.FILL_RATE ? Goal.UNFILLED : Goal.BACKORDERS;
        this.curves = problem.parts().parallelStream()
                .map(p -> PartCurve.of(new PartModel(p, problem.method()), goal, negligible))
                .toList();
        this.options = curves.stream().map(this::options).toList();
    }

    /**
     * @throws BadInputException if no stock within the limits fits the budget or reaches the target
     */
    public static SparesPlan optimise(SparesProblem problem) {
        Optimiser optimiser = new Optimiser(problem);
        return optimiser.plan();
    }

    private static double negligible(SparesProblem problem, Objective objective) {
        double parts = Math.max(1, problem.parts().size());
        double rate =
                problem.parts().stream().mapToDouble(SparePart::demandPerDay).sum();
        double asked = problem.target()
                .map(t -> switch (t) {
                    case Target.Budget b -> 1.0;
                    case Target.Availability a ->
                        (1 - a.share())
                                * problem.parts().stream()
                                        .mapToDouble(SparePart::positions)
                                        .min()
                                        .orElse(1);
                    case Target.Backorders b -> b.count();
                    case Target.FillRate f -> 1 - f.share();
                })
                .orElse(1.0);
        double small = Math.min(NEGLIGIBLE, asked / (100 * parts));
        return objective == Objective.FILL_RATE ? small * rate / parts : small;
    }

    private Options options(PartCurve curve) {
        SparePart part = curve.model().part();
        int first = Math.min(part.existingMoves() ? Math.max(0, curve.owned() - curve.base()) : 0, curve.size() - 1);
        int n = curve.size() - first;
        double[] price = new double[n];
        double[] loss = new double[n];
        int[] tag = new int[n];
        for (int k = 0; k < n; k++) {
            int units = first + k;
            price[k] = (double) part.costCents() * curve.bought(units);
            loss[k] = objective == Objective.AVAILABILITY ? Fleet.loss(part, curve.loss(units)) : curve.loss(units);
            tag[k] = units;
        }
        return Options.undominated(price, loss, tag);
    }

    private SparesPlan plan() {
        CurveWriter writer = new CurveWriter(problem, curves, options);
        Optional<Choice> choice = problem.target().map(this::choose);
        List<Level> levels = new ArrayList<>();
        List<PartOutcome> outcomes = new ArrayList<>();
        double cost = 0;
        for (int i = 0; i < curves.size(); i++) {
            int at = choice.isPresent() ? choice.get().option().get(i) : 0;
            StockLevels stock = curves.get(i).levels(options.get(i).tag(at), negligible);
            PartOutcome outcome = PartOutcome.of(curves.get(i).model(), stock);
            outcomes.add(outcome);
            cost += options.get(i).price(at);
            if (choice.isPresent()) {
                levels.addAll(Levels.of(outcome));
            }
        }
        Totals totals = Totals.of(outcomes);
        return new SparesPlan(
                problem.name(),
                problem.method().name(),
                problem.method().says(),
                choice.isEmpty()
                        ? "none: no target was given; the totals are those of what must be there"
                        : choice.get().proven()
                                ? "exact: no cheaper or better stock exists"
                                : "frontier, then bounded search: see gap",
                choice.map(Choice::proven).orElse(true),
                choice.map(Choice::gap).orElse(0.0),
                objective.name(),
                Math.round(cost),
                totals.backorders(),
                totals.availability(),
                totals.fillRate(),
                levels,
                writer.points(),
                writer.partCurves(),
                Notes.of(problem),
                Optional.empty());
    }

    private Choice choose(Target target) {
        return switch (target) {
            case Target.Budget b ->
                ExactChoice.within(options, (double) b.cents())
                        .orElseThrow(() -> impossible(
                                b.cents() + " cents",
                                "at least the " + Math.round(leastPrice()) + " cents that the minimum stocks cost",
                                "raise the budget or lower minStock"));
            case Target.Availability a -> cheapest(-Math.log(a.share()), "availability " + a.share());
            case Target.Backorders b -> cheapest(b.count(), "backorders " + b.count());
            case Target.FillRate f -> {
                double rate = problem.parts().stream()
                        .mapToDouble(SparePart::demandPerDay)
                        .sum();
                yield cheapest((1 - f.share()) * rate, "fill rate " + f.share());
            }
        };
    }

    /** The least price for a loss; among those the least loss. */
    private Choice cheapest(double lossLimit, String asked) {
        List<Options> swapped = options.stream().map(Options::swapped).toList();
        Choice found = ExactChoice.within(swapped, lossLimit).orElseThrow(() -> unreachable(asked));
        // In the swapped problem the loss is the price in cents.
        Choice best = ExactChoice.within(options, found.loss()).orElseThrow();
        return new Choice(best.option(), best.price(), found.loss(), found.bound(), found.proven());
    }

    private double leastPrice() {
        return options.stream().mapToDouble(o -> o.price(0)).sum();
    }

    private BadInputException unreachable(String asked) {
        double least = options.stream().mapToDouble(o -> o.loss(o.size() - 1)).sum();
        String most = switch (objective) {
            case BACKORDERS -> String.format(Locale.ROOT, "not under %.6g backorders", least);
            case AVAILABILITY -> String.format(Locale.ROOT, "not over availability %.6g", Math.exp(-least));
            case FILL_RATE ->
                String.format(
                        Locale.ROOT,
                        "not over fill rate %.6g",
                        1
                                - least
                                        / problem.parts().stream()
                                                .mapToDouble(SparePart::demandPerDay)
                                                .sum());
        };
        return impossible(
                asked,
                "a target that the shelves allow: the fullest stock within maxStock comes " + most,
                "raise maxStock, shorten repair or supply times, or ask for less");
    }

    private BadInputException impossible(String seen, String expected, String maybe) {
        return new BadInputException(new InputProblem(problem.name() + ": target", 0, seen, expected, maybe));
    }
}
