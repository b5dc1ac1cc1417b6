/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

/**
 * One published value in the unit of its measure.
 *
 * @param low the least that rounds to what was printed
 * @param high the most that rounds to what was printed
 */
record Figure(String site, int year, Measure measure, double value, double low, double high, boolean exact, long line) {

    /** The same, rounded as coarsely as its neighbours seem to be. */
    Figure coarser(double half) {
        return exact && half > (high - low) / 2
                ? new Figure(site, year, measure, value, value - half, value + half, true, line)
                : this;
    }
}
