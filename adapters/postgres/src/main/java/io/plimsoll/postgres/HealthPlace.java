/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;

/**
 * A node as the health engine sees it.
 *
 * @param switches the switches that its cables lead to, by the plan
 * @param commitment that it is allocated to now; empty for none, and while others than automation have it out of service
 */
public record HealthPlace(
        String node, int gpus, String hall, String row, String rack, List<String> switches, String commitment) {

    public HealthPlace {
        switches = List.copyOf(switches);
    }
}
