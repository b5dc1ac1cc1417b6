/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.cpu;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.gemm.Results;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The product in plain Java, in the arithmetic asked for: FP32 sums for the small formats, FP64 for FP64, 32-bit integers for
 * INT8. One slot computes whole tiles; slots run side by side, and what they add up does not depend on their order.
 */
final class CpuGemm {

    private final Work.Gemm work;
    private final MemorySegment a;
    private final MemorySegment b;
    private final MemorySegment c;
    private final int tile;
    private final int slots;
    private final LongSupplier clock;
    private final Report report;
    private final long[] sums;

    CpuGemm(Work.Gemm work, int tile, int slots, LongSupplier clock) {
        this.work = work;
        this.tile = tile;
        this.slots = slots;
        this.clock = clock;
        a = CpuMemory.of(work.a());
        b = CpuMemory.of(work.b());
        c = CpuMemory.of(work.c());
        MemorySegment told = CpuMemory.of(work.report());
        told.fill((byte) 0);
        report = new Report(told);
        sums = new long[2 * work.m() + 2 * work.n()];
    }

    void run() {
        IntStream.range(0, slots).parallel().forEach(this::slot);
        work.injection().filter(i -> i.target() == Work.Target.CHECKSUM).ifPresent(i -> sums[i.row()] ^= i.mask());
        for (int i = 0; i < sums.length; i++) {
            report.setSum(i, sums[i]);
        }
    }

    private void slot(int slot) {
        long begin = clock.getAsLong();
        int tilesDown = work.m() / tile;
        int tilesAcross = work.n() / tile;
        int done = 0;
        for (int t = 0; t < tilesDown * tilesAcross; t++) {
            if ((t + work.shift()) % slots == slot) {
                tile(t / tilesAcross * tile, t % tilesAcross * tile, slot);
                done++;
            }
        }
        long end = clock.getAsLong();
        synchronized (report) {
            report.setSlot(slot, slot, done, 0, begin, end);
        }
    }

    private void tile(int row, int column, int slot) {
        long[] cells = new long[tile * tile];
        if (work.arithmetic() == Arithmetic.FP64) {
            wide(row, column, cells);
        } else if (work.arithmetic().integerResult()) {
            integers(row, column, cells);
        } else {
            narrow(row, column, cells);
        }
        work.injection().ifPresent(i -> inject(i, row, column, slot, cells));
        store(row, column, slot, cells);
    }

    private void inject(Work.Injection i, int row, int column, int slot, long[] cells) {
        if (i.target() == Work.Target.SLOT && i.row() == slot) {
            for (int x = 0; x < cells.length; x++) {
                cells[x] ^= i.mask();
            }
        }
        int r = i.row() - row;
        int s = i.column() - column;
        if (i.target() == Work.Target.ELEMENT && r >= 0 && r < tile && s >= 0 && s < tile) {
            cells[r * tile + s] ^= i.mask();
        }
    }

    private void narrow(int row, int column, long[] cells) {
        int k = work.k();
        float[] right = new float[k * tile];
        for (int j = 0; j < tile; j++) {
            for (int x = 0; x < k; x++) {
                right[x * tile + j] = (float) at(b, (long) (column + j) * k + x);
            }
        }
        float[] sum = new float[tile];
        for (int i = 0; i < tile; i++) {
            java.util.Arrays.fill(sum, 0);
            for (int x = 0; x < k; x++) {
                float left = (float) at(a, (long) (row + i) * k + x);
                for (int j = 0; j < tile; j++) {
                    sum[j] += left * right[x * tile + j];
                }
            }
            for (int j = 0; j < tile; j++) {
                cells[i * tile + j] = Float.floatToRawIntBits(sum[j]) & 0xffffffffL;
            }
        }
    }

    private void wide(int row, int column, long[] cells) {
        int k = work.k();
        double[] right = new double[k * tile];
        for (int j = 0; j < tile; j++) {
            for (int x = 0; x < k; x++) {
                right[x * tile + j] = at(b, (long) (column + j) * k + x);
            }
        }
        double[] sum = new double[tile];
        for (int i = 0; i < tile; i++) {
            java.util.Arrays.fill(sum, 0);
            for (int x = 0; x < k; x++) {
                double left = at(a, (long) (row + i) * k + x);
                for (int j = 0; j < tile; j++) {
                    sum[j] += left * right[x * tile + j];
                }
            }
            for (int j = 0; j < tile; j++) {
                cells[i * tile + j] = Double.doubleToRawLongBits(sum[j]);
            }
        }
    }

    private void integers(int row, int column, long[] cells) {
        int k = work.k();
        for (int i = 0; i < tile; i++) {
            for (int j = 0; j < tile; j++) {
                int sum = 0;
                for (int x = 0; x < k; x++) {
                    sum += a.get(ValueLayout.JAVA_BYTE, (long) (row + i) * k + x)
                            * b.get(ValueLayout.JAVA_BYTE, (long) (column + j) * k + x);
                }
                cells[i * tile + j] = sum & 0xffffffffL;
            }
        }
    }

    private double at(MemorySegment from, long index) {
        long bits = switch (work.arithmetic().inputBits()) {
            case 4 -> (from.get(ValueLayout.JAVA_BYTE, index / 2) >> (index % 2 == 0 ? 0 : 4)) & 0xf;
            case 8 -> from.get(ValueLayout.JAVA_BYTE, index);
            case 16 -> from.getAtIndex(ValueLayout.JAVA_SHORT, index);
            case 32 -> from.getAtIndex(ValueLayout.JAVA_INT, index);
            default -> from.getAtIndex(ValueLayout.JAVA_LONG, index);
        };
        return work.arithmetic().decode(bits);
    }

    /** Stores a tile and adds it to the sums, as a kernel does from its registers. */
    private void store(int row, int column, int slot, long[] cells) {
        int m = work.m();
        int n = work.n();
        boolean wide = work.arithmetic().resultBytes() == 8;
        synchronized (report) {
            for (int i = 0; i < tile; i++) {
                for (int j = 0; j < tile; j++) {
                    int r = row + i;
                    int s = column + j;
                    long bits = cells[i * tile + j];
                    long index = (long) r * n + s;
                    if (wide) {
                        c.setAtIndex(ValueLayout.JAVA_LONG, index, bits);
                    } else {
                        c.setAtIndex(ValueLayout.JAVA_INT, index, (int) bits);
                    }
                    OptionalLong value = Results.integer(work.arithmetic(), bits);
                    if (value.isEmpty()) {
                        report.addOddity((long) r << 32 | s, bits, 0, slot);
                    } else {
                        long v = value.getAsLong();
                        sums[r] += v;
                        sums[m + r] += v * (s + 1L);
                        sums[2 * m + s] += v;
                        sums[2 * m + n + s] += v * (r + 1L);
                    }
                }
            }
        }
    }
}
