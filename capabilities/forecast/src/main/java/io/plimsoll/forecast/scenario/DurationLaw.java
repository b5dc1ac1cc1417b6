/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import java.util.random.RandomGenerator;

/**
 * A law of how long something takes.
 *
 * @param meanDays the mean; of a uniform law half its end
 * @param spread of a lognormal law the standard deviation of the logarithm, of a Weibull law the shape; else unused
 */
public record DurationLaw(Kind kind, double meanDays, double spread) {

    /** Its form. */
    public enum Kind {
        FIXED,
        EXPONENTIAL,
        LOGNORMAL,
        WEIBULL,
        UNIFORM
    }

    /** Takes no time. */
    public static final DurationLaw NONE = fixed(0);

    public static DurationLaw fixed(double days) {
        return new DurationLaw(Kind.FIXED, days, 0);
    }

    public static DurationLaw exponential(double meanDays) {
        return new DurationLaw(Kind.EXPONENTIAL, meanDays, 0);
    }

    /** One duration, in days. */
    public double sample(RandomGenerator random) {
        return switch (kind) {
            case FIXED -> meanDays;
            case EXPONENTIAL -> meanDays * random.nextExponential();
            case LOGNORMAL -> meanDays * Math.exp(spread * random.nextGaussian() - spread * spread / 2);
            case WEIBULL ->
                meanDays
                        / Math.exp(io.plimsoll.forecast.math.Special.logGamma(1 + 1 / spread))
                        * Math.pow(random.nextExponential(), 1 / spread);
            case UNIFORM -> 2 * meanDays * random.nextDouble();
        };
    }
}
