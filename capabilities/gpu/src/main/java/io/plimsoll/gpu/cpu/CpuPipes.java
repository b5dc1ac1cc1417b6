/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.cpu;

import io.plimsoll.gpu.Mix;
import io.plimsoll.gpu.pipe.PipeAnswers;
import io.plimsoll.gpu.pipe.PipeKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicLong;

/** The work of {@link PipeKind} done with Java's own units: floating point, tables in memory, atomics. */
final class CpuPipes {

    private CpuPipes() {}

    static long of(PipeKind kind, int rounds, long seed, MemorySegment table) {
        if (kind == PipeKind.ATOMIC) {
            return atomic(rounds);
        }
        long sum = 0;
        for (int lane = 0; lane < PipeAnswers.LANES; lane++) {
            sum += switch (kind) {
                case INTEGER -> integer(rounds, Mix.of(seed, lane));
                case SPECIAL_FUNCTION -> special(rounds, lane);
                case FP32 -> fp32(rounds, lane);
                case L1, TEXTURE, SHARED ->
                    walk(rounds, (int) (Mix.of(seed, lane) & (PipeAnswers.TABLE_WORDS - 1)), table);
                case ATOMIC -> 0;
            };
        }
        return sum;
    }

    private static long integer(int rounds, long start) {
        long x = start;
        for (int i = 0; i < rounds; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
            x ^= ((x << 23) | (x >>> 41)) + Long.bitCount(x);
        }
        return x;
    }

    private static long special(int rounds, int lane) {
        long sum = 0;
        for (int i = 0; i < rounds; i++) {
            int n = (lane + i) & 15;
            double power = Math.pow(2, n);
            sum += Math.round(power)
                    + Math.round(power * (1 / power) * 7)
                    + Math.round(Math.sqrt((n + 1.0) * (n + 1.0)))
                    + Math.round(Math.log(power) / Math.log(2));
        }
        return sum;
    }

    private static long fp32(int rounds, int lane) {
        long sum = 0;
        float x = 0;
        for (int i = 0; i < rounds; i++) {
            x = (i & 7) == 0 ? i % 5 : Math.fma(x, 3f, lane);
            sum += (long) x;
        }
        return sum;
    }

    private static long walk(int rounds, int start, MemorySegment table) {
        long sum = 0;
        int x = start;
        for (int i = 0; i < rounds; i++) {
            x = table.getAtIndex(ValueLayout.JAVA_INT, x) & (PipeAnswers.TABLE_WORDS - 1);
            sum += x;
        }
        return sum;
    }

    @SuppressWarnings("UnnecessaryAsync") // the atomic operations are what is asked for
    private static long atomic(int rounds) {
        AtomicLong add = new AtomicLong();
        AtomicLong or = new AtomicLong();
        AtomicLong max = new AtomicLong();
        for (int lane = 0; lane < PipeAnswers.LANES; lane++) {
            for (int i = 0; i < rounds; i++) {
                int v = lane + i;
                add.addAndGet(v);
                or.accumulateAndGet(v, (p, q) -> p ^ q);
                max.accumulateAndGet(v, Math::max);
            }
        }
        return add.get() + (or.get() << 32) + max.get();
    }
}
