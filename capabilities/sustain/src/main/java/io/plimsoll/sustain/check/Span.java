/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.Collection;

/** A value with the interval that rounding leaves open. */
record Span(double value, double low, double high) {

    static final Span NONE = new Span(0, 0, 0);

    static Span of(Figure f) {
        return new Span(f.value(), f.low(), f.high());
    }

    static Span sum(Collection<Figure> parts) {
        Span all = NONE;
        for (Figure f : parts) {
            all = all.plus(of(f));
        }
        return all;
    }

    Span plus(Span o) {
        return new Span(value + o.value, low + o.low, high + o.high);
    }

    Span minus(Span o) {
        return new Span(value - o.value, low - o.high, high - o.low);
    }

    /** The quotient, for a positive divisor. */
    Span over(Span o) {
        double least = Math.max(o.low, Double.MIN_NORMAL);
        return new Span(value / o.value, low / (low >= 0 ? o.high : least), high / (high >= 0 ? least : o.high));
    }

    Span times(double k) {
        return new Span(value * k, low * k, high * k);
    }

    /** Whether both could be the same number; {@code slack} is a share of the value. */
    boolean meets(Span o, double slack) {
        double give = 1e-9 * Math.max(Math.abs(value), Math.abs(o.value)) + slack * Math.abs(value);
        return low - give <= o.high && o.low - give <= high;
    }

    /** How wide it is, as a share of its value; infinite at zero. */
    double width() {
        return value == 0 ? Double.POSITIVE_INFINITY : (high - low) / Math.abs(value);
    }
}
