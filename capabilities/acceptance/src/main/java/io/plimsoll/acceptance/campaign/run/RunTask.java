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
        Duration coolDown) {
    public RunTask {
        nodes = List.copyOf(nodes);
        after = List.copyOf(after);
        needs = List.copyOf(needs);
    }
}
