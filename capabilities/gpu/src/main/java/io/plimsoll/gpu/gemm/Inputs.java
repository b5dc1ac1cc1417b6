/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.gemm;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.Mix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The two factors of a product as functions of seed and place: integers spread evenly over {@code -inputMax..inputMax}. Nothing
 * is read back from the device to know them.
 *
 * @param m rows of A and of the result
 * @param n columns of the result; B is kept as n rows of k
 * @param k products added for one result
 */
public record Inputs(Arithmetic arithmetic, int m, int n, int k, long seed) {

    private static final int CHUNK_BYTES = 16 << 20;

    public Inputs {
        if (m < 1 || n < 1 || k < 1 || k > arithmetic.depthMax()) {
            throw new IllegalArgumentException("a product of " + m + " x " + n + " x " + k + " in " + arithmetic
                    + ": sizes must be 1 or more, and k at most " + arithmetic.depthMax()
                    + " so that every sum is exact");
        }
    }

    /** A's number at row i and depth x. */
    public int a(int i, int x) {
        return value(seed, (long) i * k + x);
    }

    /** B's number for column j and depth x. */
    public int b(int j, int x) {
        return value(~seed, (long) j * k + x);
    }

    /** What the result at row i and column j is. */
    public long product(int i, int j) {
        long sum = 0;
        for (int x = 0; x < k; x++) {
            sum += (long) a(i, x) * b(j, x);
        }
        return sum;
    }

    /** Writes both factors to the device. */
    public void upload(Device device, DeviceMemory a, DeviceMemory b) {
        upload(device, a, (long) m * k, seed);
        upload(device, b, (long) n * k, ~seed);
    }

    private void upload(Device device, DeviceMemory to, long count, long from) {
        long[] codes = new long[2 * arithmetic.inputMax() + 1 <= 1 << 12 ? 2 * arithmetic.inputMax() + 1 : 0];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = arithmetic.encode(i - arithmetic.inputMax());
        }
        try (Arena arena = Arena.ofConfined()) {
            long piece = Math.min(count, CHUNK_BYTES * 8L / arithmetic.inputBits());
            MemorySegment chunk = arena.allocate(arithmetic.bytes(piece), 64);
            for (long at = 0; at < count; at += piece) {
                long here = Math.min(piece, count - at);
                for (long i = 0; i < here; i++) {
                    int v = value(from, at + i);
                    put(
                            chunk,
                            i,
                            arithmetic.inputBits(),
                            codes.length > 0 ? codes[v + arithmetic.inputMax()] : arithmetic.encode(v));
                }
                device.write(to, arithmetic.bytes(at), chunk.asSlice(0, arithmetic.bytes(here)));
            }
        }
    }

    private int value(long from, long index) {
        int max = arithmetic.inputMax();
        return (int) ((Mix.of(from, index) >>> 33) % (2L * max + 1)) - max;
    }

    private static void put(MemorySegment to, long index, int width, long bits) {
        switch (width) {
            case 4 -> {
                int low = index % 2 == 0 ? 0 : to.get(ValueLayout.JAVA_BYTE, index / 2) & 0xf;
                to.set(ValueLayout.JAVA_BYTE, index / 2, (byte) (index % 2 == 0 ? bits : bits << 4 | low));
            }
            case 8 -> to.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
            case 16 -> to.setAtIndex(ValueLayout.JAVA_SHORT, index, (short) bits);
            case 32 -> to.setAtIndex(ValueLayout.JAVA_INT, index, (int) bits);
            default -> to.setAtIndex(ValueLayout.JAVA_LONG, index, bits);
        }
    }
}
