/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.kit;

import io.plimsoll.spares.choose.ExactChoice;
import io.plimsoll.spares.choose.Options;
import io.plimsoll.spares.demand.CountLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a crew takes on a trip, so that it can finish all repairs of the trip with what it has along.
 *
 * <p>Needs of different kinds are taken as independent: the trip is complete with probability {@code product of P(D_i <= k_i)}.
 * The log of a Poisson or negative binomial distribution function is concave in k, so that the frontier is optimal at its vertices;
 * between them {@link ExactChoice} decides.
 */
public final class KitPlanner {

    private static final double NEGLIGIBLE = 1e-9;

    private KitPlanner() {}

    /**
     * A kind of part that a trip may need.
     *
     * @param burden what one takes of the limit: cents, grams or slots, above 0
     * @param meanPerTrip expected number needed on one trip
     * @param varianceToMean 1 for Poisson
     */
    public record Kind(String part, long burden, double meanPerTrip, double varianceToMean) {}

    /** How many of a kind are taken, and the chance that they are enough. */
    public record Item(String part, int take, double enough) {}

    /**
     * @param completion probability that nothing is missing on the trip
     */
    public record Kit(List<Item> items, long burden, double completion, boolean proven) {}

    /** The kit with the highest completion within a burden; empty if the burden is negative. */
    public static Optional<Kit> within(List<Kind> kinds, long burden) {
        List<Options> options = kinds.stream().map(KitPlanner::options).toList();
        return ExactChoice.within(options, (double) burden).map(c -> kit(kinds, options, c));
    }

    /** The lightest kit that reaches this completion, below 1. */
    public static Optional<Kit> reaching(List<Kind> kinds, double completion) {
        List<Options> options = kinds.stream().map(KitPlanner::options).toList();
        List<Options> swapped = options.stream().map(Options::swapped).toList();
        return ExactChoice.within(swapped, -Math.log(completion))
                .flatMap(c -> ExactChoice.within(options, c.loss()))
                .map(c -> kit(kinds, options, c));
    }

    private static Options options(Kind kind) {
        CountLaw law = CountLaw.of(kind.meanPerTrip(), kind.varianceToMean());
        int n = law.stockFor(NEGLIGIBLE) + 1;
        double[] price = new double[n];
        double[] loss = new double[n];
        int[] tag = new int[n];
        for (int k = 0; k < n; k++) {
            price[k] = (double) kind.burden() * k;
            loss[k] = -Math.log1p(-law.above(k));
            tag[k] = k;
        }
        return Options.undominated(price, loss, tag);
    }

    private static Kit kit(List<Kind> kinds, List<Options> options, ExactChoice.Choice choice) {
        List<Item> items = new ArrayList<>();
        double log = 0;
        long burden = 0;
        for (int i = 0; i < kinds.size(); i++) {
            int take = options.get(i).tag(choice.option().get(i));
            double enough = CountLaw.of(kinds.get(i).meanPerTrip(), kinds.get(i).varianceToMean())
                    .atMost(take);
            items.add(new Item(kinds.get(i).part(), take, enough));
            log += Math.log(enough);
            burden += take * kinds.get(i).burden();
        }
        return new Kit(items, burden, Math.exp(log), choice.proven());
    }
}
