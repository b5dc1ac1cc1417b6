/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.memory;

import io.plimsoll.gpu.Mix;

/**
 * What each 64-bit word of memory is to hold, as a function of its place. The kernels have the same four functions.
 *
 * @param kind which function
 * @param a its first parameter: the word itself, a base address, a seed, or the place modulo 20
 * @param b its second: bits that are turned over, or the word of the modulo places
 */
public record Pattern(Kind kind, long a, long b) {

    /** The functions; the ordinal is the kernel's number for it. */
    public enum Kind {
        CONSTANT,
        ADDRESS,
        RANDOM,
        MODULO_20
    }

    private static final int MODULUS = 20;

    public static Pattern constant(long word) {
        return new Pattern(Kind.CONSTANT, word, 0);
    }

    /** Each word holds its own place plus a base, with the bits of {@code flip} turned over. */
    public static Pattern address(long base, long flip) {
        return new Pattern(Kind.ADDRESS, base, flip);
    }

    public static Pattern random(long seed, long flip) {
        return new Pattern(Kind.RANDOM, seed, flip);
    }

    /** Every 20th word from {@code place} holds {@code word}, the others its complement; only the former are compared. */
    public static Pattern modulo20(int place, long word) {
        return new Pattern(Kind.MODULO_20, place, word);
    }

    public long word(long index) {
        return switch (kind) {
            case CONSTANT -> a;
            case ADDRESS -> (a + index) ^ b;
            case RANDOM -> Mix.of(a, index) ^ b;
            case MODULO_20 -> index % MODULUS == a ? b : ~b;
        };
    }

    /** Whether the word at this place is compared. */
    public boolean compares(long index) {
        return kind != Kind.MODULO_20 || index % MODULUS == a;
    }
}
