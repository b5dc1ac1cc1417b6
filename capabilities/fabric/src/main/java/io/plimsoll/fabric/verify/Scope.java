/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.read.ObservedFormat;

/**
 * Which planned cables a dump can tell about. A walk of a subnet tells about every island of the plan that it reached; neighbour tables
 * tell about the hosts that were asked.
 */
final class Scope {

    private final PlanIndex plan;
    private final int[] island;

    private Scope(PlanIndex plan) {
        this.plan = plan;
        this.island = new int[plan.devices];
        for (int d = 0; d < island.length; d++) {
            island[d] = d;
        }
    }

    /** What is to be expected at each port: the plan, without the cables that the dump cannot tell about. */
    static int[] expected(PlanIndex plan, Wiring wiring) {
        boolean neighbours = wiring.seen.fabric.format().equals(ObservedFormat.LLDP_JSON.id());
        return neighbours ? askedHosts(plan, wiring) : new Scope(plan).islands(wiring);
    }

    private static int[] askedHosts(PlanIndex plan, Wiring wiring) {
        boolean[] asked = new boolean[plan.devices];
        for (var link : wiring.seen.fabric.links()) {
            mark(asked, wiring.identity.device[link.a()]);
            if (link.bothEnds()) {
                mark(asked, wiring.identity.device[link.b()]);
            }
        }
        int[] expected = plan.expected.clone();
        for (int p = 0; p < plan.ports; p++) {
            int far = plan.expected[p];
            if (far >= 0 && !asked[plan.portDevice[p]] && !asked[plan.portDevice[far]]) {
                expected[p] = -1;
            }
        }
        return expected;
    }

    private static void mark(boolean[] asked, int device) {
        if (device >= 0) {
            asked[device] = true;
        }
    }

    private int[] islands(Wiring wiring) {
        for (int p = 0; p < plan.ports; p++) {
            int far = plan.expected[p];
            if (far > p) {
                island[root(plan.portDevice[p])] = root(plan.portDevice[far]);
            }
        }
        boolean[] reached = new boolean[plan.devices];
        for (int p = 0; p < wiring.ports; p++) {
            int device = wiring.deviceAt(p);
            if (device >= 0 && wiring.peer[p] >= 0) {
                reached[root(device)] = true;
            }
        }
        int[] expected = plan.expected.clone();
        for (int p = 0; p < plan.ports; p++) {
            if (expected[p] >= 0 && !reached[root(plan.portDevice[p])]) {
                expected[p] = -1;
            }
        }
        return expected;
    }

    private int root(int device) {
        int at = device;
        while (island[at] != at) {
            island[at] = island[island[at]];
            at = island[at];
        }
        return at;
    }
}
