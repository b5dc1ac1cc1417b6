/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty parts decide whether 4,096 nodes keep 99.0 % in every 30-day window of a year. */
class HeadlineTest {

    private static ForecastResult run(int parts, int replications, boolean marginal) {
        try {
            return new Forecaster(
                            Scenarios.documented("headline-" + parts + ".yaml"),
                            new Forecaster.Options(replications, 11, marginal, false))
                    .run();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "with {0} parts some window is missed with probability {1}")
    @CsvSource({"90, 0.945", "100, 0.112", "110, 0.0007"})
    void theCliffIsWhereAnIndependentSimulationHasIt(int parts, double breach) {
        int n = 800;
        double found = 1 - run(parts, n, false).promises().getFirst().probability();
        // Both are estimates: the reference from 20,000 replications.
        double error = Math.sqrt(breach * (1 - breach) * (1.0 / n + 1.0 / 20_000));
        assertThat(found).isCloseTo(breach, within(3.5 * error + 1.0 / n));
    }

    @Test
    void theResultIsTheSameToTheLastBitForAnyNumberOfThreads() throws Exception {
        ForecastResult here;
        ForecastResult there;
        try (ForkJoinPool one = new ForkJoinPool(1);
                ForkJoinPool five = new ForkJoinPool(5)) {
            here = one.submit(() -> run(100, 100, true)).get();
            there = five.submit(() -> run(100, 100, true)).get();
        }
        assertThat(here).isEqualTo(there);
    }

    @Test
    void onePartMoreHelpsAndACommonFutureShowsItWithFewReplications() {
        ForecastResult.Marginal part = run(100, 400, true).marginal().stream()
                .filter(m -> m.change().equals("ONE_MORE_PART"))
                .findFirst()
                .orElseThrow();
        ForecastResult.Effect effect = part.effects().getFirst();
        assertThat(effect.changeCi().low()).isPositive();
        assertThat(effect.varianceReduction()).isGreaterThan(3);
        assertThat(part.creditsChange()).isNegative();
        assertThat(part.costCents()).contains(2_500_000L);
    }
}
