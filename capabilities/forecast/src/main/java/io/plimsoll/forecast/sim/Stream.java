/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

import java.util.random.RandomGenerator;

/**
 * Random numbers of one purpose in one replication: the n-th is a mix of the key and n alone (the finaliser of SplitMix64, Steele,
 * Lea and Flood 2014). So a replication comes out the same wherever it runs, and a change of policy does not shift the draws of
 * another purpose.
 */
public final class Stream implements RandomGenerator {

    private long key;
    private long step;
    private long counter;

    public Stream(long seed, long replication, long purpose) {
        restart(seed, replication, purpose);
    }

    /** Becomes the stream of another replication or purpose. */
    public void restart(long seed, long replication, long purpose) {
        key = mix(mix(mix(seed) ^ (replication + 0x632BE59BD9B4E019L)) ^ (purpose * 0xD1342543DE82EF95L));
        step = mix(key ^ 0x2545F4914F6CDD1DL) | 1;
        counter = 0;
    }

    @Override
    public long nextLong() {
        return mix(key + ++counter * step);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
