/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

import java.util.List;
import java.util.Map;

/**
 * Which port is to be joined to which. Immutable; {@code io.plimsoll.fabric.plan.PlanLinter} says whether it makes sense.
 *
 * @param name the fabric's name, for example {@code hall-1 compute}
 * @param template the wiring law it was made from, empty for a plan read from a file
 * @param parameters the law's parameters, in the order they were given
 */
public record FabricPlan(
        String name,
        String template,
        Map<String, String> parameters,
        List<PlannedDevice> devices,
        List<PlannedCable> cables) {

    public FabricPlan {
        devices = List.copyOf(devices);
        cables = List.copyOf(cables);
    }
}
