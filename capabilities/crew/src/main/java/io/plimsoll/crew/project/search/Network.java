/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.crew.project.Project.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A project as plain arrays, with its heads and tails. Four resources share one word: a demand and what is left at a time are 16-bit
 * fields of a long, and one subtraction tells whether all four fit.
 */
final class Network {

    /** The top bit of each field; set after a subtraction if that field did not suffice. */
    static final long SIGNS = 0x8000_8000_8000_8000L;

    final int size;
    final int words;
    final int[] duration;
    final int[][] demand;
    final int[] capacity;
    /** Packed demand of activity i in word w at {@code i * words + w}. */
    final long[] packed;
    /** Packed capacity. */
    final long[] full;

    final int[][] next;
    final int[][] nextDelay;
    final int[][] before;
    final int[][] beforeDelay;
    /** Activities so that each stands after all before it. */
    final int[] order;
    /** The place of each activity in that order. */
    final int[] rank;
    /** Earliest start with links alone. */
    final int[] head;
    /** The least time from an activity's start to the end of the project. */
    final int[] tail;
    /** The sum of durations and lags: no schedule need be longer. */
    final int horizon;
    /** Whether each link waits for the finish of its first activity. */
    final boolean finishToStart;

    Network(Project project) {
        size = project.size();
        int resources = project.resources().size();
        words = Math.max(1, (resources + 3) / 4);
        duration = new int[size];
        demand = new int[size][resources];
        capacity = new int[resources];
        packed = new long[size * words];
        full = new long[words];
        for (int r = 0; r < resources; r++) {
            capacity[r] = project.resources().get(r).capacity();
            full[r / 4] |= (long) capacity[r] << (16 * (r % 4));
        }
        List<List<int[]>> back = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            back.add(new ArrayList<>());
        }
        next = new int[size][];
        nextDelay = new int[size][];
        long all = 0;
        boolean plain = true;
        for (int i = 0; i < size; i++) {
            Activity a = project.activities().get(i);
            duration[i] = a.duration();
            all += a.duration();
            for (int r = 0; r < resources; r++) {
                demand[i][r] = a.duration() == 0 ? 0 : a.demands().get(r);
                packed[i * words + r / 4] |= (long) demand[i][r] << (16 * (r % 4));
            }
            next[i] = new int[a.links().size()];
            nextDelay[i] = new int[next[i].length];
            for (int k = 0; k < next[i].length; k++) {
                Link link = a.links().get(k);
                next[i][k] = link.to();
                nextDelay[i][k] = link.delay();
                all += Math.max(0, link.delay() - a.duration());
                plain &= link.delay() >= a.duration();
                back.get(link.to()).add(new int[] {i, link.delay()});
            }
        }
        horizon = Math.toIntExact(all);
        finishToStart = plain;
        before = new int[size][];
        beforeDelay = new int[size][];
        for (int i = 0; i < size; i++) {
            before[i] = back.get(i).stream().mapToInt(b -> b[0]).toArray();
            beforeDelay[i] = back.get(i).stream().mapToInt(b -> b[1]).toArray();
        }
        order = sorted();
        rank = new int[size];
        head = new int[size];
        tail = new int[size];
        measure();
    }

    private int[] sorted() {
        int[] open = new int[size];
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < size; i++) {
            open[i] = before[i].length;
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        int[] out = new int[size];
        int n = 0;
        while (!ready.isEmpty()) {
            int i = ready.remove();
            out[n++] = i;
            for (int j : next[i]) {
                if (--open[j] == 0) {
                    ready.add(j);
                }
            }
        }
        if (n < size) {
            throw new IllegalArgumentException("the links run in a circle");
        }
        return out;
    }

    private void measure() {
        for (int k = 0; k < size; k++) {
            int i = order[k];
            rank[i] = k;
            for (int p = 0; p < next[i].length; p++) {
                int j = next[i][p];
                head[j] = Math.max(head[j], head[i] + nextDelay[i][p]);
            }
        }
        for (int k = size - 1; k >= 0; k--) {
            int i = order[k];
            tail[i] = duration[i];
            for (int p = 0; p < next[i].length; p++) {
                tail[i] = Math.max(tail[i], nextDelay[i][p] + tail[next[i][p]]);
            }
        }
    }
}
