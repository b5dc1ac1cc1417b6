/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.CableId;
import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Reads NetBox's cable CSV. A side may name several terminations, split by commas: as many on both sides are joined in order
 * (a trunk), one on one side and several on the other is a breakout, whose legs become ports {@code NAME/1}, {@code NAME/2}
 * and so on. Status {@code connected} and {@code planned} are to be there; {@code decommissioning} is to be dark.
 */
final class NetboxCsvReader {

    static final String RESERVED = "reserved: both ports stay dark";
    private static final double LENGTH_MAX = 1_000_000;
    private static final int LEGS_MAX = 64;

    private final PlanBuilder builder;
    private final InputProblems problems;

    NetboxCsvReader(PlanBuilder builder) {
        this.builder = builder;
        this.problems = builder.problems();
    }

    void read(InputStream in) {
        new CsvTable(problems)
                .read(
                        in,
                        List.of("side_a_device", "side_a_name", "side_b_device", "side_b_name"),
                        List.of(),
                        this::row);
    }

    private void row(CsvTable row) {
        for (String type : List.of(row.get("side_a_type"), row.get("side_b_type"))) {
            if (!type.isEmpty() && !type.equals("dcim.interface")) {
                builder.note("not-a-network-cable", "line " + row.line(), "ends at a " + type + " and was left out");
                return;
            }
        }
        List<PortRef> a = side(row, "side_a_");
        List<PortRef> b = side(row, "side_b_");
        if (a.isEmpty() || b.isEmpty()) {
            return;
        }
        if (a.size() != b.size() && a.size() != 1 && b.size() != 1) {
            problems.add(
                    row.line(),
                    a.size() + " terminations on side A and " + b.size() + " on side B",
                    "as many on both sides, or one on one side");
            return;
        }
        int legs = Math.max(a.size(), b.size());
        for (int i = 0; i < legs; i++) {
            leg(row, end(a, i, legs), end(b, i, legs));
        }
    }

    private static PortRef end(List<PortRef> side, int leg, int legs) {
        if (side.size() == legs) {
            return side.get(leg);
        }
        PortRef one = side.getFirst();
        return new PortRef(one.device(), one.port() + "/" + (leg + 1));
    }

    private List<PortRef> side(CsvTable row, String prefix) {
        List<String> names = split(row.required(prefix + "name"));
        List<String> devices = split(row.required(prefix + "device"));
        if (names.isEmpty() || devices.isEmpty()) {
            return List.of();
        }
        if ((devices.size() != 1 && devices.size() != names.size()) || names.size() > LEGS_MAX) {
            problems.add(
                    row.line(),
                    devices.size() + " devices for " + names.size() + " terminations",
                    "one device, or one for each termination, and at most " + LEGS_MAX);
            return List.of();
        }
        List<PortRef> side = new java.util.ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            side.add(new PortRef(devices.get(devices.size() == 1 ? 0 : i), names.get(i)));
        }
        return side;
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private void leg(CsvTable row, PortRef a, PortRef b) {
        boolean dark = switch (row.get("status")) {
            case "", "connected", "planned" -> row.get("description").equals(RESERVED);
            case "decommissioning" -> true;
            default -> {
                problems.add(row.line(), row.get("status"), "connected, planned or decommissioning");
                yield false;
            }
        };
        String label = row.get("label");
        builder.mention(a.device(), DeviceKind.OTHER);
        builder.mention(b.device(), DeviceKind.OTHER);
        builder.add(
                new PlannedCable(
                        CableId.of(a, b),
                        a,
                        b,
                        dark ? PlannedCable.State.RESERVED : PlannedCable.State.CONNECTED,
                        length(row),
                        NetboxWords.media(row.get("type")),
                        "",
                        label.isEmpty() ? a.toString() : label,
                        label.isEmpty() ? b.toString() : label,
                        NetboxWords.colour(row.get("color")),
                        "",
                        0),
                row.line());
    }

    private int length(CsvTable row) {
        String text = row.get("length");
        if (text.isEmpty()) {
            return 0;
        }
        String unit = row.get("length_unit");
        try {
            double length = Double.parseDouble(text);
            if (length >= 0 && length <= LENGTH_MAX && NetboxWords.isUnit(unit)) {
                return NetboxWords.decimetres(length, unit);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problems.add(row.line(), text + " " + unit, "a length and one of the units m, cm, km, ft, in, mi");
        return 0;
    }
}
