/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import java.util.Arrays;

/** Lower bounds of the makespan that cost next to nothing. */
final class Bounds {

    private static final int MARKS_MAX = 64;

    private Bounds() {}

    /** The longest path, and the work of each resource between any head and any tail. */
    static int of(Network net) {
        int bound = 0;
        for (int i = 0; i < net.size; i++) {
            bound = Math.max(bound, net.head[i] + net.tail[i]);
        }
        for (int r = 0; r < net.capacity.length; r++) {
            bound = Math.max(bound, work(net, r));
        }
        return bound;
    }

    /** For pairs of a head and a tail-after-finish, at most {@link #MARKS_MAX} of each: what must be done between them, at full capacity. */
    private static int work(Network net, int r) {
        int[] heads = marks(net.head);
        int[] after = new int[net.size];
        Arrays.setAll(after, i -> net.tail[i] - net.duration[i]);
        int bound = 0;
        for (int from : heads) {
            for (int rest : marks(after)) {
                long energy = 0;
                for (int i = 0; i < net.size; i++) {
                    if (net.head[i] >= from && after[i] >= rest) {
                        energy += (long) net.duration[i] * net.demand[i][r];
                    }
                }
                if (energy > 0) {
                    bound = (int) Math.max(bound, from + rest + (energy + net.capacity[r] - 1) / net.capacity[r]);
                }
            }
        }
        return bound;
    }

    private static int[] marks(int[] values) {
        int[] distinct = Arrays.stream(values).distinct().sorted().toArray();
        if (distinct.length <= MARKS_MAX) {
            return distinct;
        }
        int[] some = new int[MARKS_MAX];
        for (int k = 0; k < MARKS_MAX; k++) {
            some[k] = distinct[(int) ((long) k * distinct.length / MARKS_MAX)];
        }
        return some;
    }
}
