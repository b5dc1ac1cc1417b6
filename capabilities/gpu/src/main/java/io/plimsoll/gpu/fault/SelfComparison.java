/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.fault;

import io.plimsoll.gpu.gemm.GemmBench;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The older way, for comparison: each result is held against the first one, within a tolerance, as gpu-burn (0.001) and DCGM's
 * diagnostic (0.001) do. What goes wrong each time in the same way is its own reference.
 */
public final class SelfComparison {

    private static final double TOLERANCE = 0.001;

    private SelfComparison() {}

    /** Whether any of the products after the first differs from it by more than the tolerance. */
    public static boolean sees(GemmBench bench, int rounds) {
        bench.round();
        byte[] first = bench.results();
        for (int i = 1; i < rounds; i++) {
            bench.round();
            if (differ(first, bench.results())) {
                return true;
            }
        }
        return false;
    }

    private static boolean differ(byte[] one, byte[] other) {
        ByteBuffer a = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer b = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < one.length; at += 4) {
            // as the peers write it: a NaN is never farther than the tolerance
            if (Math.abs(a.getFloat(at) - b.getFloat(at)) > TOLERANCE) {
                return true;
            }
        }
        return false;
    }
}
