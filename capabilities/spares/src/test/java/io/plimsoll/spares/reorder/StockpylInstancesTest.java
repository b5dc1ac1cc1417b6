/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.reorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.spares.demand.CountLaw;
import io.plimsoll.testkit.SharedData;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The instances of stockpyl (MIT licence) that our functions cover come out as its own tests say: Poisson and normal (r,Q),
 * newsvendor. Out of scope: EOQ, Wagner-Whitin, joint replenishment, (s,S), serial and guaranteed-service networks, yield.
 */
class StockpylInstancesTest {

    private static JsonNode instance(String name) throws Exception {
        JsonNode all =
                JsonMapper.shared().readTree(Files.readString(SharedData.require("spares/stockpyl-instances.json")));
        for (JsonNode one : all.get("instances")) {
            if (one.get("name").asString().equals(name)) {
                return one.get("data");
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static double number(JsonNode data, String key) {
        return data.get(key).asDouble();
    }

    private static ReorderPolicy.Costs costs(JsonNode d) {
        return new ReorderPolicy.Costs(
                number(d, "demand_mean"),
                number(d, "fixed_cost"),
                number(d, "holding_cost"),
                number(d, "stockout_cost"));
    }

    private static CountLaw leadTimeDemand(JsonNode d) {
        return CountLaw.poisson(number(d, "demand_mean") * number(d, "lead_time"));
    }

    private static NormalReorder normal(JsonNode d) {
        double lead = number(d, "lead_time");
        return new NormalReorder(number(d, "demand_mean") * lead, number(d, "demand_sd") * Math.sqrt(lead), costs(d));
    }

    @Test
    void poissonReorderPointsAndQuantities() throws Exception {
        JsonNode e = instance("example_5_8");
        ReorderPolicy best = ReorderPolicy.cheapest(leadTimeDemand(e), costs(e));
        assertThat(best.reorderPoint()).isEqualTo(3);
        assertThat(best.quantity()).isEqualTo(5);
        assertThat(best.costRate()).isCloseTo(107.92358063315, within(1e-6));
        assertThat(ReorderPolicy.of(leadTimeDemand(e), costs(e), 8, 12).costRate())
                .isCloseTo(242.5281637662, within(1e-6));
        JsonNode p = instance("problem_5_2");
        assertThat(ReorderPolicy.of(leadTimeDemand(p), costs(p), 6, 7).costRate())
                .isCloseTo(28.241312842169, within(1e-6));
        assertThat(ReorderPolicy.of(leadTimeDemand(p), costs(p), 3, 9).costRate())
                .isCloseTo(34.26415446947, within(1e-6));
        assertThat(ReorderPolicy.cheapest(leadTimeDemand(p), costs(p)).costRate())
                .isLessThanOrEqualTo(28.241312842169 + 1e-9);
    }

    @Test
    void theSearchFindsWhatLookingAtAllPoliciesFinds() throws Exception {
        for (String name : new String[] {"example_5_8", "problem_5_2"}) {
            JsonNode d = instance(name);
            double least = Double.POSITIVE_INFINITY;
            for (int r = -5; r < 25; r++) {
                for (int q = 1; q < 40; q++) {
                    least = Math.min(
                            least,
                            ReorderPolicy.of(leadTimeDemand(d), costs(d), r, q).costRate());
                }
            }
            assertThat(ReorderPolicy.cheapest(leadTimeDemand(d), costs(d)).costRate())
                    .isCloseTo(least, within(1e-9));
        }
    }

    @Test
    void normalReorderCosts() throws Exception {
        NormalReorder e = normal(instance("example_5_1"));
        assertThat(e.costRate(126.8, 328.5)).isCloseTo(78.071162509283, within(1e-6));
        assertThat(e.costRate(100, 250)).isCloseTo(87.346478028175, within(1e-6));
        assertThat(e.reorderPointFor(318)).isCloseTo(127.78803486697, within(1e-5));
        assertThat(e.reorderPointFor(150)).isCloseTo(147.19495817407, within(1e-5));
        assertThat(e.cheapest().costRate()).isLessThan(78.071162509283);
        NormalReorder p = normal(instance("problem_5_1"));
        assertThat(p.costRate(-1.9859, 166.95)).isCloseTo(484.21104184155, within(1e-6));
        assertThat(p.reorderPointFor(318)).isCloseTo(-11.72767883318, within(1e-5));
        NormalReorder q = normal(instance("problem_5_3"));
        assertThat(q.reorderPointFor(750)).isCloseTo(598.41264765516, within(1e-5));
    }

    @Test
    void newsvendors() throws Exception {
        JsonNode e = instance("example_4_7");
        CountLaw six = CountLaw.poisson(number(e, "demand_mean"));
        assertThat(ReorderPolicy.newsvendor(six, 1, 4)).isEqualTo(8);
        assertThat(ReorderPolicy.newsvendorCost(six, 1, 4, 8)).isCloseTo(3.5701069457709, within(1e-9));
        assertThat(ReorderPolicy.newsvendorCost(six, 1, 4, 5)).isCloseTo(6.5902960246163, within(1e-9));
        JsonNode p = instance("problem_4_8a");
        CountLaw eighteen = CountLaw.poisson(number(p, "demand_mean"));
        double h = number(p, "holding_cost");
        double s = number(p, "stockout_cost");
        assertThat(ReorderPolicy.newsvendor(eighteen, h, s)).isEqualTo(19);
        assertThat(ReorderPolicy.newsvendorCost(eighteen, h, s, 19)).isCloseTo(786.08844093511, within(1e-6));
        JsonNode d = instance("problem_4_7b");
        double[] weights = new double[9];
        d.get("demand_pmf").forEachEntry((k, v) -> weights[Integer.parseInt(k)] = v.asDouble());
        CountLaw discrete = CountLaw.ofProbabilities(weights);
        assertThat(ReorderPolicy.newsvendor(discrete, 500_000, 1_000_000)).isEqualTo(5);
    }

    @Test
    void normalNewsvendors() throws Exception {
        JsonNode e = instance("example_4_3");
        NormalReorder one = new NormalReorder(
                number(e, "demand_mean"),
                number(e, "demand_sd"),
                new ReorderPolicy.Costs(1, 0, number(e, "holding_cost"), number(e, "stockout_cost")));
        assertThat(one.cheapestPosition()).isCloseTo(56.603955927434, within(1e-6));
        assertThat(one.at(one.cheapestPosition())).isCloseTo(1.9976051931766, within(1e-6));
        assertThat(one.at(40)).isCloseTo(7.3561315528704, within(1e-6));
        JsonNode b = instance("example_4_4");
        double periods = number(b, "lead_time") + 1;
        NormalReorder base = new NormalReorder(
                number(b, "demand_mean") * periods,
                number(b, "demand_sd") * Math.sqrt(periods),
                new ReorderPolicy.Costs(1, 0, number(b, "holding_cost"), number(b, "stockout_cost")));
        assertThat(base.cheapestPosition()).isCloseTo(264.76689437415, within(1e-6));
        assertThat(base.at(base.cheapestPosition())).isCloseTo(4.4667810041496, within(1e-6));
    }
}
