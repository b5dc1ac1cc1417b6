/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingPlanTest {

    private final FabricPlan plan = new FabricPlan(
            "hall-1",
            "",
            Map.of(),
            List.of(),
            List.of(cable("n1", "leaf"), cable("n2", "leaf"), cable("leaf", "spine")));

    @Test
    void aCableIsExpectedOnlyWhereBothItsDevicesStand() {
        assertThat(states(Set.of("n1", "leaf")))
                .containsExactly(
                        PlannedCable.State.CONNECTED, PlannedCable.State.RESERVED, PlannedCable.State.RESERVED);
    }

    @Test
    void aDeviceThatNamesItselfInTheDumpStands() {
        assertThat(states(Set.of("n1", "leaf"), "MF0;spine:MQM9700/U1", "n2 mlx5_0"))
                .containsOnly(PlannedCable.State.CONNECTED);
    }

    @Test
    void whatNobodySignsOffIsAlwaysExpected() {
        FabricPlan withStorage = new FabricPlan(
                "site",
                "",
                java.util.Map.of(),
                List.of(new PlannedDevice("storage", DeviceKind.OTHER, "NAS", 0, 0, 0, 0, Location.UNKNOWN)),
                List.of(cable("storage", "leaf")));
        ObservedFabric nothing = new ObservedFabric("dump", "ibnetdiscover", "", List.of(), List.of());
        assertThat(StandingPlan.of(withStorage, Set.of("leaf"), nothing).cables())
                .extracting(PlannedCable::state)
                .containsExactly(PlannedCable.State.CONNECTED);
    }

    private List<PlannedCable.State> states(Set<String> installed, String... descriptions) {
        List<ObservedFabric.ObservedDevice> devices = java.util.Arrays.stream(descriptions)
                .map(d -> new ObservedFabric.ObservedDevice(DeviceKind.OTHER, "", "", d, 0, 1))
                .toList();
        ObservedFabric seen = new ObservedFabric("dump", "ibnetdiscover", "", devices, List.of());
        return StandingPlan.of(plan, installed, seen).cables().stream()
                .map(PlannedCable::state)
                .toList();
    }

    private static PlannedCable cable(String a, String b) {
        return PlannedCable.between(a + "-" + b, new PortRef(a, "1"), new PortRef(b, "1"));
    }
}
