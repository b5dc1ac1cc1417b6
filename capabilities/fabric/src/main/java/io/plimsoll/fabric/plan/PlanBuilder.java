/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.CableId;
import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.plan.LintNote.Severity;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what a reader finds, and hands out the plan only if nothing was wrong. */
final class PlanBuilder {

    private static final int CABLES_MAX = 4_000_000;
    private static final int DEVICES_MAX = 1_000_000;
    private static final int NAME_LENGTH_MAX = 200;
    private static final int NOTES_MAX = 200;

    private final InputProblems problems;
    private final Map<String, PlannedDevice> devices = new LinkedHashMap<>();
    private final List<PlannedCable> cables = new ArrayList<>();
    private final Map<String, Long> cableLines = new HashMap<>();
    private final Set<PortPair> pairs = new HashSet<>();
    private final List<LintNote> notes = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String name = "";
    private String template = "";

    private record PortPair(PortRef low, PortRef high) {
        static PortPair of(PortRef a, PortRef b) {
            return a.compareTo(b) <= 0 ? new PortPair(a, b) : new PortPair(b, a);
        }
    }

    PlanBuilder(InputProblems problems) {
        this.problems = problems;
    }

    InputProblems problems() {
        return problems;
    }

    void name(String text) {
        name = text;
    }

    void template(String text) {
        template = text;
    }

    void parameter(String key, String value) {
        parameters.put(key, value);
    }

    void note(String rule, String where, String message) {
        if (notes.size() < NOTES_MAX) {
            notes.add(new LintNote(Severity.NOTE, rule, where, message));
        }
    }

    void warning(String rule, String where, String message) {
        if (notes.size() < NOTES_MAX) {
            notes.add(new LintNote(Severity.WARNING, rule, where, message));
        }
    }

    List<LintNote> notes() {
        return notes;
    }

    boolean has(String device) {
        return devices.containsKey(device);
    }

    PlannedDevice device(String device) {
        return java.util.Objects.requireNonNull(devices.get(device), device);
    }

    /** Adds a device; the same name twice is a fault. */
    void add(PlannedDevice device, long line) {
        if (!goodName(device.name(), "a device name", line)) {
            return;
        }
        if (devices.putIfAbsent(device.name(), device) != null) {
            problems.add(line, device.name(), "each device once");
        }
        if (devices.size() > DEVICES_MAX) {
            throw problems.with(line, devices.size() + " devices", "at most " + DEVICES_MAX, "");
        }
    }

    /** Adds or replaces what is known of a device. */
    void know(PlannedDevice device) {
        devices.put(device.name(), device);
    }

    /** Adds a device of which only the name and the kind are known, unless it is there already. */
    void mention(String device, DeviceKind kind) {
        devices.computeIfAbsent(device, d -> new PlannedDevice(d, kind, "", 0, 0, 0, 0, Location.UNKNOWN));
    }

    /** Adds a cable; the same id twice is a fault. The linter, not the reader, says what else is wrong with it. */
    void add(PlannedCable cable, long line) {
        if (!goodName(cable.a().device(), "a device name", line)
                || !goodName(cable.b().device(), "a device name", line)
                || !goodName(cable.a().port(), "a port", line)
                || !goodName(cable.b().port(), "a port", line)) {
            return;
        }
        Long before = cableLines.putIfAbsent(cable.id(), line);
        if (before != null) {
            problems.add(line, cable.id(), "each cable once; it is also in line " + before);
            return;
        }
        cables.add(cable);
        if (cables.size() > CABLES_MAX) {
            throw problems.with(line, cables.size() + " cables", "at most " + CABLES_MAX, "");
        }
    }

    /** Adds a cable of a format that may list it at both of its ends; says whether it is new. */
    boolean addOnce(PortRef a, PortRef b) {
        return pairs.add(PortPair.of(a, b));
    }

    static PlannedCable cable(PortRef a, PortRef b, String speed) {
        return new PlannedCable(
                CableId.of(a, b),
                a,
                b,
                PlannedCable.State.CONNECTED,
                0,
                "",
                speed,
                a.toString(),
                b.toString(),
                "",
                "",
                0);
    }

    private boolean goodName(String text, String what, long line) {
        if (text.isBlank() || text.length() > NAME_LENGTH_MAX || text.chars().anyMatch(Character::isISOControl)) {
            problems.add(line, text, what + " of 1 to " + NAME_LENGTH_MAX + " printable characters");
            return false;
        }
        return true;
    }

    FabricPlan build() {
        if (cables.isEmpty() && problems.isEmpty()) {
            problems.add(0, "no cable", "at least one cable");
        }
        problems.refuseIfAny();
        return new FabricPlan(name, template, parameters, List.copyOf(devices.values()), cables);
    }
}
