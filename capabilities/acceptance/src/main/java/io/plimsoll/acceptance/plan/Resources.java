/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of a test takes from the node and from the hall.
 *
 * @param wattsPerNode the most that the test draws on one node; 0 for no more than idle; empty for the node's full power,
 *     which is the safe reading where nothing says less
 * @param exclusive whether no other test may run on the node at the same time
 * @param coolDown how long the node rests after the test before anything else starts on it
 * @param notAfter tests that disturb this one if it follows at once, and how long after their end it may start; another test
 *     in between takes the mark away
 */
public record Resources(
        OptionalInt wattsPerNode, boolean exclusive, Duration coolDown, SortedMap<String, Duration> notAfter) {

    /** Full power, nothing beside it, no rest. */
    public static final Resources WORST_CASE =
            new Resources(OptionalInt.empty(), true, Duration.ZERO, new TreeMap<>(Map.of()));

    public Resources {
        notAfter = Collections.unmodifiableSortedMap(new TreeMap<>(notAfter));
    }

    /** What the test adds up to on a node, in watts; never less than the node draws when idle. */
    public int wattsOn(int nodeWatts, int idleWatts) {
        return Math.max(idleWatts, wattsPerNode.orElse(nodeWatts));
    }
}
