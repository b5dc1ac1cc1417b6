/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A rare shortfall is found with far fewer futures than plain sampling needs, and with the same answer. */
class RareMonthTest {

    private static String month(String target) {
        return """
                horizonDays: 30
                warmUpDays: 10
                fleet: [{class: node, nodes: 500, gpusPerNode: 8}]
                failures: [{kind: any, perThousandNodeDays: 6.5, source: test, repair: 2 days exponential}]
                commitments: [{commitment: month, quantity: 500, target: %s}]
                """.formatted(target);
    }

    private static ForecastResult.Promise run(String target, int replications) {
        return new Forecaster(Scenarios.of(month(target)), new Forecaster.Options(replications, 4, false, true))
                .run()
                .promises()
                .getFirst();
    }

    @Test
    void importanceSamplingAgreesWithPlainSamplingWhereBothCanSee() {
        ForecastResult.Promise p = run("0.984", 6_000);
        ForecastResult.Tail tail = p.tail().orElseThrow();
        double plain = 1 - p.probability();
        assertThat(plain).isBetween(0.005, 0.1);
        double error = Math.sqrt(plain / 6_000) + tail.relativeHalfWidth() * tail.breachProbability() / 1.96;
        assertThat(Math.abs(tail.breachProbability() - plain)).isLessThan(3.5 * error);
    }

    @Test
    void aMonthOfOneInAThousandNeedsFewFutures() {
        ForecastResult.Tail tail = run("0.9805", 4_000).tail().orElseThrow();
        double p = tail.breachProbability();
        assertThat(p).isBetween(1e-5, 5e-3);
        double plain = 1.96 * Math.sqrt((1 - p) / p / 4_000);
        assertThat(tail.relativeHalfWidth()).isLessThan(plain / 2.5);
    }
}
