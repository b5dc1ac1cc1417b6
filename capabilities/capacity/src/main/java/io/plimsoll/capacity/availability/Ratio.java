/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** A share as the two integers that it is made of, in unit-seconds; compared exactly. A share of nothing is whole. */
public record Ratio(long numerator, long denominator) {

    public static final Ratio WHOLE = new Ratio(0, 0);

    /** For people; compare with {@link #below}. */
    public double value() {
        return denominator == 0 ? 1 : (double) numerator / denominator;
    }

    /** Whether the share is less than this one, without rounding. */
    public boolean below(BigDecimal share) {
        return denominator != 0
                && BigDecimal.valueOf(numerator).compareTo(share.multiply(BigDecimal.valueOf(denominator))) < 0;
    }

    /** Both parts added. */
    public Ratio plus(Ratio other) {
        return new Ratio(Math.addExact(numerator, other.numerator), Math.addExact(denominator, other.denominator));
    }

    /** The share to 34 digits. */
    public BigDecimal exact() {
        return denominator == 0
                ? BigDecimal.ONE
                : BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), MathContext.DECIMAL128);
    }

    /** Whether this share is less than the other, without rounding. */
    public boolean less(Ratio other) {
        long d = denominator == 0 ? 1 : denominator;
        long n = denominator == 0 ? 1 : numerator;
        long od = other.denominator == 0 ? 1 : other.denominator;
        long on = other.denominator == 0 ? 1 : other.numerator;
        return BigInteger.valueOf(n)
                        .multiply(BigInteger.valueOf(od))
                        .compareTo(BigInteger.valueOf(on).multiply(BigInteger.valueOf(d)))
                < 0;
    }
}
