/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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

    private static final String BUILT_IN = "built-in:";

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

    /**
     * What the shell of a node runs: the command line itself, or for a built-in test the site's way to run one.
     *
     * @param builtIn a command line in which {@code {name}}, {@code {test}} and {@code {plan}} are replaced
     * @param quote makes a word that the shell takes literally
     */
    public String commandLine(String builtIn, UnaryOperator<String> quote) {
        if (!tool.startsWith(BUILT_IN)) {
            return tool;
        }
        return builtIn.replace("{name}", quote.apply(tool.substring(BUILT_IN.length())))
                .replace("{test}", quote.apply(test))
                .replace("{plan}", quote.apply(plan));
    }

    /** What a command finds in its environment, beside {@code PLIMSOLL_NODE} and {@code PLIMSOLL_RANK} of its own node. */
    public Map<String, String> environment() {
        Map<String, String> words = new TreeMap<>();
        words.put("PLIMSOLL_CAMPAIGN", campaign);
        words.put("PLIMSOLL_TASK", task);
        words.put("PLIMSOLL_ATTEMPT", Integer.toString(attempt));
        words.put("PLIMSOLL_TEST", test);
        words.put("PLIMSOLL_PLAN", plan);
        words.put("PLIMSOLL_SECONDS", Long.toString(Math.max(1, expected.toSeconds())));
        words.put("PLIMSOLL_LEADER", nodes.getFirst());
        words.put("PLIMSOLL_NODES", String.join(",", nodes));
        return words;
    }
}
