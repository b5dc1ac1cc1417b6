/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes NetBox's cable CSV, ready for its bulk import. Carries ends, state, label, length, medium and colour; devices are
 * expected to be in NetBox already.
 */
final class NetboxCsvWriter {

    private NetboxCsvWriter() {}

    static void write(FabricPlan plan, Writer out) throws IOException {
        Csv.row(
                out,
                "side_a_device",
                "side_a_type",
                "side_a_name",
                "side_b_device",
                "side_b_type",
                "side_b_name",
                "type",
                "status",
                "label",
                "color",
                "length",
                "length_unit",
                "description");
        for (PlannedCable c : plan.cables()) {
            int dm = c.lengthDecimetres();
            Csv.row(
                    out,
                    name(c.a().device()),
                    "dcim.interface",
                    name(c.a().port()),
                    name(c.b().device()),
                    "dcim.interface",
                    name(c.b().port()),
                    NetboxWords.type(c.media()),
                    "planned",
                    c.labelA(),
                    NetboxWords.hex(c.colour()),
                    dm == 0 ? "" : dm / 10 + "." + dm % 10,
                    dm == 0 ? "" : "m",
                    c.state() == PlannedCable.State.RESERVED ? NetboxCsvReader.RESERVED : "");
        }
    }

    private static String name(String name) {
        if (name.indexOf(',') >= 0) {
            throw new IllegalArgumentException("NetBox splits names at commas and cannot carry '" + name + "'");
        }
        return name;
    }
}
