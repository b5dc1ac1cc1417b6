/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.engine;

/**
 * Chance without state: what is drawn depends on the seed, what it is drawn for and which one, never on what was drawn
 * before. So the order in which threads ask changes nothing, and a restarted site draws the same again.
 *
 * <p>The mixing function is SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014).
 */
public record Dice(long seed) {

    /** What a draw is for; its name goes into the draw. */
    public enum For {
        DEFECT,
        DEFECT_KIND,
        DEFECT_PART,
        HIDDEN,
        MISCABLE,
        MISCABLE_PARTNER,
        CABLE_DEAD,
        CABLE_DIRTY,
        MODULE_DEAD,
        NODE_DARK,
        IDENTITY_GAP,
        WRONG_MODEL,
        DURATION,
        REPAIR_WORKS,
        MEASURED,
        LIFE_FAULT,
        LIFE_KIND,
        LIFE_WHICH,
        SERIAL;

        private final long salt = mix(name().hashCode());
    }

    /** 64 well-mixed bits. */
    public long bits(For purpose, long which, long attempt) {
        long z = mix(seed * 0x9E3779B97F4A7C15L + purpose.salt) ^ which;
        z = mix(z) ^ (attempt * 0xD1B54A32D192ED03L);
        return mix(z);
    }

    /** Uniform in [0, 1). */
    public double uniform(For purpose, long which, long attempt) {
        return (bits(purpose, which, attempt) >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0 to {@code bound - 1}. */
    public int below(int bound, For purpose, long which, long attempt) {
        return (int) (uniform(purpose, which, attempt) * bound);
    }

    /** True with the given probability. */
    public boolean hits(double probability, For purpose, long which, long attempt) {
        return uniform(purpose, which, attempt) < probability;
    }

    /** Roughly normal with mean 0 and deviation 1: the sum of four uniforms, scaled; never beyond 3.5. */
    public double bell(For purpose, long which, long attempt) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += uniform(purpose, which, attempt * 4 + i);
        }
        return (sum - 2) * 1.7320508075688772;
    }

    /** Exponential with the given mean. */
    public double waiting(double mean, For purpose, long which, long attempt) {
        return -Math.log1p(-uniform(purpose, which, attempt)) * mean;
    }

    private static long mix(long z0) {
        long z = z0 + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
