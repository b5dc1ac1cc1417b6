/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.crew.route.RouteProblem.Request;
import io.plimsoll.crew.route.RouteProblem.Stop;
import io.plimsoll.crew.route.RouteProblem.Technician;
import io.plimsoll.crew.route.check.RouteCheck;
import io.plimsoll.crew.route.read.TrspReader;
import io.plimsoll.crew.route.search.RouteSearch;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Routes hold by a checker of its own, are the same for the same seed, and small ones are as short as any order can be. */
class RouteSearchTest {

    private static final Stop DEPOT = new Stop(0, 5, 0, 0, 100, 0);

    @Test
    void whoLacksAToolCallsAtTheDepotOnTheWay() {
        RouteProblem problem = new RouteProblem(
                "one",
                DEPOT,
                List.of(new Technician(new Stop(1, 0, 0, 0, 100, 0), Set.of(1), Set.of(), List.of())),
                List.of(new Request(new Stop(2, 10, 0, 0, 100, 3), Set.of(1), Set.of(7), List.of())),
                0);
        RoutePlan plan = new RouteSearch(problem, 1).run(100, () -> 0);
        assertThat(plan.duration()).isCloseTo(23, within(1e-9));
        assertThat(plan.routes().getFirst().depotBefore()).isZero();
        assertThat(RouteCheck.faults(problem, plan)).isEmpty();
    }

    @Test
    void leavingLateSavesWaiting() {
        RouteProblem problem = new RouteProblem(
                "one",
                DEPOT,
                List.of(new Technician(new Stop(1, 0, 0, 0, 100, 0), Set.of(1), Set.of(), List.of())),
                List.of(new Request(new Stop(2, 10, 0, 50, 60, 3), Set.of(1), Set.of(), List.of())),
                0);
        RoutePlan plan = new RouteSearch(problem, 1).run(100, () -> 0);
        assertThat(plan.duration()).isCloseTo(23, within(1e-9));
        assertThat(plan.routes().getFirst().departs()).isBetween(40.0, 50.0);
    }

    @Test
    void aRequestThatNobodyMayServeIsLeftOverAndTold() {
        RouteProblem problem = new RouteProblem(
                "none",
                DEPOT,
                List.of(new Technician(new Stop(1, 0, 0, 0, 100, 0), Set.of(1), Set.of(), List.of())),
                List.of(new Request(new Stop(2, 10, 0, 0, 100, 3), Set.of(2), Set.of(), List.of())),
                0);
        RoutePlan plan = new RouteSearch(problem, 1).run(100, () -> 0);
        assertThat(plan.feasible()).isFalse();
        assertThat(plan.unserved()).containsExactly(2);
    }

    @Test
    void smallProblemsComeOutAsByTryingEveryRoute() {
        Seeds.forAll(60, (random, seed) -> {
            RouteProblem problem = random(random, 2, 5);
            RoutePlan plan = new RouteSearch(problem, seed).run(4_000, () -> 0);
            assertThat(RouteCheck.faults(problem, plan)).isEmpty();
            EveryRoute.Best best = EveryRoute.best(problem);
            assertThat(plan.unserved()).hasSize(best.unserved());
            assertThat(plan.duration()).isCloseTo(best.duration(), within(1e-6));
        });
    }

    @Test
    void theSameSeedAndIterationsGiveTheSamePlanWhateverTheClock() {
        RouteProblem problem = random(Seeds.random(3), 6, 30);
        RoutePlan plan = new RouteSearch(problem, 5).run(3_000, () -> 0);
        assertThat(new RouteSearch(problem, 5).run(3_000, () -> 0.2)).isEqualTo(plan);
    }

    @Test
    void aPublishedInstanceComesNearItsBestKnownDuration() throws Exception {
        RouteProblem problem;
        try (Reader in = Files.newBufferedReader(SharedData.require("crew/trsp-crew25/C207.txt"))) {
            problem = TrspReader.read(in, "C207");
        }
        RoutePlan plan = new RouteSearch(problem, 1).run(30_000, () -> 0);
        assertThat(RouteCheck.faults(problem, plan)).isEmpty();
        assertThat(plan.duration()).isLessThan(9849.688 * 1.03);
    }

    @Test
    void theCheckerFindsWhatIsWrong() {
        RouteProblem problem = random(Seeds.random(4), 3, 8);
        RoutePlan plan = new RouteSearch(problem, 1).run(500, () -> 0);
        RoutePlan.Route first = plan.routes().getFirst();
        RoutePlan shorter =
                new RoutePlan(plan.duration() - 1, plan.feasible(), plan.routes(), plan.unserved(), plan.iterations());
        assertThat(RouteCheck.faults(problem, shorter)).isNotEmpty();
        List<RoutePlan.Route> twice = new ArrayList<>(plan.routes());
        twice.add(first);
        assertThat(RouteCheck.faults(
                        problem,
                        new RoutePlan(plan.duration(), plan.feasible(), twice, plan.unserved(), plan.iterations())))
                .anyMatch(f -> f.contains("twice"));
    }

    @Test
    void whatIsWrongInAFileIsToldAllAtOnce() {
        String text = """
                CREW COUNT
                1
                0 5 0 0 100 0 [] [] []
                1 0 0 0 100 0 [0] [] [1]
                2 1 x 0 100 0 [0] [] [0]
                2 1 0 90 10 0 [0] [q] [0]
                """;
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("t:5: saw 'x'")
                .hasMessageContaining("t:6: saw '90 10 0'")
                .hasMessageContaining("t:6: saw 'q'")
                .hasMessageContaining("id 2");
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInputException.class);
    }

    private static RouteProblem read(String text) throws IOException {
        return TrspReader.read(new StringReader(text), "t");
    }

    static RouteProblem random(RandomGenerator random, int technicians, int requests) {
        List<Technician> crew = new ArrayList<>();
        for (int t = 0; t < technicians; t++) {
            crew.add(new Technician(
                    stop(random, t + 1, 0, 60 + random.nextInt(60), 0),
                    random.nextInt(3) == 0 ? Set.of(0) : Set.of(0, 1),
                    random.nextBoolean() ? Set.of() : Set.of(0),
                    List.of(random.nextInt(3))));
        }
        List<Request> work = new ArrayList<>();
        for (int r = 0; r < requests; r++) {
            int opens = random.nextInt(50);
            work.add(new Request(
                    stop(random, technicians + 1 + r, opens, opens + 10 + random.nextInt(40), random.nextInt(5)),
                    Set.of(random.nextInt(2)),
                    random.nextInt(3) == 0 ? Set.of(0) : Set.of(),
                    List.of(random.nextInt(2))));
        }
        return new RouteProblem("random", new Stop(0, 10, 10, 0, 200, 0), crew, work, 1);
    }

    private static Stop stop(RandomGenerator random, int id, double opens, double closes, double service) {
        return new Stop(id, random.nextDouble() * 20, random.nextDouble() * 20, opens, closes, service);
    }
}
