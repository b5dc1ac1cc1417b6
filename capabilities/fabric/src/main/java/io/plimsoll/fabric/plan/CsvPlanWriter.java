/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Writes our own CSV: a plan row, its parameters, devices, then cables. */
final class CsvPlanWriter {

    private CsvPlanWriter() {}

    static void write(FabricPlan plan, Writer out) throws IOException {
        Csv.row(out, CsvPlanFormat.COLUMNS.toArray());
        int blanks = CsvPlanFormat.COLUMNS.size() - 3;
        named(out, "plan", plan.name(), plan.template(), blanks);
        for (Map.Entry<String, String> parameter : plan.parameters().entrySet()) {
            named(out, "parameter", parameter.getKey(), parameter.getValue(), blanks);
        }
        for (PlannedDevice d : plan.devices()) {
            Location at = d.location();
            Csv.row(
                    out,
                    "device",
                    d.name(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    d.kind(),
                    d.model(),
                    d.tier(),
                    d.scalableUnit(),
                    d.rail(),
                    d.gpus(),
                    at.hall(),
                    at.row(),
                    at.rack(),
                    at.rackUnit(),
                    "");
        }
        for (PlannedCable c : plan.cables()) {
            Csv.row(
                    out,
                    "cable",
                    c.id(),
                    c.a().device(),
                    c.a().port(),
                    c.b().device(),
                    c.b().port(),
                    c.state(),
                    c.lengthDecimetres(),
                    c.media(),
                    c.speed(),
                    c.labelA(),
                    c.labelB(),
                    c.colour(),
                    c.bundle(),
                    c.installOrder(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "");
        }
    }

    private static void named(Writer out, String record, String id, String value, int blanks) throws IOException {
        Object[] row = new Object[blanks + 3];
        java.util.Arrays.fill(row, "");
        row[0] = record;
        row[1] = id;
        row[row.length - 1] = value;
        Csv.row(out, row);
    }
}
