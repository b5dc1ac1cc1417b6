/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Duration;
import java.util.List;

/**
 * One attempt of one task, as it is handed to a launcher.
 *
 * @param campaign the campaign's id, letters, digits and dashes
 * @param task the task's id in the campaign's plan
 * @param attempt from 1
 * @param test the test's id in the test plan
 * @param plan the test plan's name; the node reads from it what the test is
 * @param tool what runs it: {@code built-in:NAME}, or a command line
 * @param nodes one for a node's own test, two for a pair, more for a group; the first one leads
 * @param expected how long it is meant to take
 * @param limit when the launcher or the node itself stops it; no workload outlives this
 */
public record TaskOrder(
        String campaign,
        String task,
        int attempt,
        String test,
        String plan,
        String tool,
        List<String> nodes,
        Duration expected,
        Duration limit) {

    public TaskOrder {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || attempt < 1) {
            throw new IllegalArgumentException("an order has nodes and an attempt from 1: " + task);
        }
    }

    /** The name of this attempt everywhere: {@code CAMPAIGN/TASK/ATTEMPT}. */
    public String key() {
        return campaign + "/" + task + "/" + attempt;
    }
}
