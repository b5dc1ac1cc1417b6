/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.pipe;

import io.plimsoll.gpu.Mix;

/** The known answers of {@link PipeKind}, defined over 256 lanes; a slot's answer is the sum over its lanes, mod 2^64. */
public final class PipeAnswers {

    public static final int LANES = 256;
    /** Words of 32 bits in the table that is walked: 16 KiB, which fits into every first cache. */
    public static final int TABLE_WORDS = 4096;

    private PipeAnswers() {}

    /** The answer of one slot. */
    public static long of(PipeKind kind, int rounds, long seed) {
        long sum = 0;
        for (int lane = 0; lane < LANES; lane++) {
            sum += lane(kind, rounds, seed, lane);
        }
        return sum;
    }

    /** The table's word at a place: one step of a walk that meets all places, {@code (5 x + 1) mod 4096} (Hull and Dobell 1962). */
    public static int table(int place) {
        return (5 * place + 1) % TABLE_WORDS;
    }

    private static long lane(PipeKind kind, int rounds, long seed, int lane) {
        return switch (kind) {
            case INTEGER -> integer(rounds, Mix.of(seed, lane));
            case SPECIAL_FUNCTION -> special(rounds, lane);
            case FP32 -> fp32(rounds, lane);
            case L1, TEXTURE, SHARED -> walk(rounds, (int) (Mix.of(seed, lane) & (TABLE_WORDS - 1)));
            case ATOMIC -> atomic(rounds, lane);
        };
    }

    private static long integer(int rounds, long start) {
        long x = start;
        for (int i = 0; i < rounds; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
            x ^= Long.rotateLeft(x, 23) + Long.bitCount(x);
        }
        return x;
    }

    /** With n = (lane + i) mod 16: round(2^n) + round(2^n * (1 / 2^n) * 7) + round(sqrt((n + 1)^2)) + round(log2(2^n)). */
    private static long special(int rounds, int lane) {
        long sum = 0;
        for (int i = 0; i < rounds; i++) {
            int n = (lane + i) & 15;
            sum += (1L << n) + 7 + (n + 1) + n;
        }
        return sum;
    }

    /** x = x * 3 + lane over FP32, begun anew with i mod 5 every 8 steps; always below 2^24. */
    private static long fp32(int rounds, int lane) {
        long sum = 0;
        long x = 0;
        for (int i = 0; i < rounds; i++) {
            x = (i & 7) == 0 ? i % 5 : x * 3 + lane;
            sum += x;
        }
        return sum;
    }

    private static long walk(int rounds, int start) {
        long sum = 0;
        int x = start;
        for (int i = 0; i < rounds; i++) {
            x = table(x);
            sum += x;
        }
        return sum;
    }

    /** Each lane adds lane + i each round; the exclusive or of the same and the maximum are folded in by lane 0. */
    private static long atomic(int rounds, int lane) {
        long sum = (long) rounds * lane + (long) rounds * (rounds - 1) / 2;
        if (lane == 0) {
            long or = 0;
            for (int l = 0; l < LANES; l++) {
                for (int i = 0; i < rounds; i++) {
                    or ^= l + i;
                }
            }
            sum += (or << 32) + (LANES - 1) + (rounds - 1);
        }
        return sum;
    }
}
