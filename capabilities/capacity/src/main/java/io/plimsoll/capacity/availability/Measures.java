/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.Tranche;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The five measures of a commitment from its pool. Seconds in which nothing was promised do not count. */
public final class Measures {

    private Measures() {}

    /**
     * @param promise what counts as promised when; the commitment's tranches, or those of them that were delivered
     * @param from the window's first second
     * @param until the first second after it
     */
    public static Availability of(Pool pool, Commitment commitment, List<Tranche> promise, long from, long until) {
        Sweep.Result counted = Sweep.run(pool, commitment, promise, from, until, true);
        Sweep.Result raw = Sweep.run(pool, commitment, promise, from, until, false);
        return new Availability(
                counted.measures(),
                raw.measures(),
                counted.delivered(),
                counted.steps(),
                counted.worstNode(),
                says(commitment));
    }

    /** Promise and delivery over time alone, nothing excused. */
    public static List<Step> physical(Pool pool, Commitment commitment, List<Tranche> promise, long from, long until) {
        return Sweep.run(pool, commitment, promise, from, until, false).steps();
    }

    private static Map<Measure, String> says(Commitment commitment) {
        Map<Measure, String> out = new EnumMap<>(Measure.class);
        var topology = commitment.measurement().topology();
        ContractUnit unit = commitment.promise().unit();
        for (Measure measure : Measure.values()) {
            out.put(measure, measure.says());
        }
        if (unit instanceof ContractUnit.Rack rack) {
            out.put(Measure.K_OF_N, "share of rack time with at least " + rack.k() + " of " + rack.n() + " nodes up");
            out.put(Measure.CONTIGUOUS, "share of time with the promised racks, each whole, side by side");
        } else {
            out.put(
                    Measure.K_OF_N,
                    topology.groups()
                            .map(g -> "share of rack time with at least " + g.k() + " of " + g.n() + " nodes up")
                            .orElse("the pool as one group: share of time with at least what was promised up"));
            out.put(
                    Measure.CONTIGUOUS,
                    unit instanceof ContractUnit.Block block
                            ? "share of time with the promised blocks of " + block.nodes() + " nodes side by side"
                            : topology.blockNodes().isPresent()
                                    ? "share of time with the promise in blocks of "
                                            + topology.blockNodes().getAsInt() + " nodes side by side"
                                    : "share of time with the whole promise as one block side by side");
        }
        return out;
    }
}
