/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.CableId;
import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;

/** Reads our own CSV; four columns are enough: {@code a_device,a_port,b_device,b_port}. */
final class CsvPlanReader {

    private final PlanBuilder builder;
    private final InputProblems problems;

    CsvPlanReader(PlanBuilder builder) {
        this.builder = builder;
        this.problems = builder.problems();
    }

    void read(InputStream in) {
        new CsvTable(problems).read(in, CsvPlanFormat.REQUIRED, CsvPlanFormat.COLUMNS, this::row);
    }

    private void row(CsvTable row) {
        switch (row.get("record")) {
            case "", "cable" -> cable(row);
            case "device" -> device(row);
            case "plan" -> {
                builder.name(row.get("id"));
                builder.template(row.get("value"));
            }
            case "parameter" -> builder.parameter(row.required("id"), row.get("value"));
            default -> problems.add(row.line(), row.get("record"), "cable, device, plan or parameter");
        }
    }

    private void device(CsvTable row) {
        builder.add(
                new PlannedDevice(
                        row.required("id"),
                        PlanValues.kind(row.get("kind"), row.line(), problems),
                        row.get("model"),
                        row.number("tier"),
                        row.number("scalable_unit"),
                        row.number("rail"),
                        row.number("gpus"),
                        new Location(row.get("hall"), row.get("row"), row.get("rack"), row.number("rack_unit"))),
                row.line());
    }

    private void cable(CsvTable row) {
        PortRef a = new PortRef(row.get(CsvPlanFormat.A_DEVICE), row.get("a_port"));
        PortRef b = new PortRef(row.get("b_device"), row.get("b_port"));
        String id = row.get("id");
        builder.add(
                new PlannedCable(
                        id.isEmpty() ? CableId.of(a, b) : id,
                        a,
                        b,
                        PlanValues.state(row.get("state"), row.line(), problems),
                        row.number("length_dm"),
                        row.get("media"),
                        row.get("speed"),
                        row.has("label_a") ? row.get("label_a") : a.toString(),
                        row.has("label_b") ? row.get("label_b") : b.toString(),
                        row.get("colour"),
                        row.get("bundle"),
                        row.number("install_order")),
                row.line());
        if (!row.has("record")) {
            builder.mention(a.device(), DeviceKind.OTHER);
            builder.mention(b.device(), DeviceKind.OTHER);
        }
    }
}
