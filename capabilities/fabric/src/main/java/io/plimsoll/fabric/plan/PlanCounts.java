/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Template;
import java.util.Map;
import java.util.Optional;

/**
 * A plan in eight numbers.
 *
 * @param cables cables as they are ordered, to be there now
 * @param links port-to-port legs, to be there now; more than {@code cables} where one cable has several legs
 * @param reserved legs whose ports stay dark
 */
public record PlanCounts(
        long gpus, long nodes, long leaf, long spine, long core, long cables, long links, long reserved) {

    /** Counts a plan; the template says how many legs one cable has. */
    public static PlanCounts of(FabricPlan plan, Optional<Template> template) {
        long gpus = 0;
        long[] tiers = new long[4];
        for (PlannedDevice device : plan.devices()) {
            gpus += device.gpus();
            if (device.kind() == DeviceKind.NODE) {
                tiers[0]++;
            } else if (device.kind() == DeviceKind.SWITCH && device.tier() > 0 && device.tier() < tiers.length) {
                tiers[device.tier()]++;
            }
        }
        long links = plan.cables().stream()
                .filter(c -> c.state() == PlannedCable.State.CONNECTED)
                .count();
        long cables = links;
        Map<String, Integer> legs = template.map(FabricDesigner::legs).orElse(Map.of());
        if (legs.values().stream().anyMatch(n -> n > 1)) {
            Map<String, Long> groups = CountLaw.counts(plan, PlannedCable.State.CONNECTED);
            cables = 0;
            for (Map.Entry<String, Integer> group : legs.entrySet()) {
                cables += Math.ceilDiv(groups.getOrDefault(group.getKey(), 0L), (long) group.getValue());
            }
        }
        return new PlanCounts(
                gpus,
                tiers[0],
                tiers[1],
                tiers[2],
                tiers[3],
                cables,
                links,
                plan.cables().size() - links);
    }
}
