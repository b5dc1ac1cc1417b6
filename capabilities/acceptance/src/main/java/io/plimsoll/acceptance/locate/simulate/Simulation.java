/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.Topology;
import java.util.List;
import java.util.function.LongConsumer;
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
            long bad,
            long lost,
            long falseBad,
            long goodUndecided,
            long badUndecided,
            int rounds,
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
                        sum(counts, Count::bad),
                        sum(counts, Count::lost),
                        sum(counts, Count::falseBad),
                        sum(counts, Count::goodUndecided),
                        sum(counts, Count::badUndecided),
                        sum(counts, c -> c.rounds()),
                        counts.stream().mapToInt(Count::rounds).max().orElse(0),
                        sum(counts, Count::tests),
                        sum(counts, Count::slots)));
    }

    /** Sums over all seeds. */
    record Totals(
            long bad,
            long lost,
            long falseBad,
            long goodUndecided,
            long badUndecided,
            long rounds,
            int roundsMax,
            long tests,
            long slots) {}

    private static long sum(List<Count> counts, java.util.function.ToLongFunction<Count> of) {
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
        long lost = fleet.truth().stream()
                .filter(p -> p.kind() == FaultKind.NODE && !r.condemned().contains(p))
                .count();
        long falseBad = r.condemned().stream()
                .filter(p -> p.kind() == FaultKind.NODE && !fleet.truth().contains(p))
                .count();
        long badUndecided =
                r.undecided().stream().filter(fleet.truth()::contains).count();
        return new Count(
                fleet.badOf(FaultKind.NODE),
                lost,
                falseBad,
                r.undecided().size() - badUndecided,
                badUndecided,
                r.rounds(),
                fleet.tests(),
                fleet.nodeSlots());
    }

    /** Whether a part is a node; for callers that count. */
    static boolean node(FaultPart part) {
        return part.kind() == FaultKind.NODE;
    }
}
