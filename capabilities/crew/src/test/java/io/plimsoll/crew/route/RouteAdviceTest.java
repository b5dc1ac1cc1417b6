/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.crew.route.RoutePlan.Route;
import io.plimsoll.crew.route.check.RouteCheck;
import io.plimsoll.crew.route.search.RouteAdvice;
import io.plimsoll.crew.route.search.RouteAdvice.Advice;
import io.plimsoll.crew.route.search.RouteAdvice.Option;
import io.plimsoll.crew.route.search.RouteSearch;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Advice about a request is true: who is said to be able is, by the checker, and costs at most what is said. */
class RouteAdviceTest {

    @Test
    void everyPossibleOptionHoldsAndCostsWhatIsSaid() {
        Seeds.forAll(25, (random, seed) -> {
            RouteProblem problem = RouteSearchTest.random(random, 4, 12);
            RoutePlan plan = new RouteSearch(problem, seed).run(500, () -> 0);
            for (RouteProblem.Request request : problem.requests()) {
                int id = request.place().id();
                Advice advice = RouteAdvice.of(problem, plan, id);
                for (Option option : advice.options()) {
                    if (option.possible()) {
                        RoutePlan moved = moved(plan, id, option);
                        String told = String.join(" ", RouteCheck.faults(problem, moved));
                        assertThat(told).doesNotContain("lacks").doesNotContain("misses");
                        assertThat(duration(told)).isLessThanOrEqualTo(plan.duration() + option.added() + 1e-6);
                    } else {
                        assertThat(option.why()).isNotEmpty();
                    }
                }
                advice.technician()
                        .ifPresent(t -> assertThat(advice.options())
                                .anyMatch(o -> o.technician() == t && o.possible() && o.added() <= 1e-9));
            }
        });
    }

    @Test
    void aDiffNamesWhatMoved() {
        RoutePlan one = new RoutePlan(5, true, List.of(route(1, 7, 8), route(2, 9, 10)), List.of(), 0);
        RoutePlan two = new RoutePlan(4, false, List.of(route(1, 7), route(2, 10, 9)), List.of(8), 0);
        PlanDiff diff = PlanDiff.of(one, two);
        assertThat(diff.durationChange()).isEqualTo(-1, within(1e-12));
        assertThat(diff.moved()).containsExactly(new PlanDiff.Move(8, Optional.of(1), Optional.empty()));
        assertThat(diff.reordered()).containsExactly(2);
        assertThat(diff.untouched()).isEqualTo(3);
    }

    private static Route route(int technician, Integer... stops) {
        return new Route(technician, List.of(stops), -1, 0, 0);
    }

    /** The plan with one request moved, claiming a duration of -1, so that the checker tells the true one. */
    private static RoutePlan moved(RoutePlan plan, int request, Option option) {
        List<Route> routes = new ArrayList<>();
        boolean there = false;
        for (Route route : plan.routes()) {
            List<Integer> stops = new ArrayList<>(route.stops());
            stops.removeIf(s -> s == request);
            if (route.technician() == option.technician()) {
                stops.add(option.position(), request);
                there = true;
            }
            routes.add(new Route(route.technician(), stops, -1, 0, 0));
        }
        if (!there) {
            routes.add(new Route(option.technician(), List.of(request), -1, 0, 0));
        }
        List<Integer> left = new ArrayList<>(plan.unserved());
        left.removeIf(s -> s == request);
        return new RoutePlan(-1, left.isEmpty(), routes, left, 0);
    }

    private static double duration(String told) {
        return Double.parseDouble(told.replaceFirst(".*the routes take ", "").replaceFirst(", not.*", ""));
    }
}
