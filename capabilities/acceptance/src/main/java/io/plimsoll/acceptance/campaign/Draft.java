/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.PlannedTest;

/** A task before it has a time. Positions instead of names: a campaign has some hundred thousand of them. */
final class Draft {

    private final String id;
    private final PlannedTest test;
    private final int[] nodes;
    private final int[] after;
    private final long watts;
    private final long seconds;

    /**
     * @param nodes positions in the request's nodes, in their order; not changed afterwards
     * @param after positions in the list of drafts, each below this draft's own; not changed afterwards
     * @param watts the most that the nodes draw together
     * @param seconds how long it takes, the longest of its nodes
     */
    Draft(String id, PlannedTest test, int[] nodes, int[] after, long watts, long seconds) {
        this.id = id;
        this.test = test;
        this.nodes = nodes;
        this.after = after;
        this.watts = watts;
        this.seconds = seconds;
    }

    String id() {
        return id;
    }

    PlannedTest test() {
        return test;
    }

    int[] nodes() {
        return nodes;
    }

    int[] after() {
        return after;
    }

    long watts() {
        return watts;
    }

    long seconds() {
        return seconds;
    }
}
