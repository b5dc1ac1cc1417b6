/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

/** Lower bounds of the makespan that cost next to nothing. */
final class Bounds {

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

    /** For each pair of a head and a tail-after-finish: what must be done between them, at full capacity. */
    private static int work(Network net, int r) {
        int bound = 0;
        for (int a = 0; a < net.size; a++) {
            for (int b = 0; b < net.size; b++) {
                int from = net.head[a];
                int after = net.tail[b] - net.duration[b];
                long energy = 0;
                for (int i = 0; i < net.size; i++) {
                    if (net.head[i] >= from && net.tail[i] - net.duration[i] >= after) {
                        energy += (long) net.duration[i] * net.demand[i][r];
                    }
                }
                if (energy > 0) {
                    bound = (int) Math.max(bound, from + after + (energy + net.capacity[r] - 1) / net.capacity[r]);
                }
            }
        }
        return bound;
    }
}
