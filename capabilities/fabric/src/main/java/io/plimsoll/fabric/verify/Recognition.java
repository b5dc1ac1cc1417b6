/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.verify.Identity.How;
import java.util.HashMap;
import java.util.Map;

/**
 * Who the devices of a dump are in a plan, without judging cables: what a search for the right plan needs.
 *
 * @param linksSeen links of the dump that are cables
 * @param linksFit of these, how many join the ports that the plan joins
 * @param linksPlanned cables that the plan asks for now
 * @param named how many observed devices carry a name of the plan
 * @param names for each planned device that was recognised by other means than its name, what it calls itself
 * @param adapters for each planned adapter likewise, what it calls itself
 * @param dark planned nodes of which nothing was seen, in the order of the plan
 */
public record Recognition(
        int linksSeen,
        int linksFit,
        int linksPlanned,
        int named,
        Map<String, String> names,
        Map<PortRef, String> adapters,
        java.util.List<String> dark) {

    /** Recognises what can be recognised. */
    public static Recognition of(FabricPlan plan, ObservedFabric observed) {
        PlanIndex index = new PlanIndex(plan);
        ObservedIndex seen = new ObservedIndex(observed);
        Identity identity = new Identifier(index, seen).identify();
        Wiring wiring = new Wiring(index, seen, identity);
        int fit = 0;
        int planned = 0;
        for (int p = 0; p < index.ports; p++) {
            int far = index.expected[p];
            if (far > p) {
                planned++;
                fit += wiring.peer[p] == far ? 1 : 0;
            }
        }
        int links = (int) observed.links().stream().filter(seen::isCable).count();
        Map<String, String> names = new HashMap<>();
        Map<PortRef, String> adapters = new HashMap<>();
        int named = 0;
        for (int o = 0; o < seen.devices; o++) {
            if (identity.how[o] == How.NAME) {
                named++;
            } else if (identity.how[o] == How.FOREIGN_NAME) {
                tell(index, seen, identity, o, names, adapters);
            }
        }
        return new Recognition(links, fit, planned, named, names, adapters, dark(index, wiring));
    }

    private static void tell(
            PlanIndex index,
            ObservedIndex seen,
            Identity identity,
            int o,
            Map<String, String> names,
            Map<PortRef, String> adapters) {
        String description = seen.device(o).description();
        if (identity.device[o] >= 0) {
            names.put(index.deviceAt(identity.device[o]).name(), Names.ofSwitch(description));
            return;
        }
        int port = identity.port[o];
        Names.HostAndAdapter who = Names.split(description);
        String device = index.deviceAt(index.portDevice[port]).name();
        names.put(device, who.host());
        adapters.put(new PortRef(device, index.portName[port]), who.adapter());
    }

    private static java.util.List<String> dark(PlanIndex index, Wiring wiring) {
        boolean[] up = new boolean[index.devices];
        boolean[] wanted = new boolean[index.devices];
        for (int p = 0; p < index.ports; p++) {
            up[index.portDevice[p]] |= wiring.peer[p] >= 0;
            wanted[index.portDevice[p]] |= index.expected[p] >= 0;
        }
        java.util.List<String> dark = new java.util.ArrayList<>();
        for (int d = 0; d < index.devices; d++) {
            if (wanted[d] && !up[d] && index.deviceAt(d).kind() == DeviceKind.NODE) {
                dark.add(index.deviceAt(d).name());
            }
        }
        return dark;
    }
}
