/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import java.util.Arrays;

/** Serial schedule generation in both directions on one reused profile. Not for two threads. */
final class Generator {

    private final Network net;
    private final int words;
    private final long[] left;
    private final int[] bucket;
    private final int[] sorted;
    private int dirty;

    Generator(Network net) {
        this.net = net;
        this.words = net.words;
        this.left = new long[(net.horizon + 1) * words];
        this.bucket = new int[net.horizon + 2];
        this.sorted = new int[net.size];
        this.dirty = net.horizon + 1;
    }

    private void reset() {
        if (words == 1) {
            Arrays.fill(left, 0, dirty, net.full[0]);
        } else {
            for (int t = 0; t < dirty; t++) {
                System.arraycopy(net.full, 0, left, t * words, words);
            }
        }
        dirty = 0;
    }

    /** Starts each activity of the list as early as it can; gives the makespan. */
    int forward(int[] list, int[] start) {
        reset();
        int makespan = 0;
        for (int i : list) {
            int t = 0;
            int[] before = net.before[i];
            int[] delay = net.beforeDelay[i];
            for (int k = 0; k < before.length; k++) {
                t = Math.max(t, start[before[k]] + delay[k]);
            }
            int d = net.duration[i];
            t = fit(i, t, d);
            start[i] = t;
            makespan = Math.max(makespan, t + d);
            dirty = Math.max(dirty, t + d);
        }
        return makespan;
    }

    private int fit(int i, int from, int d) {
        int t = from;
        int end = t + d;
        if (words == 1) {
            long need = net.packed[i];
            if (need != 0) {
                for (int u = t; u < end; u++) {
                    if (((left[u] - need) & Network.SIGNS) != 0) {
                        t = u + 1;
                        end = t + d;
                    }
                }
                for (int u = t; u < end; u++) {
                    left[u] -= need;
                }
            }
            return t;
        }
        for (int u = t; u < end; u++) {
            if (!fits(i, u)) {
                t = u + 1;
                end = t + d;
            }
        }
        take(i, t, end);
        return t;
    }

    private boolean fits(int i, int u) {
        for (int w = 0; w < words; w++) {
            if (((left[u * words + w] - net.packed[i * words + w]) & Network.SIGNS) != 0) {
                return false;
            }
        }
        return true;
    }

    private void take(int i, int from, int end) {
        for (int u = from; u < end; u++) {
            for (int w = 0; w < words; w++) {
                left[u * words + w] -= net.packed[i * words + w];
            }
        }
    }

    /** Starts each activity of the list, the last first, as late as it can before {@code end}; gives the earliest start, negative if one does not fit. */
    int backward(int[] list, int[] start, int end) {
        dirty = Math.max(dirty, end);
        reset();
        dirty = end;
        int first = end;
        for (int i : list) {
            int d = net.duration[i];
            int t = end - d;
            int[] next = net.next[i];
            int[] delay = net.nextDelay[i];
            for (int k = 0; k < next.length; k++) {
                t = Math.min(t, start[next[k]] - delay[k]);
            }
            t = fitBack(i, t, d);
            if (t < 0) {
                return t;
            }
            start[i] = t;
            first = Math.min(first, t);
        }
        return first;
    }

    /** The latest start of at most {@code from} at which the activity fits; negative for none. */
    private int fitBack(int i, int from, int d) {
        int t = from;
        if (words == 1) {
            long need = net.packed[i];
            if (need != 0) {
                for (int u = t + d - 1; u >= t && t >= 0; u--) {
                    if (((left[u] - need) & Network.SIGNS) != 0) {
                        t = u - d;
                    }
                }
                for (int u = Math.max(0, t); u < t + d; u++) {
                    left[u] -= need;
                }
            }
            return t;
        }
        for (int u = t + d - 1; u >= t && t >= 0; u--) {
            if (!fits(i, u)) {
                t = u - d;
            }
        }
        take(i, Math.max(0, t), t + d);
        return t;
    }

    /** Activities by start, earliest first; ties as the links ask. No start is after {@code end}. */
    void byStart(int[] start, int end, int[] list) {
        sort(start, end, false);
        System.arraycopy(sorted, 0, list, 0, list.length);
    }

    /** Activities by finish, latest first, for going backward. No finish is after {@code end}. */
    void byFinishBack(int[] start, int end, int[] list) {
        sort(start, end, net.finishToStart);
        for (int k = 0; k < sorted.length; k++) {
            list[k] = sorted[sorted.length - 1 - k];
        }
    }

    private void sort(int[] start, int end, boolean byFinish) {
        Arrays.fill(bucket, 0, end + 2, 0);
        for (int i = 0; i < net.size; i++) {
            bucket[start[i] + (byFinish ? net.duration[i] : 0) + 1]++;
        }
        for (int t = 1; t <= end; t++) {
            bucket[t] += bucket[t - 1];
        }
        for (int i : net.order) {
            sorted[bucket[start[i] + (byFinish ? net.duration[i] : 0)]++] = i;
        }
    }
}
