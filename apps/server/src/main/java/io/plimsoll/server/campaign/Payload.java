/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.postgres.RunStart;
import io.plimsoll.postgres.TestOutcome;
import java.util.List;

/** What is to be kept with the end of an attempt, if it counts. */
sealed interface Payload {

    /** Nothing but the event. */
    record None() implements Payload {}

    /**
     * A node said what it is made of, and the record agrees: its run begins.
     *
     * @param without tests that it does not have
     */
    record Begins(String node, RunStart run, List<String> without) implements Payload {}

    /**
     * A result of a test.
     *
     * @param node whose log it is
     * @param run the node's run; 0 where it has none
     */
    record Measured(String node, long run, TestOutcome outcome) implements Payload {}
}
