/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

/**
 * Rolls energy counters of many servers, read by the minute, up to joules by the hour; the fast way for a year of a site.
 * Whole numbers only, so the sum does not depend on the order in which servers are added.
 *
 * <p>A missing minute is a negative count. A gap loses no energy, its hours share it evenly. Where the count falls, what it
 * shows since is counted, and what is missing to the step before is filled and told.
 */
public final class CounterRollup {

    private static final int MINUTES = 60;

    private final long[] joules;
    private long readings;
    private long resets;
    private long gaps;
    private long filled;

    private long lastMinute = -1;
    private long lastCount;
    private long lastStep;

    public CounterRollup(int hours) {
        joules = new long[hours];
    }

    /** Forgets the meter before: the next reading is the first of another one. */
    public void nextMeter() {
        lastMinute = -1;
        lastStep = 0;
    }

    /**
     * Adds readings of one meter.
     *
     * @param counts joules by the minute, negative where there was no reading
     * @param first minute of the period at which the first of them was read
     */
    public void add(long[] counts, int n, long first) {
        for (int i = 0; i < n; i++) {
            long count = counts[i];
            if (count < 0) {
                continue;
            }
            long minute = first + i;
            readings++;
            if (lastMinute >= 0) {
                long steps = minute - lastMinute;
                long delta = count - lastCount;
                if (delta < 0) {
                    long missing = Math.max(lastStep * steps - count, 0);
                    delta = count + missing;
                    filled += missing;
                    resets++;
                }
                if (steps == 1) {
                    joules[(int) ((minute - 1) / MINUTES)] += delta;
                } else {
                    gaps++;
                    spread(lastMinute, steps, delta);
                }
                lastStep = delta / steps;
            }
            lastMinute = minute;
            lastCount = count;
        }
    }

    private void spread(long from, long steps, long delta) {
        long each = delta / steps;
        long rest = delta - each * steps;
        for (long m = from; m < from + steps; m++) {
            joules[(int) (m / MINUTES)] += each + (m - from < rest ? 1 : 0);
        }
    }

    /** Adds what another one has rolled up. */
    public void merge(CounterRollup other) {
        for (int h = 0; h < joules.length; h++) {
            joules[h] += other.joules[h];
        }
        readings += other.readings;
        resets += other.resets;
        gaps += other.gaps;
        filled += other.filled;
    }

    /** Joules by the hour. */
    public long[] joules() {
        return joules.clone();
    }

    public long readings() {
        return readings;
    }

    public long resets() {
        return resets;
    }

    public long gaps() {
        return gaps;
    }

    /** Joules that were put in where counters were reset. */
    public long filled() {
        return filled;
    }
}
