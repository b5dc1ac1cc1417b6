/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the topology file of ibutils and ibdiagnet, each cable at both of its ends. Carries ends, models and InfiniBand
 * speeds; reserved cables are left out, because a checker would report their dark ports.
 */
final class TopoWriter {

    private TopoWriter() {}

    static void write(FabricPlan plan, Writer out) throws IOException {
        Map<String, PlannedDevice> devices = new HashMap<>();
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (PlannedDevice device : plan.devices()) {
            devices.put(device.name(), device);
            sections.put(device.name(), new ArrayList<>());
        }
        for (PlannedCable cable : plan.cables()) {
            if (cable.state() == PlannedCable.State.CONNECTED) {
                connection(cable.a(), cable.b(), cable.speed(), devices, sections);
                connection(cable.b(), cable.a(), cable.speed(), devices, sections);
            }
        }
        for (Map.Entry<String, List<String>> section : sections.entrySet()) {
            if (section.getValue().isEmpty()) {
                continue;
            }
            out.write(model(devices, section.getKey()) + " " + word(section.getKey()) + "\n");
            for (String line : section.getValue()) {
                out.write(line);
            }
            out.write('\n');
        }
    }

    private static void connection(
            PortRef near,
            PortRef far,
            String speed,
            Map<String, PlannedDevice> devices,
            Map<String, List<String>> sections) {
        sections.computeIfAbsent(near.device(), d -> new ArrayList<>())
                .add("    " + port(near) + " " + arrow(speed) + " " + model(devices, far.device()) + " "
                        + word(far.device()) + " " + port(far) + "\n");
    }

    private static String arrow(String speed) {
        int x = speed.indexOf('x');
        String lane = x < 0 ? "" : TopoReader.lane(speed.substring(x + 1));
        return lane.isEmpty() ? "->" : "-" + speed.substring(0, x + 1) + "-" + lane + "G->";
    }

    private static String port(PortRef end) {
        boolean number = !end.port().isEmpty() && end.port().chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? "P" + end.port() : word(end.port()) + "/P1";
    }

    private static String model(Map<String, PlannedDevice> devices, String device) {
        PlannedDevice known = devices.get(device);
        return known == null || known.model().isEmpty() ? "UNKNOWN" : word(known.model());
    }

    private static String word(String text) {
        if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace) || text.startsWith("#")) {
            throw new IllegalArgumentException("a .topo file splits at blanks and cannot carry '" + text + "'");
        }
        return text;
    }
}
