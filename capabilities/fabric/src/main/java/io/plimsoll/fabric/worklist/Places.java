/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.design.HallLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things stand and how far it is to walk. Racks of a row are a wall: one gets to another row round the nearer end.
 * A rack's place in its row is the number at the end of its name (A05 is 5), else its rank.
 */
final class Places {

    private static final Comparator<String> NATURAL =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    private static final Pattern LAST_NUMBER = Pattern.compile(".*?([0-9]{1,4})");
    private static final int HALL_METRES = 100;

    private final Map<String, Location> deviceAt = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> portOfLabel = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, Integer> racks = new HashMap<>();
    private final Map<String, Integer> rowLength = new HashMap<>();
    private final int rackMm = HallLayout.standard().rackPitchMm();
    private final int rowMm = HallLayout.standard().rowPitchMm();

    Places(FabricPlan plan) {
        Map<String, TreeSet<String>> rowsOfHall = new TreeMap<>();
        Map<String, TreeSet<String>> racksOfRow = new TreeMap<>();
        for (PlannedDevice device : plan.devices()) {
            Location at = device.location();
            deviceAt.put(device.name(), at);
            if (!at.rack().isEmpty()) {
                rowsOfHall
                        .computeIfAbsent(at.hall(), h -> new TreeSet<>(NATURAL))
                        .add(at.row());
                racksOfRow
                        .computeIfAbsent(at.hall() + "/" + at.row(), r -> new TreeSet<>(NATURAL))
                        .add(at.rack());
            }
        }
        rowsOfHall.forEach((hall, names) -> rank(names).forEach((row, rank) -> rows.put(hall + "/" + row, rank)));
        racksOfRow.forEach((row, names) -> positions(names).forEach((rack, position) -> {
            racks.put(row + "/" + rack, position);
            rowLength.merge(row.substring(0, row.indexOf('/')), position, Math::max);
        }));
        for (PlannedCable cable : plan.cables()) {
            label(cable.a(), cable.labelA());
            label(cable.b(), cable.labelB());
        }
    }

    private void label(PortRef end, String label) {
        int far = label.indexOf(" > ");
        String near = far < 0 ? label : label.substring(0, far);
        labels.put(end.toString(), near);
        portOfLabel.put(near, end.toString());
        portOfLabel.put(label, end.toString());
    }

    private static Map<String, Integer> rank(Set<String> names) {
        Map<String, Integer> rank = new HashMap<>();
        names.forEach(name -> rank.put(name, rank.size() + 1));
        return rank;
    }

    private static Map<String, Integer> positions(Set<String> names) {
        Map<String, Integer> positions = new HashMap<>();
        for (String name : names) {
            Matcher m = LAST_NUMBER.matcher(name);
            if (!m.matches()
                    || Integer.parseInt(m.group(1)) > 999
                    || positions.containsValue(Integer.parseInt(m.group(1)))) {
                return rank(names);
            }
            positions.put(name, Integer.parseInt(m.group(1)));
        }
        return positions;
    }

    /** Finds a port or device by its name or by the text of its label. */
    Worklist.End end(String text) {
        if (text.isEmpty()) {
            return Worklist.End.NONE;
        }
        String port = portOfLabel.getOrDefault(text, text);
        Location at = location(port);
        String label = labels.getOrDefault(port, "");
        if (label.isEmpty()) {
            int colon = port.lastIndexOf(':');
            String rest = deviceAt.containsKey(port) || colon < 0 ? "" : "-" + port.substring(colon + 1);
            label = at.rack().isEmpty() || at.rackUnit() == 0 ? port : at.rack() + "-U" + at.rackUnit() + rest;
        }
        return new Worklist.End(port, label, at);
    }

    private Location location(String port) {
        Location whole = deviceAt.get(port);
        if (whole != null) {
            return whole;
        }
        for (int colon = port.indexOf(':'); colon >= 0; colon = port.indexOf(':', colon + 1)) {
            Location at = deviceAt.get(port.substring(0, colon));
            if (at != null) {
                return at;
            }
        }
        return Location.UNKNOWN;
    }

    /** Metres to walk between two racks; 0 from or to an unknown place. */
    int metres(Location a, Location b) {
        if (a.rack().isEmpty() || b.rack().isEmpty()) {
            return 0;
        }
        if (!a.hall().equals(b.hall())) {
            return HALL_METRES + fromDoor(a) + fromDoor(b);
        }
        return metres(row(a), rack(a), row(b), rack(b), length(a.hall()));
    }

    /** Metres from the hall's door, which is before the first rack of its first row. */
    int fromDoor(Location a) {
        return a.rack().isEmpty() ? 0 : metres(1, 0, row(a), rack(a), length(a.hall()));
    }

    private int metres(int rowA, int rackA, int rowB, int rackB, int length) {
        int along = rowA == rowB ? Math.abs(rackA - rackB) : Math.min(rackA + rackB, 2 * (length + 1) - rackA - rackB);
        return (along * rackMm + Math.abs(rowA - rowB) * rowMm) / 1000;
    }

    private int row(Location at) {
        return rows.getOrDefault(at.hall() + "/" + at.row(), 1);
    }

    private int rack(Location at) {
        return racks.getOrDefault(at.hall() + "/" + at.row() + "/" + at.rack(), 0);
    }

    private int length(String hall) {
        return rowLength.getOrDefault(hall, 0);
    }

    /** The order in which halls are walked. */
    static List<String> sortedHalls(java.util.Collection<String> halls) {
        List<String> sorted = new ArrayList<>(new TreeSet<>(halls));
        sorted.sort(NATURAL);
        return sorted;
    }
}
