/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder.Kind;
import io.plimsoll.fabric.RepairOrder.Move.Action;
import io.plimsoll.fabric.RepairOrder.Severity;
import io.plimsoll.fabric.verify.Difference.Component;
import io.plimsoll.fabric.verify.Repair.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds cables of which both ends are dark: first those of a device that shows no link at all, then both legs of a twin module, then
 * one by one.
 */
final class DarkFolder {

    private static final int LISTED_MAX = 6;

    private final Wiring wiring;
    private final PlanIndex plan;
    private final Findings findings;
    private final boolean[] deviceUp;
    private final int[] cables;

    DarkFolder(Wiring wiring, Findings findings, int[] expected) {
        this.wiring = wiring;
        this.plan = wiring.plan;
        this.findings = findings;
        deviceUp = new boolean[plan.devices];
        cables = new int[plan.devices];
        for (int p = 0; p < wiring.ports; p++) {
            int device = wiring.deviceAt(p);
            if (device >= 0 && wiring.peer[p] >= 0) {
                deviceUp[device] = true;
            }
            if (p < plan.ports && expected[p] >= 0) {
                cables[plan.portDevice[p]]++;
            }
        }
    }

    /** The reason why each dark cable is dark, for the summary, is the kind of its order. */
    List<Draft> fold(List<Component> dark) {
        List<Draft> drafts = new ArrayList<>();
        Map<Integer, List<Component>> ofDevice = new LinkedHashMap<>();
        List<Component> rest = new ArrayList<>();
        for (Component c : dark) {
            int device = darkDevice(c);
            if (device < 0) {
                rest.add(c);
            } else {
                ofDevice.computeIfAbsent(device, k -> new ArrayList<>()).add(c);
            }
        }
        ofDevice.forEach((device, list) -> drafts.add(darkDevice(device, list)));
        drafts.addAll(modulesAndSingles(rest));
        return drafts;
    }

    /** The device to blame for a dark cable: a switch before a node; -1 if both its devices show other links. */
    private int darkDevice(Component c) {
        int a = plan.portDevice[c.ports()[0]];
        int b = plan.portDevice[c.ports()[1]];
        boolean darkA = !deviceUp[a] && cables[a] >= 2;
        boolean darkB = !deviceUp[b] && cables[b] >= 2;
        if (darkA && darkB) {
            return plan.isSwitch(b) && (!plan.isSwitch(a) || cables[b] > cables[a]) ? b : a;
        }
        return darkA ? a : darkB ? b : -1;
    }

    private Draft darkDevice(int device, List<Component> list) {
        boolean isSwitch = plan.isSwitch(device);
        String name = plan.deviceAt(device).name();
        List<Finding> found = new ArrayList<>();
        List<Integer> restored = new ArrayList<>();
        for (Component c : list) {
            found.addAll(findings.of(c));
            restored.add(c.ports()[0]);
        }
        List<String> proof = new ArrayList<>();
        proof.add("No device of the dump is " + name + ", by name or by wiring.");
        proof.add("None of its " + cables[device] + " planned cables is up: dark are " + farEnds(device, list) + ".");
        neighbours(device, list, proof);
        String check = isSwitch
                ? "Check power and management of switch " + name + "; then its modules."
                : "Check power and boot of " + (plan.deviceAt(device).kind() == DeviceKind.NODE ? "node " : "") + name
                        + "; then its adapters.";
        return new Draft(
                isSwitch ? Kind.DARK_SWITCH : Kind.DARK_NODE,
                Severity.CRITICAL,
                List.of(),
                restored,
                found,
                proof,
                device,
                check);
    }

    private String farEnds(int device, List<Component> list) {
        List<String> ends = new ArrayList<>();
        for (Component c : list) {
            int far = plan.portDevice[c.ports()[0]] == device ? c.ports()[1] : c.ports()[0];
            if (ends.size() < LISTED_MAX) {
                ends.add(plan.text(far));
            }
        }
        int more = list.size() - ends.size();
        return String.join(", ", ends) + (more > 0 ? " and " + more + " more" : "");
    }

    /** That the far devices are alive, with a line for one of them. */
    private void neighbours(int device, List<Component> list, List<String> proof) {
        for (Component c : list) {
            int far = plan.portDevice[c.ports()[0]] == device ? c.ports()[1] : c.ports()[0];
            for (int port : plan.portsOf(plan.portDevice[far])) {
                if (wiring.peer[port] >= 0 && wiring.line(port) > 0) {
                    proof.add("Line " + wiring.line(port) + ": "
                            + plan.deviceAt(plan.portDevice[far]).name()
                            + " is up and sees others on its other ports.");
                    return;
                }
            }
        }
    }

    private List<Draft> modulesAndSingles(List<Component> rest) {
        Map<Long, Component> waiting = new HashMap<>();
        Map<Component, Component> pair = new HashMap<>();
        for (boolean bothSides : new boolean[] {true, false}) {
            waiting.clear();
            for (Component c : rest) {
                if (pair.containsKey(c)) {
                    continue;
                }
                for (long key : keys(c, bothSides)) {
                    Component other = waiting.get(key);
                    if (other != null && !other.equals(c) && !pair.containsKey(other) && !pair.containsKey(c)) {
                        pair.put(c, other);
                        pair.put(other, c);
                    }
                    waiting.putIfAbsent(key, c);
                }
            }
        }
        List<Draft> drafts = new ArrayList<>();
        for (Component c : rest) {
            Component other = pair.get(c);
            if (other == null) {
                drafts.add(single(c));
            } else if (c.ports()[0] < other.ports()[0]) {
                drafts.add(module(c, other));
            }
        }
        return drafts;
    }

    private List<Long> keys(Component c, boolean bothSides) {
        long a = cage(c.ports()[0]);
        long b = cage(c.ports()[1]);
        if (bothSides) {
            return a >= 0 && b >= 0 ? List.of(Math.min(a, b) * 0x100000000L + Math.max(a, b)) : List.of();
        }
        List<Long> keys = new ArrayList<>();
        if (a >= 0) {
            keys.add(a);
        }
        if (b >= 0) {
            keys.add(b);
        }
        return keys;
    }

    /** The twin cage of a switch port: ports 2m-1 and 2m share one; -1 where the switch has single cages. */
    private long cage(int port) {
        int number = PlanIndex.number(plan.portName[port]);
        String speed = plan.cableAt(port).speed();
        boolean twin = speed.contains("NDR") || speed.contains("XDR") || speed.isEmpty();
        return number > 0 && twin && plan.isSwitch(plan.portDevice[port])
                ? plan.portDevice[port] * 2048L + (number - 1) / 2
                : -1;
    }

    private Draft module(Component one, Component two) {
        List<Finding> found = new ArrayList<>(findings.of(one));
        found.addAll(findings.of(two));
        int a = one.ports()[0];
        int b = one.ports()[1];
        boolean sameA = cage(a) >= 0 && (cage(a) == cage(two.ports()[0]) || cage(a) == cage(two.ports()[1]));
        int shared = sameA ? a : b;
        boolean trunk = sameA && cage(b) >= 0 && (cage(b) == cage(two.ports()[1]) || cage(b) == cage(two.ports()[0]));
        String device = plan.deviceAt(plan.portDevice[shared]).name();
        int number = PlanIndex.number(plan.portName[shared]);
        int cage = (number + 1) / 2;
        List<String> proof = new ArrayList<>();
        proof.add("Ports " + (2 * cage - 1) + " and " + 2 * cage + " of " + device + " share cage " + cage
                + ", and both are dark.");
        proof.add(
                trunk
                        ? "Their far ends share a cage too, " + plan.text(one.ports()[0] == shared ? b : a)
                                + " and its twin, and are dark as well: one module or one trunk."
                        : "Their far ends are on two devices that show other links: the module they share is the common cause.");
        String check = "Reseat, clean or replace the twin module in cage " + cage + " (ports " + (2 * cage - 1)
                + " and " + 2 * cage + ") of " + device
                + (trunk ? "; then the one at the far end, " + plan.text(one.ports()[0] == shared ? b : a) + "." : ".");
        return new Draft(
                Kind.DEAD_TWIN_MODULE,
                Severity.HIGH,
                List.of(),
                List.of(one.ports()[0], two.ports()[0]),
                found,
                proof,
                plan.portDevice[shared],
                check);
    }

    private Draft single(Component c) {
        int a = c.ports()[0];
        int b = c.ports()[1];
        boolean node = !plan.isSwitch(plan.portDevice[a]) || !plan.isSwitch(plan.portDevice[b]);
        List<String> proof =
                List.of(plan.text(a) + " and " + plan.text(b) + " are both dark, while both devices show other links.");
        return new Draft(
                Kind.MISSING,
                node ? Severity.HIGH : Severity.MEDIUM,
                List.of(new Step(Action.CONNECT, a, b)),
                List.of(),
                findings.of(c),
                proof,
                plan.portDevice[b],
                "");
    }
}
