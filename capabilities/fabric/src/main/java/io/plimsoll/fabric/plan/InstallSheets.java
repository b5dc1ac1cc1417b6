/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the people who order and lay the cables need: a sheet of labels, and a bill of materials. */
public final class InstallSheets {

    private InstallSheets() {}

    /** Two rows a cable, one for each label, in the order of laying; reserved cables are left out. */
    public static void labels(FabricPlan plan, Writer out) throws IOException {
        Csv.row(out, "install_order", "bundle", "cable", "end", "label", "colour", "media", "length_m");
        List<PlannedCable> order = plan.cables().stream()
                .filter(c -> c.state() == PlannedCable.State.CONNECTED)
                .sorted(Comparator.comparingInt(PlannedCable::installOrder))
                .toList();
        for (PlannedCable c : order) {
            label(out, c, "A", c.labelA());
            label(out, c, "B", c.labelB());
        }
    }

    private static void label(Writer out, PlannedCable c, String end, String label) throws IOException {
        Csv.row(
                out,
                c.installOrder(),
                c.bundle(),
                c.id(),
                end,
                label,
                c.colour(),
                c.media(),
                c.lengthDecimetres() / 10 + "." + c.lengthDecimetres() % 10);
    }

    /** How many of what: devices by model, cables by medium, length and colour; without spares. */
    public static void bill(FabricPlan plan, Writer out) throws IOException {
        Map<String, Integer> devices = new TreeMap<>();
        for (PlannedDevice device : plan.devices()) {
            devices.merge(device.model(), 1, Integer::sum);
        }
        Map<String, Integer> cables = new TreeMap<>();
        for (PlannedCable c : plan.cables()) {
            if (c.state() == PlannedCable.State.CONNECTED) {
                String length = String.format(java.util.Locale.ROOT, "%6.1f", c.lengthDecimetres() / 10.0);
                cables.merge(c.media() + "\t" + c.speed() + "\t" + length + "\t" + c.colour(), 1, Integer::sum);
            }
        }
        Csv.row(out, "item", "speed", "length_m", "colour", "quantity");
        for (Map.Entry<String, Integer> device : devices.entrySet()) {
            Csv.row(out, device.getKey(), "", "", "", device.getValue());
        }
        for (Map.Entry<String, Integer> cable : cables.entrySet()) {
            String[] key = cable.getKey().split("\t", -1);
            Csv.row(out, key[0], key[1], key[2].strip(), key[3], cable.getValue());
        }
    }
}
