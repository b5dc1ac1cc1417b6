/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a planner of rounds must know; nodes by their place in the topology. */
interface Knowledge {

    double trouble(int node);

    int partners(int node);

    boolean met(int a, int b);

    /** Nothing is known but who has met. */
    static Knowledge onlyMet(Topology topology, List<PairTest> pairs) {
        Set<Long> met = new HashSet<>();
        for (PairTest p : pairs) {
            long a = topology.indexOf(p.a());
            long b = topology.indexOf(p.b());
            met.add(Math.min(a, b) << 32 | Math.max(a, b));
        }
        return new Knowledge() {
            @Override
            public double trouble(int node) {
                return 0;
            }

            @Override
            public int partners(int node) {
                return 0;
            }

            @Override
            public boolean met(int a, int b) {
                return met.contains((long) Math.min(a, b) << 32 | Math.max(a, b));
            }
        };
    }
}
