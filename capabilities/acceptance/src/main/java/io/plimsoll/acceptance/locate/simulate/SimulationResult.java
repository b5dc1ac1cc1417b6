/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.Thresholds;
import java.util.EnumMap;
import java.util.Map;

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
 * @param ladderRounds parallel rounds of groups after the pairs, mean of a run; only where there are bad pairs to find
 * @param kinds the same counts for every kind of part that was bad or condemned
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
        double ladderRounds,
        Map<FaultKind, KindCount> kinds,
        FleetOptions fleet,
        Simulation.Options settings,
        Thresholds thresholds) {

    public SimulationResult {
        kinds = Map.copyOf(kinds);
    }

    /**
     * Sums over all seeds.
     *
     * @param bad parts of this kind that were bad
     * @param lost of those, not condemned alone or among parts that no test could tell apart
     * @param falseBad condemned, and neither it nor what it could not be told from was bad
     */
    public record KindCount(long bad, long lost, double lostShare, long falseBad) {}

    static SimulationResult of(FleetOptions fleet, Simulation.Options options, Simulation.Totals t) {
        double n = Math.max(1, options.seeds());
        Map<FaultKind, KindCount> kinds = new EnumMap<>(FaultKind.class);
        t.kinds().forEach((kind, c) -> kinds.put(kind, new KindCount(c[0], c[1], share(c[1], c[0]), c[2])));
        KindCount nodes = kinds.getOrDefault(FaultKind.NODE, new KindCount(0, 0, 0, 0));
        double[] interval = wilson(nodes.lost(), nodes.bad());
        return new SimulationResult(
                options.scheme(),
                nodes.lostShare(),
                interval[0],
                interval[1],
                share(nodes.lost() - t.badUndecided(), nodes.bad()),
                nodes.falseBad() / n,
                (t.goodUndecided() + t.badUndecided()) / n,
                t.rounds() / n,
                t.roundsMax(),
                t.tests() / n,
                t.slots() / n,
                nodes.bad() / n,
                t.ladderRounds() / n,
                kinds,
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
