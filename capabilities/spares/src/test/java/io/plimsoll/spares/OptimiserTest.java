/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.BadInputException;
import io.plimsoll.spares.SparesPlan.Level;
import io.plimsoll.spares.SparesPlan.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A budget buys the fewest backorders, a target the least cost. */
class OptimiserTest {

    private static final SparesProblem SHERBROOKE = Examples.read(Examples.SHERBROOKE);

    private static Map<String, Integer> stock(SparesPlan plan) {
        return plan.levels().stream().collect(Collectors.toMap(Level::site, Level::stock));
    }

    @Test
    void sherbrookesExampleWithThreeSparesPutsAllAtTheDepot() {
        for (Method method : Method.values()) {
            SparesPlan plan = Optimiser.optimise(SHERBROOKE.withMethod(method).withTarget(new Target.Budget(3)));
            assertThat(stock(plan)).as(method.name()).containsEntry("depot", 3).containsEntry("base-1", 0);
            assertThat(plan.backorders()).as(method.name()).isCloseTo(1.507167, within(5e-7));
        }
    }

    @Test
    void approximationsSayThatTheyAre() {
        SparesPlan metric =
                Optimiser.optimise(SHERBROOKE.withMethod(Method.METRIC).withTarget(new Target.Budget(6)));
        assertThat(metric.methodSays()).contains("APPROXIMATION");
        assertThat(Optimiser.optimise(SHERBROOKE).methodSays()).contains("exact");
    }

    @Test
    void twoItemsGiveTheFrontierOfTheTextbook() {
        SparesPlan plan = Optimiser.optimise(Examples.read(Examples.TWO_ITEMS));
        List<Point> curve = plan.curve();
        assertThat(curve).anySatisfy(p -> is(p, 6, 1.1954));
        assertThat(curve).anySatisfy(p -> is(p, 11, 0.5633));
        assertThat(curve).anySatisfy(p -> is(p, 12, 0.4526));
        assertThat(curve).anySatisfy(p -> is(p, 17, 0.1884));
        assertThat(curve).anySatisfy(p -> is(p, 19, 0.1159));
        assertThat(curve).anySatisfy(p -> is(p, 24, 0.0356));
    }

    private static void is(Point p, long cost, double backorders) {
        assertThat(p.cost()).isEqualTo(cost);
        assertThat(p.backorders()).isCloseTo(backorders, within(5e-5));
    }

    @Test
    void aTargetOffTheFrontierIsMetMoreCheaplyThanByTheNextVertex() {
        SparesProblem two = Examples.read(Examples.TWO_ITEMS);
        SparesPlan plan = Optimiser.optimise(two.withTarget(new Target.Backorders(0.3)));
        assertThat(plan.backorders()).isLessThanOrEqualTo(0.3);
        assertThat(plan.cost()).isEqualTo(16);
        assertThat(plan.proven()).isTrue();
        SparesPlan available = Optimiser.optimise(two.withTarget(new Target.Availability(0.95)));
        assertThat(available.availability().orElseThrow()).isGreaterThanOrEqualTo(0.95);
        SparesPlan filled = Optimiser.optimise(two.withTarget(new Target.FillRate(0.9)));
        assertThat(filled.fillRate()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void aTargetThatTheShelvesDoNotAllowIsRefusedWithTheBestThatTheyDo() {
        SparesProblem tight = Examples.read("""
                part,site,cost_cents,demand,repair_time,source,max_stock
                A,site,5,4/day,1 day,textbook,2
                """);
        assertThatThrownBy(() -> Optimiser.optimise(tight.withTarget(new Target.Backorders(0.5))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2.10989")
                .hasMessageContaining("Maybe");
    }

    @Test
    void ownedStockCostsNothingAndMinimumStockIsKept() {
        SparesProblem owned = Examples.read("""
                part,site,cost_cents,demand,repair_time,source,on_hand,on_order,min_stock
                A,site,5,4/day,1 day,textbook,2,1,
                B,site,7,0.001/day,1 day,textbook,,,2
                """);
        SparesPlan plan = Optimiser.optimise(owned.withTarget(new Target.Budget(14 + 10)));
        assertThat(plan.cost()).isEqualTo(24);
        assertThat(plan.levels()).extracting(Level::stock).containsExactly(5, 2);
        assertThat(plan.levels()).extracting(Level::buy).containsExactly(2, 2);
        assertThatThrownBy(() -> Optimiser.optimise(owned.withTarget(new Target.Budget(13))))
                .hasMessageContaining("14 cents");
    }

    @Test
    void theSameProblemMayBeWrittenInManyWays() {
        SparesProblem rows = Examples.read("""
                [{"item": "A", "base": "s", "cost": 5, "lambda": "365/year", "t": "24 h", "source": "x"}]
                """);
        SparesProblem csv = Examples.read("sku;location;unit_cost;demand_per_week;repair_days;source\nA;s;5;7;1;x\n");
        SparesProblem nested = Examples.read("""
                {"parts": [{"name": "A", "costCents": 5, "source": "x", "demand": {"value": 1, "per": "day"},
                            "sites": {"s": {"repairTime": {"value": 1, "unit": "days"}}}}]}
                """);
        for (SparesProblem problem : List.of(rows, csv, nested)) {
            SparesPlan plan = Optimiser.optimise(problem.withTarget(new Target.Backorders(0.11)));
            assertThat(plan.cost()).isEqualTo(10);
            assertThat(plan.backorders()).isCloseTo(0.103638, within(5e-7));
        }
    }

    @Test
    void sitesOfOneCampusShareOneStock() {
        String line = "A,%s,5,%s/day,1 day,textbook,%s\n";
        SparesProblem campus = Examples.read("part,site,cost,demand,repair_time,source,pool\n"
                + line.formatted("h1", "1.5", "campus")
                + line.formatted("h2", "2.5", "campus"));
        SparesPlan plan = Optimiser.optimise(campus.withTarget(new Target.Budget(15)));
        assertThat(plan.levels()).extracting(Level::site).containsExactly("campus");
        assertThat(plan.backorders()).isCloseTo(1.347997, within(5e-7));
    }

    @Test
    void ownedSparesThatMayMoveGoWhereTheyHelpMost() {
        SparesProblem moves = Examples.read("""
                part,site,cost,demand,repair_time,source,on_hand,existing_moves
                A,a,5,0.01/day,1 day,textbook,3,true
                A,b,5,2/day,1 day,textbook,0,true
                """);
        SparesPlan plan = Optimiser.optimise(moves.withTarget(new Target.Budget(0)));
        assertThat(plan.cost()).isZero();
        assertThat(plan.levels()).extracting(Level::stock).containsExactly(0, 3);
        assertThat(plan.levels()).extracting(Level::buy).containsExactly(-3, 3);
    }

    @Test
    void shelvesAreNotOverfilled() {
        SparesProblem shelf = Examples.read("""
                {"depot": "d", "sites": ["a", "b"], "source": "x", "costCents": 1, "orderAndShip": "1 day", "maxStock": 2,
                 "parts": [{"part": "A", "demand": "2/day", "depot": {"repairTime": "3 days", "maxStock": 5}}]}
                """);
        SparesPlan plan = Optimiser.optimise(shelf.withTarget(new Target.Budget(100)));
        assertThat(plan.levels()).extracting(Level::stock).containsExactly(5, 2, 2);
    }
}
