/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

/**
 * A node or switch that the plan asks for.
 *
 * @param name unique in the plan
 * @param model what is ordered, for example {@code DGX-B200} or {@code QM9700}
 * @param tier 0 for nodes, 1 leaf, 2 spine, 3 core
 * @param scalableUnit the scalable unit, counted from 1; 0 for what belongs to none
 * @param rail the rail of a leaf, counted from 1; 0 for what has none
 * @param gpus how many GPUs the device holds; 0 for switches
 */
public record PlannedDevice(
        String name,
        DeviceKind kind,
        String model,
        int tier,
        int scalableUnit,
        int rail,
        int gpus,
        Location location) {}
