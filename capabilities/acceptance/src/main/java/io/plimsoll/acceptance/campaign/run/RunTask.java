/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Duration;
import java.util.List;

/**
 * A task as the running campaign needs it.
 *
 * @param nodes where it runs; the first one leads
 * @param after tasks that must have come to an end, good or bad, before it starts
 * @param needs tasks that must have ended in a way that lets it go on; otherwise it is cancelled
 * @param wattsPerNode what it draws on each of its nodes
 * @param coolDown how long its nodes rest after it
 * @param limit after this its workload is stopped; no workload outlives it
 * @param decision nothing is started for it: it stands for a verdict that several tests give together, and ends when that is
 *     decided
 */
public record RunTask(
        String id,
        String test,
        List<String> nodes,
        List<String> after,
        List<String> needs,
        long wattsPerNode,
        Duration expected,
        Duration limit,
        Duration coolDown,
        boolean decision) {

    /** A workload. */
    public RunTask(
            String id,
            String test,
            List<String> nodes,
            List<String> after,
            List<String> needs,
            long wattsPerNode,
            Duration expected,
            Duration limit,
            Duration coolDown) {
        this(id, test, nodes, after, needs, wattsPerNode, expected, limit, coolDown, false);
    }

    /** The verdict of one node in a test of several nodes. */
    public static RunTask decision(String id, String test, String node, List<String> after, List<String> needs) {
        return new RunTask(id, test, List.of(node), after, needs, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, true);
    }

    public RunTask {
        nodes = List.copyOf(nodes);
        after = List.copyOf(after);
        needs = List.copyOf(needs);
    }
}
