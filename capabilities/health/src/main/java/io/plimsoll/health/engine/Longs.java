/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import java.util.Arrays;

/** A few numbers in order, the latest kept: immutable and bounded. */
final class Longs {

    static final Longs NONE = new Longs(new long[0]);

    private final long[] values;

    private Longs(long[] values) {
        this.values = values;
    }

    int size() {
        return values.length;
    }

    long get(int i) {
        return values[i];
    }

    boolean has(long value) {
        for (long v : values) {
            if (v == value) {
                return true;
            }
        }
        return false;
    }

    /** With one more at the end; the first goes if there are over {@code most}. */
    Longs then(long value, int most) {
        int from = values.length >= most ? values.length - most + 1 : 0;
        long[] more = Arrays.copyOfRange(values, from, values.length + 1);
        more[more.length - 1] = value;
        return new Longs(more);
    }

    /** With one more in its place by size, those before {@code since} taken off, the latest {@code most} kept. */
    Longs within(long value, long since, int most) {
        Longs all = then(value, most);
        Arrays.sort(all.values);
        int from = 0;
        while (from < all.values.length && all.values[from] < since) {
            from++;
        }
        return from == 0 ? all : new Longs(Arrays.copyOfRange(all.values, from, all.values.length));
    }

    static Longs of(long... values) {
        return new Longs(values.clone());
    }
}
