/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Runs a law over many seeds. A failing seed is named with the system property that replays it alone: {@code
 * -Dplimsoll.seed=N}.
 */
public final class Seeds {

    private Seeds() {}

    /** A law that must hold for every random source. */
    @FunctionalInterface
    public interface Law {
        void check(RandomGenerator random, long seed) throws Exception;
    }

    /** Checks the law for seeds 0 to {@code count - 1}, or for the one seed given by {@code plimsoll.seed}. */
    public static void forAll(int count, Law law) {
        Long only = Long.getLong("plimsoll.seed");
        long first = only == null ? 0 : only;
        long last = only == null ? count - 1L : only;
        for (long seed = first; seed <= last; seed++) {
            try {
                law.check(random(seed), seed);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + " failed; replay it with -Dplimsoll.seed=" + seed, e);
            }
        }
    }

    /** The same numbers for the same seed on every machine. */
    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
