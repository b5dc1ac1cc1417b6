/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Work with one right answer, computed once elsewhere (Python's hashlib and integers, see the constants), never by the
 * processor under test: so an error that repeats itself is seen too.
 */
final class KnownAnswers {

    private static final int CHAIN = 20_000;
    /** sha256 applied 20,000 times to sha256("plimsoll"). */
    private static final byte[] CHAIN_ANSWER =
            HexFormat.of().parseHex("7f939fc36e104fdf634af5071773e0312f4db7d656da32f8a0741404226b7eb4");

    private static final int N = 128;
    /** Over C = A B with A[i][j] = (31 i + 17 j) mod 251 and B[i][j] = (13 i + 7 j) mod 241: s = s * 1099511628211 + C[i][j], row by row, mod 2^64. */
    private static final long PRODUCT_ANSWER = 0xc27d805af3d70509L;

    private final MessageDigest sha256;
    private final long[][] a = new long[N][N];
    private final long[][] b = new long[N][N];
    private final double[][] x = new double[N][N];
    private final double[][] y = new double[N][N];

    KnownAnswers() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                a[i][j] = (i * 31L + j * 17L) % 251;
                b[i][j] = (i * 13L + j * 7L) % 241;
                x[i][j] = a[i][j];
                y[i][j] = b[i][j];
            }
        }
    }

    /** One round of all three computations; the names of those whose answer is wrong. */
    List<String> round() {
        return round(0);
    }

    /** As {@link #round()}, with one input bit flipped first, so that a wrong answer must come out. */
    List<String> roundWithFlippedBit() {
        return round(1);
    }

    private List<String> round(long flip) {
        List<String> wrong = new ArrayList<>();
        if (!MessageDigest.isEqual(chain((byte) flip), CHAIN_ANSWER)) {
            wrong.add("SHA-256 chain");
        }
        a[N / 2][N / 3] ^= flip;
        x[N / 2][N / 3] = a[N / 2][N / 3];
        if (integerProduct() != PRODUCT_ANSWER) {
            wrong.add("integer matrix product");
        }
        if (doubleProduct() != PRODUCT_ANSWER) {
            wrong.add("double matrix product");
        }
        a[N / 2][N / 3] ^= flip;
        x[N / 2][N / 3] = a[N / 2][N / 3];
        return wrong;
    }

    private byte[] chain(byte flip) {
        byte[] seed = "plimsoll".getBytes(StandardCharsets.US_ASCII);
        seed[0] ^= flip;
        byte[] hash = sha256.digest(seed);
        for (int i = 0; i < CHAIN; i++) {
            hash = sha256.digest(hash);
        }
        return hash;
    }

    private long integerProduct() {
        long sum = 0;
        long[] row = new long[N];
        for (int i = 0; i < N; i++) {
            java.util.Arrays.fill(row, 0);
            for (int k = 0; k < N; k++) {
                long f = a[i][k];
                long[] other = b[k];
                for (int j = 0; j < N; j++) {
                    row[j] += f * other[j];
                }
            }
            for (int j = 0; j < N; j++) {
                sum = sum * 1099511628211L + row[j];
            }
        }
        return sum;
    }

    /** The same product in floating point: every value is an integer far below 2^53, so each step is exact. */
    private long doubleProduct() {
        long sum = 0;
        double[] row = new double[N];
        for (int i = 0; i < N; i++) {
            java.util.Arrays.fill(row, 0);
            for (int k = 0; k < N; k++) {
                double f = x[i][k];
                double[] other = y[k];
                for (int j = 0; j < N; j++) {
                    row[j] += f * other[j];
                }
            }
            for (int j = 0; j < N; j++) {
                sum = sum * 1099511628211L + (long) row[j];
            }
        }
        return sum;
    }
}
