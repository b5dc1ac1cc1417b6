/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.spares.Examples;
import io.plimsoll.spares.Method;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.echelon.PartModel;
import io.plimsoll.spares.echelon.PartOutcome;
import io.plimsoll.spares.echelon.StockLevels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A simulation that knows none of the formulas gives the backorders that they give. */
class StockCheckTest {

    private static List<PartOutcome> outcomes(SparesProblem problem, Method method, int depot, int site) {
        List<PartOutcome> out = new ArrayList<>();
        for (SparePart part : problem.parts()) {
            List<Integer> sites = part.sites().stream().map(s -> site).toList();
            out.add(PartOutcome.of(new PartModel(part, method), new StockLevels(depot, sites)));
        }
        return out;
    }

    @Test
    void theExactLawHoldsAndMetricDoesNot() {
        SparesProblem problem = Examples.read("""
                {"timeUnit": "day", "depot": "depot", "sites": ["a", "b", "c"], "source": "test", "costCents": 1,
                 "parts": [{"part": "P", "demand": "1/day", "repairedHere": 0.2, "repairTime": 2, "orderAndShip": 1,
                            "depot": {"repairTime": 6}}]}
                """);
        StockCheck exact = StockCheck.of(outcomes(problem, Method.EXACT, 14, 4), 7);
        assertThat(exact.agrees()).as(exact.toString()).isTrue();
        StockCheck metric = StockCheck.of(outcomes(problem, Method.METRIC, 14, 4), 7);
        assertThat(metric.simulated()).isEqualTo(exact.simulated());
        assertThat(metric.agrees()).as(metric.toString()).isFalse();
    }

    @Test
    void condemnationWarrantyAndClusteredDemandHold() {
        SparesProblem problem = Examples.read("""
                part,site,cost_cents,demand,repair_time,source,condemned_share,supply_time,warranty_share,warranty_time,variance_to_mean
                A,site,5,0.7/day,3 days,test,0.2,20 days,0.1,9 days,1
                B,site,5,1.5/day,4 days,test,,,,,3
                """);
        StockCheck check = StockCheck.of(outcomes(problem, Method.EXACT, 0, 6), 3);
        assertThat(check.agrees()).as(check.toString()).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        List<PartOutcome> outcomes = outcomes(Examples.read(Examples.TWO_ITEMS), Method.EXACT, 0, 3);
        assertThat(StockCheck.of(outcomes, 11)).isEqualTo(StockCheck.of(outcomes, 11));
        assertThat(StockCheck.of(outcomes, 11).simulated())
                .isNotEqualTo(StockCheck.of(outcomes, 12).simulated());
    }
}
