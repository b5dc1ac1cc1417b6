/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.gemm;

import io.plimsoll.gpu.Report;

/**
 * The checksums of a product (Huang and Abraham 1984; weights after Jou and Abraham 1986): the sum over each row and column, and
 * the same with each result times its place plus 1. All are exact in 64-bit integers, which wrap: a difference stays exact.
 *
 * <p>What they must be follows from the factors alone in O(n^2): {@code C e = A (B e)} and {@code e' C = (e' A) B}.
 */
@SuppressWarnings("ArrayRecordComponent") // sums are carried, never compared as a whole
public record Sums(long[] rows, long[] rowsWeighted, long[] columns, long[] columnsWeighted) {

    /** What the sums are, from the factors as they were meant to be. */
    public static Sums known(Inputs in) {
        long[] be = new long[in.k()];
        long[] bw = new long[in.k()];
        for (int j = 0; j < in.n(); j++) {
            for (int x = 0; x < in.k(); x++) {
                int v = in.b(j, x);
                be[x] += v;
                bw[x] += (j + 1L) * v;
            }
        }
        long[] rows = new long[in.m()];
        long[] rowsWeighted = new long[in.m()];
        long[] ea = new long[in.k()];
        long[] wa = new long[in.k()];
        for (int i = 0; i < in.m(); i++) {
            for (int x = 0; x < in.k(); x++) {
                int v = in.a(i, x);
                rows[i] += v * be[x];
                rowsWeighted[i] += v * bw[x];
                ea[x] += v;
                wa[x] += (i + 1L) * v;
            }
        }
        long[] columns = new long[in.n()];
        long[] columnsWeighted = new long[in.n()];
        for (int j = 0; j < in.n(); j++) {
            for (int x = 0; x < in.k(); x++) {
                int v = in.b(j, x);
                columns[j] += v * ea[x];
                columnsWeighted[j] += v * wa[x];
            }
        }
        return new Sums(rows, rowsWeighted, columns, columnsWeighted);
    }

    /** The sums that a device reports. */
    public static Sums of(Report report, int m, int n) {
        return new Sums(report.sums(0, m), report.sums(m, m), report.sums(2 * m, n), report.sums(2 * m + n, n));
    }

    /** These less others, place by place. */
    public Sums minus(Sums o) {
        return new Sums(
                minus(rows, o.rows),
                minus(rowsWeighted, o.rowsWeighted),
                minus(columns, o.columns),
                minus(columnsWeighted, o.columnsWeighted));
    }

    private static long[] minus(long[] a, long[] b) {
        long[] d = new long[a.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = a[i] - b[i];
        }
        return d;
    }
}
