/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A list that never changes; one with another value at one place shares all other chunks with it. */
final class Vec<T> {

    private static final int BITS = 6;
    private static final int CHUNK = 1 << BITS;

    private final Object[][] chunks;
    private final int size;

    private Vec(Object[][] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    static <T> Vec<T> of(int size, IntFunction<T> value) {
        Object[][] chunks = new Object[(size + CHUNK - 1) >> BITS][];
        for (int c = 0; c < chunks.length; c++) {
            chunks[c] = new Object[Math.min(CHUNK, size - (c << BITS))];
            for (int i = 0; i < chunks[c].length; i++) {
                chunks[c][i] = value.apply((c << BITS) + i);
            }
        }
        return new Vec<>(chunks, size);
    }

    @SuppressWarnings("unchecked") // only values of this type are ever put in
    T get(int index) {
        return (T) chunks[index >> BITS][index & (CHUNK - 1)];
    }

    Vec<T> with(int index, T value) {
        Object[][] top = chunks.clone();
        Object[] chunk = top[index >> BITS].clone();
        chunk[index & (CHUNK - 1)] = value;
        top[index >> BITS] = chunk;
        return new Vec<>(top, size);
    }

    int size() {
        return size;
    }

    List<T> list() {
        List<T> out = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            out.add(get(i));
        }
        return out;
    }
}
