/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import java.util.List;

/** The stages that a node usually goes through: cheap and local first, then what needs others. A plan may name its own. */
public final class Stages {

    public static final List<String> USUAL = List.of(
            "inventory",
            "passive-counters",
            "copy-bandwidth",
            "memory-bandwidth",
            "nvlink",
            "gemm-rate",
            "memory-patterns",
            "correctness-burn",
            "power-pulse",
            "thermal-soak",
            "nvswitch",
            "nic-loopback",
            "nic-bandwidth",
            "pairs",
            "groups",
            "fabric-burn",
            "storage",
            "training",
            "host");

    private Stages() {}
}
