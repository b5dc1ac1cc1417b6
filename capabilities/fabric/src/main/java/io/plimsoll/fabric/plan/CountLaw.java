/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.plan.LintNote.Severity;
import io.plimsoll.model.BadInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a plan against the published counts of its template. */
final class CountLaw {

    private static final String[] TIERS = {"nodes", "leaf", "spine", "core"};

    private CountLaw() {}

    @FunctionalInterface
    interface Notes {
        void add(Severity severity, String rule, String where, String message);
    }

    static void check(FabricPlan plan, Template template, Notes notes) {
        Map<String, Long> law;
        try {
            law = FabricDesigner.counts(template, request(plan));
        } catch (BadInputException | NumberFormatException e) {
            notes.add(
                    Severity.FATAL,
                    "count-law",
                    "plan",
                    "its parameters do not fit " + template + ": " + e.getMessage());
            return;
        }
        Map<String, Long> seen = counts(plan, PlannedCable.State.values());
        FabricDesigner.legs(template).forEach((group, legs) -> {
            // a law counts what is ordered: several legs may be one cable
            seen.computeIfPresent(group, (g, n) -> Math.ceilDiv(n, (long) legs));
        });
        law.forEach((what, expected) -> {
            long found = seen.getOrDefault(what, 0L);
            if (found != expected) {
                notes.add(
                        Severity.FATAL,
                        "count-law",
                        what,
                        "the plan has " + found + ", the law of " + template + " says " + expected);
            }
        });
    }

    private static DesignRequest request(FabricPlan plan) {
        Map<String, Long> parameters = new HashMap<>();
        long gpus = 0;
        for (Map.Entry<String, String> entry : plan.parameters().entrySet()) {
            long value = Long.parseLong(entry.getValue());
            if (entry.getKey().equals("gpus")) {
                gpus = value;
            } else {
                parameters.put(entry.getKey(), value);
            }
        }
        return new DesignRequest(plan.name(), gpus, parameters, Optional.empty());
    }

    /** Devices by tier, and cables of the given states by the tiers that they join. */
    static Map<String, Long> counts(FabricPlan plan, PlannedCable.State... states) {
        List<PlannedCable.State> wanted = List.of(states);
        Map<String, Long> counts = new HashMap<>();
        Map<String, String> groups = new HashMap<>();
        for (PlannedDevice device : plan.devices()) {
            boolean slot = device.model().equals(FabricDesigner.RESERVED_SLOT);
            if (device.kind() == DeviceKind.NODE) {
                counts.merge("nodes", 1L, Long::sum);
            } else if (device.kind() == DeviceKind.SWITCH && device.tier() > 0 && device.tier() < TIERS.length) {
                counts.merge(TIERS[device.tier()], 1L, Long::sum);
            }
            String group = device.kind() == DeviceKind.SWITCH
                    ? device.tier() < TIERS.length ? TIERS[device.tier()] : "switch"
                    : device.kind() == DeviceKind.NODE || slot
                            ? "node"
                            : device.model().toLowerCase(java.util.Locale.ROOT);
            groups.put(device.name(), group);
        }
        for (PlannedCable cable : plan.cables()) {
            if (!wanted.contains(cable.state())) {
                continue;
            }
            String a = groups.getOrDefault(cable.a().device(), "");
            String b = groups.getOrDefault(cable.b().device(), "");
            counts.merge(a + "-" + b, 1L, Long::sum);
            if (!a.equals(b)) {
                counts.merge(b + "-" + a, 1L, Long::sum);
            }
        }
        return counts;
    }
}
