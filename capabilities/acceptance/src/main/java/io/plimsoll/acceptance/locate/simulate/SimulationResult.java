/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.Thresholds;

/**
 * What a scheme did over all seeds; the component names are the keys of its JSON.
 *
 * @param badLostShare bad nodes that were not condemned in the end, whether judged good or left undecided, over all bad nodes of
 *     all seeds
 * @param badLostLow lower end of the 95 % interval of that share (Wilson)
 * @param badLostHigh upper end
 * @param falseBadMean good nodes condemned, mean of a run
 * @param rounds parallel rounds, mean of a run
 * @param tests mean of a run
 * @param nodeSlots nodes times tests, mean of a run
 * @param undecidedMean nodes left INCONCLUSIVE, good or bad, mean of a run
 * @param badJudgedGoodShare bad nodes that were passed: the part of the lost ones that nobody would look at again
 */
public record SimulationResult(
        Scheme scheme,
        double badLostShare,
        double badLostLow,
        double badLostHigh,
        double badJudgedGoodShare,
        double falseBadMean,
        double undecidedMean,
        double rounds,
        int roundsWorst,
        double tests,
        double nodeSlots,
        double badMean,
        FleetOptions fleet,
        Simulation.Options settings,
        Thresholds thresholds) {

    static SimulationResult of(FleetOptions fleet, Simulation.Options options, Simulation.Totals t) {
        double n = Math.max(1, options.seeds());
        double[] interval = wilson(t.lost(), t.bad());
        return new SimulationResult(
                options.scheme(),
                share(t.lost(), t.bad()),
                interval[0],
                interval[1],
                share(t.lost() - t.badUndecided(), t.bad()),
                t.falseBad() / n,
                (t.goodUndecided() + t.badUndecided()) / n,
                t.rounds() / n,
                t.roundsMax(),
                t.tests() / n,
                t.slots() / n,
                t.bad() / n,
                fleet,
                options,
                Thresholds.USUAL);
    }

    private static double share(long part, long of) {
        return of == 0 ? 0 : (double) part / of;
    }

    private static double[] wilson(long part, long of) {
        if (of == 0) {
            return new double[] {0, 1};
        }
        double z = 1.959964;
        double p = (double) part / of;
        double middle = p + z * z / (2 * of);
        double half = z * Math.sqrt(p * (1 - p) / of + z * z / (4.0 * of * of));
        double scale = 1 + z * z / of;
        return new double[] {Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)};
    }
}
