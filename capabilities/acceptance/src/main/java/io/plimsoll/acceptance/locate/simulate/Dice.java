/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws that depend on a seed and a name only (SplitMix64, Steele, Lea and Flood 2014), so that nothing changes when the order
 * of draws or the number of threads does.
 */
final class Dice {

    private final long seed;

    Dice(long seed) {
        this.seed = mix(seed + 0x9E3779B97F4A7C15L);
    }

    /** Dice of their own for one purpose. */
    Dice named(String purpose) {
        return new Dice(seed ^ mix(purpose.hashCode() * 0x9E3779B97F4A7C15L));
    }

    /** From 0 to below 1. */
    double at(long a, long b) {
        long h = mix(mix(seed + a * 0x9E3779B97F4A7C15L) + b * 0xD1B54A32D192ED03L + 0x632BE59BD9B4E019L);
        return (h >>> 11) * 0x1.0p-53;
    }

    boolean happens(double chance, long a, long b) {
        return at(a, b) < chance;
    }

    int below(int limit, long a, long b) {
        return (int) (at(a, b) * limit);
    }

    /** The same things in a drawn order (Fisher and Yates). */
    <T> List<T> shuffled(List<T> things, long a) {
        List<T> out = new ArrayList<>(things);
        for (int i = out.size() - 1; i > 0; i--) {
            int j = below(i + 1, a, i);
            T kept = out.get(i);
            out.set(i, out.get(j));
            out.set(j, kept);
        }
        return out;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
