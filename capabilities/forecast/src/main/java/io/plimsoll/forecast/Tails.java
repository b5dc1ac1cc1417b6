/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import io.plimsoll.forecast.ForecastResult.Band;
import io.plimsoll.forecast.ForecastResult.Tail;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.sim.Batch;
import io.plimsoll.forecast.sim.Tilt;
import java.util.Optional;

/** Rare breaches by importance sampling: short pilots choose how much to tilt, then one run estimates. */
public final class Tails {

    private static final double[] FACTORS = {1.04, 1.08, 1.13, 1.2, 1.35};
    private static final double[] LEADS = {0.1, 0.7, 2};
    private static final double UNTOUCHED = 0.1;
    private static final int PILOT = 256;
    private static final int HITS_MIN = 12;

    private Tails() {}

    /** Breach of one commitment; empty if no pilot meets one. */
    static Optional<Tail> look(Scenario scenario, int commitment, int replications, long seed, int draws) {
        return choose(scenario, commitment, seed, draws)
                .map(tilt -> estimate(scenario, commitment, tilt, replications, seed, draws));
    }

    /** The tilt with the least relative variance in a short run; empty if none meets enough breaches. */
    public static Optional<Tilt> choose(Scenario scenario, int commitment, long seed, int draws) {
        Scenario.Commitment c = scenario.commitments().get(commitment);
        double first = c.tranches().getFirst().day();
        int windows = (int) Math.floor((scenario.horizonDays() - first) / c.windowDays() + 1e-9);
        Optional<Tilt> best = Optional.empty();
        double bestVariance = Double.POSITIVE_INFINITY;
        for (double lead : LEADS) {
            for (double factor : FACTORS) {
                Tilt tilt = new Tilt(factor, lead * c.windowDays(), c.windowDays(), first, windows, UNTOUCHED);
                Batch pilot = Batch.run(scenario, PILOT, seed ^ 0x5DEECE66DL, draws, tilt);
                double sum = 0;
                double squares = 0;
                int hits = 0;
                for (int r = 0; r < PILOT; r++) {
                    if (!pilot.held[commitment][r]) {
                        hits++;
                        sum += pilot.weights[r];
                        squares += pilot.weights[r] * pilot.weights[r];
                    }
                }
                double relative = PILOT * squares / (sum * sum) - 1;
                if (hits >= HITS_MIN && relative < bestVariance) {
                    bestVariance = relative;
                    best = Optional.of(tilt);
                }
            }
        }
        return best;
    }

    /** P(breach) with its 95 % interval. */
    public static Tail estimate(Scenario scenario, int commitment, Tilt tilt, int replications, long seed, int draws) {
        Batch batch = Batch.run(scenario, replications, seed + 1, draws, tilt);
        double[] values = new double[replications];
        for (int r = 0; r < replications; r++) {
            values[r] = batch.held[commitment][r] ? 0 : batch.weights[r];
        }
        double mean = java.util.Arrays.stream(values).average().orElse(0);
        double half = Forecaster.Z * Math.sqrt(Forecaster.variance(values) / replications);
        return new Tail(
                mean,
                new Band(Math.max(0, mean - half), mean + half, 0.95, "breachProbability"),
                half / mean,
                replications,
                tilt.factor(),
                tilt.leadDays());
    }
}
