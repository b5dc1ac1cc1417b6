/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

/**
 * What is known of the lifetime of some equal units, in the unit of time of the input.
 *
 * @param kind how {@code left} and {@code right} are meant
 * @param left the failure time (EXACT), the last time known alive (RIGHT), or the start of the interval (INTERVAL; 0 for none)
 * @param right the failure time (EXACT), infinity (RIGHT), or the end of the interval (INTERVAL)
 * @param entry the age from which the units were watched; a failure before that would not be in the table. 0 for new units
 * @param count how many such units
 */
public record Lifetime(Kind kind, double left, double right, double entry, long count) {

    /** How much of the failure time is known. */
    public enum Kind {
        EXACT,
        RIGHT,
        INTERVAL
    }

    /** Units that failed at {@code time}. */
    public static Lifetime failed(double time, double entry, long count) {
        return new Lifetime(Kind.EXACT, time, time, entry, count);
    }

    /** Units that were alive at {@code time}. */
    public static Lifetime alive(double time, double entry, long count) {
        return new Lifetime(Kind.RIGHT, time, Double.POSITIVE_INFINITY, entry, count);
    }

    /** Units that failed after {@code left} and not after {@code right}. */
    public static Lifetime between(double left, double right, double entry, long count) {
        return new Lifetime(Kind.INTERVAL, left, right, entry, count);
    }

    /** Whether the units failed, at whatever time. */
    public boolean failure() {
        return kind != Kind.RIGHT;
    }

    /** Watched time of one unit; the middle of the interval where the failure time is not known exactly. */
    public double exposure() {
        return (kind == Kind.INTERVAL ? (left + right) / 2 : left) - entry;
    }
}
