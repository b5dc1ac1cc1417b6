/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The symmetric difference of two matchings over the same ports: what is planned and not seen, what is seen and not planned. Every
 * port has at most one of each, so it falls apart into alternating cycles and paths; each is repaired by itself.
 */
final class Difference {

    private Difference() {}

    /**
     * One alternating cycle or path.
     *
     * @param ports the ports along it
     * @param startsPlanned whether the first step, from {@code ports[0]} to {@code ports[1]}, is a planned cable; the steps alternate
     * @param cycle whether the last port is joined to the first; the ports of a cycle start with a planned step
     */
    @SuppressWarnings(
            "ArrayRecordComponent") // two are equal only if they are the same one, which is what maps of them need
    record Component(int[] ports, boolean startsPlanned, boolean cycle) {

        int planned() {
            int steps = cycle ? ports.length : ports.length - 1;
            return startsPlanned ? (steps + 1) / 2 : steps / 2;
        }

        int seen() {
            return (cycle ? ports.length : ports.length - 1) - planned();
        }
    }

    static List<Component> of(int[] expected, int[] peer, int ports) {
        List<Component> out = new ArrayList<>();
        boolean[] done = new boolean[ports];
        for (int p = 0; p < ports; p++) {
            if (!done[p] && differs(expected, peer, p) && isEnd(expected, peer, p)) {
                out.add(walk(expected, peer, p, done, false));
            }
        }
        for (int p = 0; p < ports; p++) {
            if (!done[p] && differs(expected, peer, p)) {
                out.add(walk(expected, peer, p, done, true));
            }
        }
        return out;
    }

    private static int planned(int[] expected, int p) {
        return p < expected.length ? expected[p] : -1;
    }

    private static boolean differs(int[] expected, int[] peer, int p) {
        return planned(expected, p) != peer[p];
    }

    private static boolean isEnd(int[] expected, int[] peer, int p) {
        return planned(expected, p) < 0 || peer[p] < 0;
    }

    private static Component walk(int[] expected, int[] peer, int from, boolean[] done, boolean cycle) {
        int[] ports = new int[4];
        int n = 0;
        boolean startsPlanned = planned(expected, from) >= 0;
        boolean plannedStep = startsPlanned;
        int at = from;
        while (at >= 0 && !done[at]) {
            done[at] = true;
            if (n == ports.length) {
                ports = Arrays.copyOf(ports, n * 2);
            }
            ports[n++] = at;
            at = plannedStep ? planned(expected, at) : peer[at];
            plannedStep = !plannedStep;
        }
        return new Component(Arrays.copyOf(ports, n), startsPlanned, cycle);
    }
}
