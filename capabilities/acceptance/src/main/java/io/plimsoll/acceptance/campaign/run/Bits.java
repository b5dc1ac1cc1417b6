/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

/** A set of small numbers. */
final class Bits {

    final long[] words;

    Bits(int size) {
        this.words = new long[(size + 63) >> 6];
    }

    private Bits(long[] words) {
        this.words = words;
    }

    Bits copy() {
        return new Bits(words.clone());
    }

    void set(int i, boolean in) {
        if (in) {
            words[i >> 6] |= 1L << (i & 63);
        } else {
            words[i >> 6] &= ~(1L << (i & 63));
        }
    }

    boolean has(int i) {
        return (words[i >> 6] & (1L << (i & 63))) != 0;
    }

    /** The first member that is at least this; -1 for none. */
    int next(int from) {
        int w = from >> 6;
        if (w >= words.length) {
            return -1;
        }
        long word = words[w] & (-1L << (from & 63));
        while (word == 0) {
            if (++w == words.length) {
                return -1;
            }
            word = words[w];
        }
        return (w << 6) + Long.numberOfTrailingZeros(word);
    }
}
