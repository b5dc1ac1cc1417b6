/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.check;

import java.util.Arrays;

/** Pending events by time: a binary heap over primitive arrays. */
final class EventHeap {

    private double[] time = new double[64];
    private int[] what = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    double firstTime() {
        return size == 0 ? Double.POSITIVE_INFINITY : time[0];
    }

    void add(double at, int event) {
        if (size == time.length) {
            time = Arrays.copyOf(time, size * 2);
            what = Arrays.copyOf(what, size * 2);
        }
        int i = size++;
        while (i > 0 && time[(i - 1) / 2] > at) {
            time[i] = time[(i - 1) / 2];
            what[i] = what[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        time[i] = at;
        what[i] = event;
    }

    /** Takes the first event out. */
    int take() {
        int first = what[0];
        size--;
        double at = time[size];
        int event = what[size];
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && time[child + 1] < time[child]) {
                child++;
            }
            if (time[child] >= at) {
                break;
            }
            time[i] = time[child];
            what[i] = what[child];
            i = child;
        }
        time[i] = at;
        what[i] = event;
        return first;
    }
}
