/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import java.util.List;

/**
 * How a test of several nodes is laid out over the campaign's nodes.
 *
 * @param rounds how many times each node meets another partner; 1 for tests of one node
 * @param groups the rungs of the group ladder, smallest first: a number of nodes, {@code pod} or {@code all}; empty for other
 *     scopes
 */
public record Arrangement(int rounds, List<String> groups) {

    public static final Arrangement ONCE = new Arrangement(1, List.of());

    public static final String POD = "pod";
    public static final String ALL = "all";

    public Arrangement {
        groups = List.copyOf(groups);
    }
}
