/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.truth;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan with every device, port and cable numbered, so that the truth can be kept in arrays: 98,304 cables fit in a
 * megabyte. Immutable.
 */
public final class SiteShape {

    private final FabricPlan plan;
    private final List<PlannedDevice> devices;
    private final List<PlannedCable> cables;
    private final Map<String, Integer> deviceByName = new HashMap<>();
    private final Map<PortRef, Integer> portByRef;
    private final List<PortRef> ports = new ArrayList<>();
    private final int[] portDevice;
    private final int[] portNumber;
    private final int[][] devicePorts;
    private final int[] cableA;
    private final int[] cableB;
    private final int[] cableOfPort;
    private final int gpus;

    public SiteShape(FabricPlan plan) {
        this.plan = plan;
        this.devices = plan.devices();
        this.cables = plan.cables().stream()
                .filter(c -> c.state() == PlannedCable.State.CONNECTED)
                .toList();
        for (int i = 0; i < devices.size(); i++) {
            deviceByName.put(devices.get(i).name(), i);
        }
        Map<PortRef, Integer> byRef = new TreeMap<>();
        for (PlannedCable cable : cables) {
            byRef.put(cable.a(), 0);
            byRef.put(cable.b(), 0);
        }
        byRef.entrySet().forEach(e -> {
            e.setValue(ports.size());
            ports.add(e.getKey());
        });
        this.portByRef = new HashMap<>(byRef);
        this.portDevice = new int[ports.size()];
        this.portNumber = new int[ports.size()];
        int[] counts = new int[devices.size()];
        for (int p = 0; p < portDevice.length; p++) {
            portDevice[p] = deviceNamed(ports.get(p).device());
            counts[portDevice[p]]++;
        }
        this.devicePorts = new int[devices.size()][];
        Arrays.setAll(devicePorts, d -> new int[counts[d]]);
        int[] filled = new int[devices.size()];
        for (int p = 0; p < portDevice.length; p++) {
            int d = portDevice[p];
            devicePorts[d][filled[d]++] = p;
            portNumber[p] = isSwitch(d) ? Integer.parseInt(ports.get(p).port()) : filled[d];
        }
        this.cableA = new int[cables.size()];
        this.cableB = new int[cables.size()];
        this.cableOfPort = new int[ports.size()];
        for (int c = 0; c < cableA.length; c++) {
            cableA[c] = port(cables.get(c).a());
            cableB[c] = port(cables.get(c).b());
            cableOfPort[cableA[c]] = c;
            cableOfPort[cableB[c]] = c;
        }
        this.gpus = devices.stream().mapToInt(PlannedDevice::gpus).sum();
    }

    public FabricPlan plan() {
        return plan;
    }

    public int deviceCount() {
        return devices.size();
    }

    public PlannedDevice device(int d) {
        return devices.get(d);
    }

    /** The index of a device, or an error that names it. */
    public int deviceNamed(String name) {
        Integer d = deviceByName.get(name);
        if (d == null) {
            throw new IllegalArgumentException("no device '" + name + "' in plan '" + plan.name() + "'");
        }
        return d;
    }

    /** Whether the plan has a device of this name. */
    public boolean hasDevice(String name) {
        return deviceByName.containsKey(name);
    }

    public boolean isSwitch(int d) {
        return devices.get(d).kind() == DeviceKind.SWITCH;
    }

    public boolean isNode(int d) {
        return devices.get(d).kind() == DeviceKind.NODE;
    }

    public int portCount() {
        return portDevice.length;
    }

    public PortRef portRef(int p) {
        return ports.get(p);
    }

    /** The index of a port, or -1. */
    public int port(PortRef ref) {
        return portByRef.getOrDefault(ref, -1);
    }

    public int portDevice(int p) {
        return portDevice[p];
    }

    /** The number that the switch prints; on a node the NIC counted from 1. */
    public int portNumber(int p) {
        return portNumber[p];
    }

    /** The ports of a device in the order of their numbers. */
    public int[] portsOf(int d) {
        return devicePorts[d];
    }

    /** The other port of a switch's twin cage, or -1 on a node or for a lone port. */
    public int twin(int port) {
        int device = portDevice[port];
        if (!isSwitch(device)) {
            return PhysicalSite.NOWHERE;
        }
        int number = portNumber[port];
        int wanted = number % 2 == 1 ? number + 1 : number - 1;
        for (int p : devicePorts[device]) {
            if (portNumber[p] == wanted) {
                return p;
            }
        }
        return PhysicalSite.NOWHERE;
    }

    public int cableCount() {
        return cableA.length;
    }

    public PlannedCable cable(int c) {
        return cables.get(c);
    }

    public int cableA(int c) {
        return cableA[c];
    }

    public int cableB(int c) {
        return cableB[c];
    }

    /** The planned cable of a port. */
    public int cableOfPort(int p) {
        return cableOfPort[p];
    }

    public int gpus() {
        return gpus;
    }
}
