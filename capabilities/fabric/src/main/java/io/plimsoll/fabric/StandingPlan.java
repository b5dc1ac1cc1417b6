/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a plan that can be there already while a site comes up: a cable is expected only once both its devices
 * stand. All others are kept dark, so that what has not been racked yet gives no repair order.
 */
public final class StandingPlan {

    private StandingPlan() {}

    /**
     * The plan with the cables of absent devices RESERVED. Nobody signs off what is neither node nor switch, so that always
     * counts as standing.
     *
     * @param installed names of the devices that the record says stand in their racks
     * @param seen a dump; a device that calls itself by its planned name stands too, whether or not it was signed off
     */
    public static FabricPlan of(FabricPlan plan, Set<String> installed, ObservedFabric seen) {
        Set<String> standing = new HashSet<>(installed);
        plan.devices().stream()
                .filter(d -> d.kind() == DeviceKind.OTHER)
                .map(PlannedDevice::name)
                .forEach(standing::add);
        for (ObservedFabric.ObservedDevice device : seen.devices()) {
            standing.addAll(List.of(device.description().split("[;: ]")));
        }
        List<PlannedCable> cables = plan.cables().stream()
                .map(c -> standing.contains(c.a().device()) && standing.contains(c.b().device()) ? c : reserved(c))
                .toList();
        return new FabricPlan(plan.name(), plan.template(), plan.parameters(), plan.devices(), cables);
    }

    private static PlannedCable reserved(PlannedCable c) {
        return new PlannedCable(
                c.id(),
                c.a(),
                c.b(),
                PlannedCable.State.RESERVED,
                c.lengthDecimetres(),
                c.media(),
                c.speed(),
                c.labelA(),
                c.labelB(),
                c.colour(),
                c.bundle(),
                c.installOrder());
    }
}
