/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.TestScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run of one test on one node, or on several at once.
 *
 * @param id unique in its plan, for example {@code nic-loopback/su001-n03} or {@code pair-nccl/2/0017}
 * @param after the tasks that must have ended before this one starts
 * @param watts the most that its nodes draw together while it runs
 * @param expected how long it is meant to take
 * @param plannedStart when it starts if everything takes as long as expected
 */
public record Task(
        String id,
        String test,
        TestScope scope,
        List<String> nodes,
        List<String> after,
        long watts,
        Duration expected,
        Instant plannedStart) {

    public Task {
        nodes = List.copyOf(nodes);
        after = List.copyOf(after);
    }

    public Instant plannedEnd() {
        return plannedStart.plus(expected);
    }
}
