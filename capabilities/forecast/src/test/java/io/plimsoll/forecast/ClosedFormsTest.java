/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.forecast.ForecastResult.ClassState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a formula is known, the simulation gives what it says. */
class ClosedFormsTest {

    private static ForecastResult run(String yaml, int replications) {
        return new Forecaster(Scenarios.of(yaml), new Forecaster.Options(replications, 5, false, false)).run();
    }

    @ParameterizedTest(name = "repair law {0}")
    @ValueSource(
            strings = {
                "10 days",
                "10 days exponential",
                "{law: lognormal, days: 10, sigma: 1}",
                "{law: uniform, days: 10}"
            })
    void withABenchForEachTheNumberDownDependsOnTheMeanOnly(String repair) {
        // Palm; with finitely many units binomial with 1 - A = lm / (1 + lm), whatever the law of repair.
        ClassState s = run("""
                        horizonDays: 400
                        warmUpDays: 200
                        fleet: [{class: n, nodes: 500, gpusPerNode: 8}]
                        failures: [{kind: f, perNodeDay: 0.01, source: test, repair: %s}]
                        commitments: [{commitment: c, quantity: 1, target: 0.5}]
                        """.formatted(repair), 150).fleet().getFirst();
        assertThat(s.meanDown()).isCloseTo(500 * 0.1 / 1.1, within(0.4));
        // Binomial(500, 1/11): median 45, 99 % quantile 61.
        assertThat(s.down50()).isBetween(45, 46);
        assertThat(s.down99()).isBetween(60, 62);
    }

    @Test
    void fewTechniciansQueueAsInTheMachineRepairmanModel() {
        ForecastResult r = run("""
                horizonDays: 400
                warmUpDays: 100
                fleet: [{class: n, nodes: 40, gpusPerNode: 8}]
                crews: [{crew: t, technicians: 3}]
                failures: [{kind: f, perNodeDay: 0.1, source: test, crew: t, repair: 1 days exponential}]
                commitments: [{commitment: c, quantity: 40, target: 0.5}]
                """, 400);
        double[] p = repairman(40, 3, 0.1);
        double down = 0;
        double busy = 0;
        for (int n = 0; n < p.length; n++) {
            down += n * p[n];
            busy += Math.min(n, 3) * p[n];
        }
        assertThat(r.fleet().getFirst().meanDown()).isCloseTo(down, within(0.02 * down));
        assertThat(r.crews().getFirst().meanBusy()).isCloseTo(busy, within(0.01 * busy));
        assertThat(r.crews().getFirst().meanNodesWaiting()).isCloseTo(down - busy, within(0.03 * down));
    }

    private static double[] repairman(int units, int technicians, double rho) {
        double[] p = new double[units + 1];
        p[0] = 1;
        double sum = 1;
        for (int n = 1; n <= units; n++) {
            p[n] = p[n - 1] * (units - n + 1) * rho / Math.min(n, technicians);
            sum += p[n];
        }
        for (int n = 0; n <= units; n++) {
            p[n] /= sum;
        }
        return p;
    }

    @Test
    void racksAreShortAsOftenAsKOfNSays() {
        // 1 % of trays down: P(at least 17 of 18 up) = 0.98624, P(at least 16) = 0.999271.
        ForecastResult r = run("""
                horizonDays: 400
                warmUpDays: 100
                fleet: [{class: n, nodes: 3600, gpusPerNode: 4, rack: {trays: 18, needed: 17}}]
                failures: [{kind: f, perNodeDay: 0.01010101, source: test, repair: 1 days exponential}]
                commitments: [{commitment: c, unit: rack, quantity: 200, target: 0.5}]
                """, 40);
        assertThat(r.fleet().getFirst().meanRacksShort()).isCloseTo(200 * (1 - 0.98624), within(0.06));
        assertThat(r.promises().getFirst().meanAvailability()).isCloseTo(0.98624, within(0.0003));
    }

    @Test
    void triageAndManualRepairAddUpAsInATwoStageRepair() {
        // 6.5 failures in 1,000 node-days, 2 h and in 80 % 2 d more: A = 0.989177, 44.3 of 4,096 down.
        ForecastResult r = run("""
                horizonDays: 300
                warmUpDays: 30
                fleet: [{class: n, nodes: 4096, gpusPerNode: 8}]
                failures:
                  - {kind: f, perThousandNodeDays: 6.5, source: reference, triage: 2 hours exponential, fixedByTriage: 0.2,
                     repair: 2 days exponential}
                commitments: [{commitment: c, quantity: 4096, target: 0.5}]
                """, 40);
        assertThat(r.promises().getFirst().meanAvailability()).isCloseTo(0.989177, within(0.0002));
        assertThat(r.fleet().getFirst().meanDown()).isCloseTo(44.3, within(0.5));
        assertThat(r.fleet().getFirst().down999()).isBetween(64, 68);
    }

    @Test
    void aWeibullHazardGivesTheFailuresOfItsCumulativeHazard() {
        ForecastResult r = run("""
                horizonDays: 100
                fleet: [{class: n, nodes: 1000, gpusPerNode: 8}]
                failures: [{kind: f, scaleDays: 400, shape: 0.5, source: test, repair: 0.001 hours}]
                commitments: [{commitment: c, quantity: 1, target: 0.5}]
                """, 60);
        assertThat(r.failures() / 60.0).isCloseTo(1000 * Math.sqrt(100 / 400.0), within(12.0));
    }
}
