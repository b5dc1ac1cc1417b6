/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts that may be bad, and tests that speak of several of them at once, as numbers.
 *
 * <p>A test shows a fault unless every bad part in it is missed: with bad parts B, it stays silent with probability
 * prod(miss[i], i in B) ("noisy or"). Its outcome has likelihood {@code healthy} if silent and {@code degraded} if not.
 *
 * @param prior chance that a part is bad
 * @param miss chance that a bad part is missed by one test
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of an inner loop, never compared
record FactorGraph(double[] prior, double[] miss, List<Factor> factors) {

    /**
     * Tests that share two or more parts, such as the rails of one pair. Kept together so that the shared parts are weighed
     * jointly and not counted once a rail.
     *
     * @param shared parts in more than one of the tests; all their states are enumerated
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of an inner loop, never compared
    record Factor(int[] shared, List<Outcome> outcomes, int[] scope) {

        /** The scope is all parts: the shared ones, then each test's own, in order. */
        static Factor of(int[] shared, List<Outcome> outcomes) {
            int[] scope = IntStream.concat(
                            Arrays.stream(shared), outcomes.stream().flatMapToInt(o -> Arrays.stream(o.own())))
                    .toArray();
            return new Factor(shared, List.copyOf(outcomes), scope);
        }
    }

    /**
     * @param own parts in this test only
     * @param sharedMask which of the factor's shared parts are in this test, bit i for {@code shared[i]}
     */
    record Outcome(int[] own, int sharedMask, double healthy, double degraded) {}

    int parts() {
        return prior.length;
    }
}
