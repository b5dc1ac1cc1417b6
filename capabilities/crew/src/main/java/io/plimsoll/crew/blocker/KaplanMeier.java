/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The share of blockers that last longer than a time, with those that are still open counted for as long as they have lasted (Kaplan and
 * Meier 1958, variance by Greenwood 1926, bands on the log-log scale).
 *
 * @param steps where the curve falls, by time
 * @param count all
 * @param ends those that are over
 */
public record KaplanMeier(List<Step> steps, int count, int ends) {

    private static final double Z95 = 1.959963984540054;
    private static final double EPSILON = 1e-12;

    /**
     * @param hours when the curve falls
     * @param survival the share that lasts longer
     * @param greenwood the sum of d/(n(n-d)) so far, infinite at the curve's end
     */
    public record Step(double hours, double survival, double greenwood) {

        /** The standard error of the share. */
        public double error() {
            return survival == 0 ? 0 : survival * Math.sqrt(greenwood);
        }
    }

    /** @param over false for one that has lasted so long and is not over */
    public record Time(double hours, boolean over) {}

    public KaplanMeier {
        steps = List.copyOf(steps);
    }

    public static KaplanMeier of(List<Time> times) {
        List<Time> sorted =
                times.stream().sorted(Comparator.comparingDouble(Time::hours)).toList();
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        int ends = 0;
        int i = 0;
        while (i < sorted.size()) {
            double at = sorted.get(i).hours();
            int risk = sorted.size() - i;
            int over = 0;
            while (i < sorted.size() && sorted.get(i).hours() == at) {
                over += sorted.get(i).over() ? 1 : 0;
                i++;
            }
            if (over > 0) {
                survival *= 1 - (double) over / risk;
                greenwood += over == risk ? Double.POSITIVE_INFINITY : (double) over / risk / (risk - over);
                steps.add(new Step(at, survival, greenwood));
                ends += over;
            }
        }
        return new KaplanMeier(steps, sorted.size(), ends);
    }

    /** The share that lasts longer than so many hours. */
    public double survival(double hours) {
        double out = 1;
        for (Step s : steps) {
            if (s.hours() > hours) {
                break;
            }
            out = s.survival();
        }
        return out;
    }

    /** The hours after which this share is over; empty if the curve does not fall so far. */
    public OptionalDouble quantile(double share) {
        return below(1 - share, s -> s.survival());
    }

    /** As {@link #quantile}, for one that has lasted so many hours already. */
    public OptionalDouble quantile(double share, double lasted) {
        double wanted = survival(lasted) * (1 - share);
        return wanted <= EPSILON ? OptionalDouble.empty() : below(wanted, s -> s.survival());
    }

    /** The early end of the quantile's 95 % band. */
    public OptionalDouble low(double share) {
        return below(1 - share, s -> bound(s, -1));
    }

    /** The late end of the quantile's 95 % band; empty if it is open. */
    public OptionalDouble high(double share) {
        return below(1 - share, s -> bound(s, 1));
    }

    private OptionalDouble below(double wanted, java.util.function.ToDoubleFunction<Step> value) {
        return steps.stream()
                .filter(s -> value.applyAsDouble(s) <= wanted + EPSILON)
                .mapToDouble(Step::hours)
                .findFirst();
    }

    /** The share's band: below it for -1, above it for 1. */
    private static double bound(Step s, int side) {
        if (s.survival() <= 0) {
            return side < 0 ? 0 : 1;
        }
        double log = Math.log(s.survival());
        double spread = Z95 * Math.sqrt(s.greenwood()) / Math.abs(log);
        return Math.exp(log * Math.exp(-side * spread));
    }
}
