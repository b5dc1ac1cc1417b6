/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.gemm;

import io.plimsoll.gpu.Arithmetic;
import java.util.OptionalLong;

/** Raw results of a product as integers. */
public final class Results {

    private Results() {}

    /**
     * The integer that the bits stand for; empty for what no right result can be: no number, a fraction, minus zero, or beyond
     * what sums may reach. With this, each single-bit flip of a right result either changes the integer or leaves none.
     */
    public static OptionalLong integer(Arithmetic arithmetic, long bits) {
        if (arithmetic.integerResult()) {
            int narrow = (int) bits; // the sign is that of 32 bits
            return OptionalLong.of(narrow);
        }
        boolean wide = arithmetic == Arithmetic.FP64;
        double value = wide ? Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
        boolean minusZero = value == 0 && (wide ? bits != 0 : (int) bits != 0);
        if (minusZero || !(Math.abs(value) <= arithmetic.sumMax()) || value != Math.rint(value)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((long) value);
    }
}
