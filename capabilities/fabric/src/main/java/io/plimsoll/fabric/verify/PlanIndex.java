/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A plan with its devices and ports numbered from 0, so that comparing 100,000 cables is work on integers. */
final class PlanIndex {

    static final int NONE = -1;
    private static final int NUMBERED_MAX = 4096;

    final FabricPlan plan;
    final int devices;
    int ports;
    int[] portDevice;
    String[] portName;
    /** The port that each port is to be joined to now, or none. */
    int[] expected;
    /** The cable planned at each port, connected or reserved. */
    int[] cableOf;

    private final Map<String, Integer> byName;
    private final int[][] numbered;
    private final int[][] named;

    PlanIndex(FabricPlan plan) {
        this.plan = plan;
        this.devices = plan.devices().size();
        this.byName = HashMap.newHashMap(devices * 2);
        for (int d = 0; d < devices; d++) {
            byName.put(plan.devices().get(d).name(), d);
        }
        for (int d = 0; d < devices; d++) {
            byName.putIfAbsent(plan.devices().get(d).name().toLowerCase(Locale.ROOT), d);
        }
        int capacity = plan.cables().size() * 2;
        portDevice = new int[capacity];
        portName = new String[capacity];
        expected = new int[capacity];
        cableOf = new int[capacity];
        numbered = new int[devices][];
        named = new int[devices][];
        for (int c = 0; c < plan.cables().size(); c++) {
            PlannedCable cable = plan.cables().get(c);
            int a = addPort(cable.a(), c);
            int b = addPort(cable.b(), c);
            boolean now = cable.state() == PlannedCable.State.CONNECTED;
            expected[a] = now ? b : NONE;
            expected[b] = now ? a : NONE;
        }
    }

    private int addPort(PortRef ref, int cable) {
        int device = device(ref.device());
        if (device == NONE) {
            throw new IllegalArgumentException(
                    "cable " + plan.cables().get(cable).id() + " ends at " + ref + ", which is no device of the plan");
        }
        if (port(device, ref.port()) != NONE) {
            throw new IllegalArgumentException("two cables of the plan end at " + ref);
        }
        int port = ports++;
        portDevice[port] = device;
        portName[port] = ref.port();
        cableOf[port] = cable;
        int number = number(ref.port());
        if (number >= 0) {
            numbered[device] = put(numbered[device], number, port);
        } else {
            int[] list = named[device] == null ? new int[0] : named[device];
            list = Arrays.copyOf(list, list.length + 1);
            list[list.length - 1] = port;
            named[device] = list;
        }
        return port;
    }

    private static int[] put(int @org.jspecify.annotations.Nullable [] table, int at, int value) {
        int[] grown = table == null ? new int[0] : table;
        if (at >= grown.length) {
            int before = grown.length;
            grown = Arrays.copyOf(grown, Math.max(at + 1, Math.min(before * 2, NUMBERED_MAX)));
            Arrays.fill(grown, before, grown.length, NONE);
        }
        grown[at] = value;
        return grown;
    }

    /** The number that a port's name is, or -1 for a name that is none. */
    static int number(String port) {
        int length = port.length();
        if (length == 0 || length > 4 || (length > 1 && port.charAt(0) == '0')) {
            return NONE;
        }
        int value = 0;
        for (int i = 0; i < length; i++) {
            int digit = port.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return value < NUMBERED_MAX ? value : NONE;
    }

    /** The device of that name, whatever its case; or none. */
    int device(String name) {
        Integer found = byName.get(name);
        if (found == null) {
            found = byName.get(name.toLowerCase(Locale.ROOT));
        }
        return found == null ? NONE : found;
    }

    int port(int device, String name) {
        int number = number(name);
        if (number >= 0) {
            int[] table = numbered[device];
            return table == null || number >= table.length ? NONE : table[number];
        }
        int[] list = named[device];
        if (list != null) {
            for (int port : list) {
                if (portName[port].equals(name)) {
                    return port;
                }
            }
        }
        return NONE;
    }

    /** The ports of a device that have names and not numbers, in the order of the plan. */
    int[] namedPorts(int device) {
        int[] list = named[device];
        return list == null ? new int[0] : list;
    }

    /** All ports of a device, in the order of the plan within names and numbers. */
    int[] portsOf(int device) {
        int[] list = namedPorts(device);
        int[] table = numbered[device];
        if (table == null) {
            return list;
        }
        int[] out = Arrays.copyOf(list, list.length + table.length);
        int n = list.length;
        for (int port : table) {
            if (port != NONE) {
                out[n++] = port;
            }
        }
        return Arrays.copyOf(out, n);
    }

    PlannedDevice deviceAt(int device) {
        return plan.devices().get(device);
    }

    boolean isSwitch(int device) {
        return plan.devices().get(device).kind() == DeviceKind.SWITCH;
    }

    PlannedCable cableAt(int port) {
        return plan.cables().get(cableOf[port]);
    }

    /** {@code leaf-03:17}. */
    String text(int port) {
        return deviceAt(portDevice[port]).name() + ":" + portName[port];
    }
}
