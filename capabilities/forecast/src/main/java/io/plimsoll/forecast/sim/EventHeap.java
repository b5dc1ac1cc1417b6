/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

import java.util.Arrays;

/** Events by time, in a heap of four children a parent; of equal times the smaller code comes first. */
final class EventHeap {

    private double[] times = new double[256];
    private long[] codes = new long[256];
    private int size;

    void clear() {
        size = 0;
    }

    double firstTime() {
        return size == 0 ? Double.POSITIVE_INFINITY : times[0];
    }

    long firstCode() {
        return codes[0];
    }

    void add(double time, long code) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            codes = Arrays.copyOf(codes, 2 * size);
        }
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) >> 2;
            if (before(times[parent], codes[parent], time, code)) {
                break;
            }
            times[i] = times[parent];
            codes[i] = codes[parent];
            i = parent;
        }
        times[i] = time;
        codes[i] = code;
    }

    void removeFirst() {
        int last = --size;
        double time = times[last];
        long code = codes[last];
        int i = 0;
        for (int child = 1; child < last; child = 4 * i + 1) {
            int best = child;
            int end = Math.min(child + 4, last);
            for (int c = child + 1; c < end; c++) {
                if (before(times[c], codes[c], times[best], codes[best])) {
                    best = c;
                }
            }
            if (before(time, code, times[best], codes[best])) {
                break;
            }
            times[i] = times[best];
            codes[i] = codes[best];
            i = best;
        }
        times[i] = time;
        codes[i] = code;
    }

    private static boolean before(double time, long code, double otherTime, long otherCode) {
        return time < otherTime || (time == otherTime && code <= otherCode);
    }
}
