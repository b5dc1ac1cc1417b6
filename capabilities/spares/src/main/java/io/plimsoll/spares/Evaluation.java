/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import io.plimsoll.spares.SparesPlan.Level;
import io.plimsoll.spares.SparesPlan.Totals;
import io.plimsoll.spares.echelon.PartModel;
import io.plimsoll.spares.echelon.PartOutcome;
import io.plimsoll.spares.echelon.StockLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What given levels achieve.
 *
 * @param cost cents for what the levels hold beyond what is owned
 * @param outcomes the same by part, for a simulation check
 */
public record Evaluation(
        String method,
        String methodSays,
        long cost,
        double backorders,
        OptionalDouble availability,
        double fillRate,
        List<Level> levels,
        List<String> notes,
        List<PartOutcome> outcomes) {

    /** A part at a site. */
    public record Place(String part, String site) {}

    /** Places that are not named hold nothing. */
    public static Evaluation of(SparesProblem problem, Map<Place, Integer> stock) {
        List<PartOutcome> outcomes = problem.parts().parallelStream()
                .map(p -> PartOutcome.of(new PartModel(p, problem.method()), levels(p, stock)))
                .toList();
        List<Level> levels = new ArrayList<>();
        long cost = 0;
        for (PartOutcome outcome : outcomes) {
            List<Level> mine = Levels.of(outcome);
            levels.addAll(mine);
            int owned = mine.stream().mapToInt(Level::owned).sum();
            int buy = outcome.part().existingMoves()
                    ? Math.max(0, outcome.levels().total() - owned)
                    : mine.stream().mapToInt(l -> Math.max(0, l.buy())).sum();
            cost += buy * outcome.part().costCents();
        }
        Totals totals = Totals.of(outcomes);
        return new Evaluation(
                problem.method().name(),
                problem.method().says(),
                cost,
                totals.backorders(),
                totals.availability(),
                totals.fillRate(),
                levels,
                Notes.of(problem),
                outcomes);
    }

    private static StockLevels levels(SparePart part, Map<Place, Integer> stock) {
        int depot = part.depot()
                .map(d -> stock.getOrDefault(new Place(part.name(), d.site()), 0))
                .orElse(0);
        List<Integer> sites = part.sites().stream()
                .map(s -> stock.getOrDefault(new Place(part.name(), s.site()), 0))
                .toList();
        return new StockLevels(depot, sites);
    }
}
