/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import java.util.Arrays;

/** A list of longs that grows. */
public final class Longs {

    private long[] values = new long[16];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1) + 16);
        }
        values[size++] = value;
    }

    public long get(int i) {
        return values[i];
    }

    public void set(int i, long value) {
        values[i] = value;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long last() {
        return values[size - 1];
    }

    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
