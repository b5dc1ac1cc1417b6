/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.Topology;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Many seeded fleets, one scheme, and what it lost. The same for any number of threads. */
public final class Simulation {

    private Simulation() {}

    /**
     * How to run.
     *
     * @param nodePrior what the decoder believes of a node before the first test; the true share unless asked otherwise
     * @param roundsMax the deadline, in rounds; what is not decided then is INCONCLUSIVE
     * @param firstSeed seeds are firstSeed, firstSeed + 1, ...
     */
    public record Options(Scheme scheme, double nodePrior, int roundsMax, long firstSeed, int seeds) {}

    /** What one seed gave. */
    private record Count(
            Map<FaultKind, long[]> kinds,
            long goodUndecided,
            long badUndecided,
            int rounds,
            int ladder,
            long tests,
            long slots) {}

    /**
     * Runs the fleets.
     *
     * @param done is told how many have ended
     */
    public static SimulationResult run(FleetOptions fleet, Options options, LongConsumer done) {
        Topology topology = Fleet.topology(fleet);
        List<Count> counts = LongStream.range(0, options.seeds())
                .parallel()
                .mapToObj(k -> {
                    Count count = one(topology, fleet, options, options.firstSeed() + k);
                    done.accept(k);
                    return count;
                })
                .toList();
        return SimulationResult.of(
                fleet,
                options,
                new Totals(
                        kinds(counts),
                        sum(counts, Count::goodUndecided),
                        sum(counts, Count::badUndecided),
                        sum(counts, Count::rounds),
                        counts.stream().mapToInt(Count::rounds).max().orElse(0),
                        sum(counts, Count::ladder),
                        sum(counts, Count::tests),
                        sum(counts, Count::slots)));
    }

    /** Sums over all seeds; of each kind: bad, lost, wrongly condemned. */
    record Totals(
            Map<FaultKind, long[]> kinds,
            long goodUndecided,
            long badUndecided,
            long rounds,
            int roundsMax,
            long ladderRounds,
            long tests,
            long slots) {}

    private static Map<FaultKind, long[]> kinds(List<Count> counts) {
        Map<FaultKind, long[]> out = new EnumMap<>(FaultKind.class);
        for (Count c : counts) {
            c.kinds().forEach((kind, add) -> {
                long[] sum = out.computeIfAbsent(kind, k -> new long[add.length]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += add[i];
                }
            });
        }
        return out;
    }

    private static long sum(List<Count> counts, ToLongFunction<Count> of) {
        return counts.stream().mapToLong(of).sum();
    }

    private static Count one(Topology topology, FleetOptions options, Options how, long seed) {
        Fleet fleet = new Fleet(topology, options, seed, how.scheme().name());
        FaultModel model = options.model(how.nodePrior());
        SchemeResult r = switch (how.scheme()) {
            case PLIMSOLL -> OwnScheme.run(fleet, model, how.roundsMax());
            case TWO_PASS -> Peers.twoPass(fleet, seed);
            case BISECT -> Peers.bisect(fleet, seed);
        };
        long badUndecided =
                r.undecided().stream().filter(fleet.truth()::contains).count();
        return new Count(
                kinds(fleet, r, how.scheme() != Scheme.PLIMSOLL),
                r.undecided().size() - badUndecided,
                badUndecided,
                r.rounds(),
                r.ladderRounds(),
                fleet.tests(),
                fleet.nodeSlots());
    }

    /**
     * Of each kind: bad, lost, wrongly condemned. A condemned group is right if a member is bad. One that judges nodes only is
     * right about a node, too, if something of the node's own is bad.
     */
    private static Map<FaultKind, long[]> kinds(Fleet fleet, SchemeResult r, boolean nodesOnly) {
        Map<FaultKind, long[]> out = new EnumMap<>(FaultKind.class);
        Set<FaultPart> right = new HashSet<>();
        for (Set<FaultPart> group : r.condemned()) {
            Set<FaultPart> speaksOf = new HashSet<>(group);
            if (nodesOnly) {
                group.forEach(p -> speaksOf.addAll(fleet.topology().railParts(p.name(), -1)));
            }
            if (speaksOf.stream().noneMatch(fleet.truth()::contains)) {
                FaultKind kind =
                        group.stream().sorted().findFirst().orElseThrow().kind();
                out.computeIfAbsent(kind, k -> new long[3])[2]++;
            }
            right.addAll(speaksOf);
        }
        for (FaultPart part : fleet.truth()) {
            long[] of = out.computeIfAbsent(part.kind(), k -> new long[3]);
            of[0]++;
            of[1] += right.contains(part) ? 0 : 1;
        }
        return out;
    }
}
