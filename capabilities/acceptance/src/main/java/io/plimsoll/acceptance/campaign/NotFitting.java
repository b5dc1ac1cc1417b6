/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a request asked for and its limits do not allow.
 *
 * @param planned whether it is in the plan all the same: a required test is never dropped, it then ends too late
 * @param nodes the nodes that go without it, or get it too late
 * @param late how long after the deadline the last of it would end; zero where time is not the reason
 * @param expectedBadNodes how many bad nodes leaving it out is expected to let through; empty where no source says
 */
public record NotFitting(
        String test,
        String title,
        boolean required,
        boolean planned,
        List<String> nodes,
        String reason,
        Duration late,
        OptionalDouble expectedBadNodes) {

    public NotFitting {
        nodes = List.copyOf(nodes);
    }
}
