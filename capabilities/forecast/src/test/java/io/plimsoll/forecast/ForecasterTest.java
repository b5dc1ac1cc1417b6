/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.forecast.ForecastResult.Marginal;
import io.plimsoll.forecast.ForecastResult.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** What a scenario may say is simulated: shifts, refaults, shocks, deliveries, leaks, uncertain rates, credits. */
class ForecasterTest {

    private static final String FLEET = "fleet: [{class: n, nodes: 100, gpusPerNode: 8}]\n";

    private static ForecastResult run(String yaml, int replications, boolean marginal) {
        return new Forecaster(Scenarios.of(yaml), new Forecaster.Options(replications, 3, marginal, false)).run();
    }

    private static Promise promise(String yaml, int replications) {
        return run(yaml, replications, false).promises().getFirst();
    }

    @Test
    void halfOfRepairsThatDoNotHoldDoubleTheFailures() {
        String scenario = """
                horizonDays: 300
                %s
                failures: [{kind: f, perNodeDay: 0.001, source: t, repair: 1 hours%s}]
                commitments: [{commitment: c, quantity: 100, target: 0.5}]
                """;
        long without = run(scenario.formatted(FLEET, ""), 200, false).failures();
        long with = run(
                        scenario.formatted(
                                FLEET, ", refault: {share: 0.5, after: {law: uniform, days: 3}, source: trace}"),
                        200,
                        false)
                .failures();
        assertThat((double) with / without).isCloseTo(2, within(0.1));
    }

    @Test
    void aShockTakesItsNeighboursForItsOutage() {
        Promise p = promise("horizonDays: 365\n" + FLEET + """
                        shocks: [{shock: pdu, perYear: 12, nodesHit: 10, outage: 12 hours, source: t}]
                        commitments: [{commitment: c, quantity: 100, target: 0.999, windowDays: 365}]
                        """, 400);
        // 12 a year x 10 nodes x half a day of 36,500 node-days.
        assertThat(p.meanAvailability()).isCloseTo(1 - 12 * 10 * 0.5 / 36_500, within(0.0001));
    }

    @Test
    void anUncertainRateWidensTheParameterBandAndNotTheProcessBand() {
        String scenario = "horizonDays: 60\n" + FLEET + """
                failures: [{kind: f, perNodeDay: 0.02, source: t, %s repair: 1 days exponential}]
                commitments: [{commitment: c, quantity: 100, target: 0.978}]
                """;
        Promise known = promise(scenario.formatted(""), 2_000);
        Promise unknown = promise(scenario.formatted("uncertainty: 0.2,"), 2_000);
        assertThat(known.parameterBand().high() - known.parameterBand().low()).isZero();
        assertThat(unknown.parameterBand().high() - unknown.parameterBand().low())
                .isGreaterThan(0.5);
        assertThat(unknown.processBand().high() - unknown.processBand().low())
                .isCloseTo(known.processBand().high() - known.processBand().low(), within(0.003));
        assertThat(unknown.ci().high() - unknown.ci().low())
                .isGreaterThan(known.ci().high() - known.ci().low());
    }

    @Test
    void aDeliveryThatSlipsPastItsTrancheCostsCreditsAndATestDayEarlierSavesSome() {
        ForecastResult r = run("""
                horizonDays: 90
                fleet:
                  - class: n
                    gpusPerNode: 8
                    acceptance: {yield: 0.9, rework: 3 days, source: t}
                    deliveries: [{day: 20, nodes: 100, perDay: 20, slip: {law: exponential, days: 5}, source: t}]
                failures: [{kind: f, perNodeDay: 0.0001, source: t, repair: 1 hours}]
                commitments:
                  - {commitment: c, tranches: [{day: 30, quantity: 100}], target: 0.95, feeCents: 1000,
                     ladder: [{below: 0.95, percent: 10}, {below: 0.8, percent: 50}]}
                """, 500, true);
        assertThat(r.promises().getFirst().expectedCredits()).isBetween(1.0, 900.0);
        Marginal earlier = r.marginal().stream()
                .filter(m -> m.change().equals("ONE_TEST_DAY_EARLIER"))
                .findFirst()
                .orElseThrow();
        assertThat(earlier.effects().getFirst().changeCi().low()).isPositive();
        assertThat(earlier.creditsChangeCi().high()).isNegative();
    }

    @Test
    void skippedTestsShowInThePromise() {
        ForecastResult r = run("horizonDays: 60\n" + FLEET + """
                        failures: [{kind: f, perNodeDay: 0.0005, source: t, repair: 2 days}]
                        leaks: [{kind: f, nodes: 20, after: {law: exponential, days: 10}, source: price of a skip}]
                        commitments: [{commitment: c, quantity: 100, target: 0.99}]
                        """, 400, true);
        Marginal tested = r.marginal().getFirst();
        assertThat(tested.change()).isEqualTo("NO_TEST_SKIPPED");
        assertThat(tested.effects().getFirst().changeCi().low()).isGreaterThan(0.2);
    }

    @Test
    void nobodyRepairsAtNight() {
        String scenario = "horizonDays: 70\n" + FLEET + """
                crews: [{crew: t, technicians: 5%s}]
                failures: [{kind: f, perNodeDay: 0.01, source: t, crew: t, repair: 1 hours}]
                commitments: [{commitment: c, quantity: 100, target: 0.5}]
                """;
        String week = ", shifts: [{hourOfWeek: 8, technicians: 5}, {hourOfWeek: 20, technicians: 0}]";
        double always =
                run(scenario.formatted(""), 50, false).fleet().getFirst().meanDown();
        double mondays =
                run(scenario.formatted(week), 50, false).fleet().getFirst().meanDown();
        assertThat(always).isCloseTo(100 * 0.01 / 24, within(0.01));
        // Repaired in one half-day a week: a failure waits about three days.
        assertThat(mondays).isBetween(2.0, 4.0);
    }

    @Test
    void theLadderPaysWhatTheWindowIsWorth() {
        Promise p = promise("horizonDays: 30\n" + FLEET + """
                        failures: [{kind: f, perNodeDay: 0.00001, source: t, repair: 1 hours}]
                        commitments:
                          - {commitment: c, quantity: 120, target: 0.9, feeCents: 1000, capPercent: 20,
                             ladder: [{below: 0.9, percent: 10}, {below: 0.85, percent: 25}]}
                        """, 50);
        // 100 of 120 is 0.833 at best: below both rungs, capped.
        assertThat(p.probability()).isZero();
        assertThat(p.expectedCredits()).isCloseTo(200, within(1e-9));
    }

    private static final String WEEKS = "horizonDays: 60\nwarmUpDays: 20\n" + FLEET + """
            failures: [{kind: f, perNodeDay: 0.02, source: t, repair: 1 days exponential}]
            commitments: [{commitment: c, tranches: [{day: 0, quantity: 90}, {day: 30, quantity: 99}], target: 0.99}]
            """;

    @Test
    void eachWeekAheadHasItsPromiseItsBandsAndItsOwnProbability() {
        List<ForecastResult.Week> weeks = promise(WEEKS, 2_000).weeks();
        assertThat(weeks).hasSize(8);
        assertThat(weeks).extracting(ForecastResult.Week::promised).containsExactly(90, 90, 90, 90, 99, 99, 99, 99);
        for (ForecastResult.Week w : weeks) {
            // Two-state nodes with nobody to wait for: 100 / (1 + 0.02 x 1 day) are up. The variance of a week's mean
            // is that of
            // the number down, 1.92, times 2/T (1 - (1 - exp(-aT)) / aT) / a with a = 1.02 a day and T = 7 days.
            assertThat(w.median()).isCloseTo(100 / 1.02, within(0.1));
            double a = 1.02 * 7;
            double sd = Math.sqrt(100 * 0.02 / (1.02 * 1.02) * 2 / a * (1 - (1 - Math.exp(-a)) / a));
            assertThat(w.likely().high() - w.likely().low()).isCloseTo(2 * 0.6745 * sd, within(0.12));
            assertThat(w.nearlyAll().high() - w.nearlyAll().low()).isCloseTo(2 * 1.6449 * sd, within(0.25));
        }
        assertThat(weeks.getFirst().probability()).isEqualTo(1);
        assertThat(weeks.getLast().probability()).isBetween(0.3, 0.6);
    }

    @Test
    void theWeeksAheadAreTheSameForAnyNumberOfThreads() throws Exception {
        List<List<ForecastResult.Week>> runs = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                runs.add(pool.submit(() -> promise(WEEKS, 300).weeks()).get());
            }
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }
}
