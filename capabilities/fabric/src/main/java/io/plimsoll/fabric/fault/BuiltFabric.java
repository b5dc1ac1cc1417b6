/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.fault;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cables in ports, as they physically are, and what {@code ibnetdiscover} would see of them. Starts as the plan says. Adapters of a
 * node have consecutive GUIDs, four apart, as on real boards.
 */
public final class BuiltFabric {

    private static final int GUID_STEP = 4;
    private static final int GUIDS_PER_NODE = 256;
    private static final long NODE_GUIDS = 0xe09d730300000000L;
    private static final long SWITCH_GUIDS = 0x2c5eab0300000000L;
    private static final String NO_NAME = "MT4129 ConnectX7   Mellanox Technologies";

    private final FabricPlan plan;
    /** The port at the other end of the cable in each port; both directions. */
    private final Map<PortRef, PortRef> peer = new LinkedHashMap<>();

    private final Map<PortRef, String> speedAt = new HashMap<>();
    private final Map<String, Boolean> nameless = new HashMap<>();
    private final Map<PortRef, String> plannedSpeed = new HashMap<>();

    public BuiltFabric(FabricPlan plan) {
        this.plan = plan;
        for (PlannedCable cable : plan.cables()) {
            if (cable.state() == PlannedCable.State.CONNECTED) {
                join(cable.a(), cable.b());
                plannedSpeed.put(cable.a(), cable.speed());
            }
        }
    }

    public FabricPlan plan() {
        return plan;
    }

    /** Puts a cable between two free ports. */
    public void join(PortRef a, PortRef b) {
        if (peer.containsKey(a) || peer.containsKey(b)) {
            throw new IllegalStateException("a port of " + a + " and " + b + " is taken");
        }
        peer.put(a, b);
        peer.put(b, a);
    }

    /** Takes the cable out of a port; returns the port that its other end was in. */
    public PortRef pull(PortRef a) {
        PortRef b = peer.remove(a);
        if (b == null) {
            throw new IllegalStateException("no cable is in " + a);
        }
        peer.remove(b);
        return b;
    }

    public boolean isJoined(PortRef a) {
        return peer.containsKey(a);
    }

    /** Swaps the plugs that are in two ports. */
    public void swapEnds(PortRef one, PortRef other) {
        PortRef farOne = pull(one);
        PortRef farOther = pull(other);
        join(one, farOther);
        join(other, farOne);
    }

    /** Moves the plug that is in one port to a free one. */
    public void moveEnd(PortRef from, PortRef to) {
        join(to, pull(from));
    }

    /** Lets the link at a port run at another width or speed. */
    public void slow(PortRef port, String speed) {
        speedAt.put(port, speed);
    }

    /** Lets a node say the adapter's default name instead of its own. */
    public void forgetName(String node) {
        nameless.put(node, true);
    }

    /** What a discovery tool sees: devices that have a link, and every link. */
    public ObservedFabric observe(String source, String takenAt) {
        List<ObservedDevice> devices = new ArrayList<>();
        Map<String, Integer> switchAt = new HashMap<>();
        Map<PortRef, Integer> adapterAt = new HashMap<>();
        Map<String, Integer> ports = new HashMap<>();
        Map<String, Boolean> up = new HashMap<>();
        peer.keySet().forEach(p -> up.put(p.device(), true));
        Map<String, DeviceKind> kinds = new HashMap<>();
        for (int d = 0; d < plan.devices().size(); d++) {
            PlannedDevice device = plan.devices().get(d);
            kinds.put(device.name(), device.kind());
            if (device.kind() == DeviceKind.SWITCH && up.containsKey(device.name())) {
                switchAt.put(device.name(), devices.size());
                String guid = guid(SWITCH_GUIDS + (d + 1L) * 64);
                devices.add(new ObservedDevice(
                        DeviceKind.SWITCH, guid, guid, "MF0;" + device.name() + ":" + device.model() + "/U1", 65, 0));
            }
        }
        Map<String, Integer> number = new HashMap<>();
        for (int d = 0; d < plan.devices().size(); d++) {
            number.put(plan.devices().get(d).name(), d);
        }
        for (PlannedCable cable : plan.cables()) {
            for (PortRef end : List.of(cable.a(), cable.b())) {
                if (kinds.get(end.device()) != DeviceKind.SWITCH) {
                    int i = ports.merge(end.device(), 1, Integer::sum);
                    if (peer.containsKey(end)) {
                        adapterAt.put(end, devices.size());
                        long block = NODE_GUIDS + (number.getOrDefault(end.device(), 0) + 1L) * GUIDS_PER_NODE;
                        String name = nameless.containsKey(end.device()) ? NO_NAME : end.device() + " " + end.port();
                        String guid = guid(block + (long) i * GUID_STEP);
                        devices.add(new ObservedDevice(DeviceKind.NODE, guid, guid, name, 1, 0));
                    }
                }
            }
        }
        return new ObservedFabric(source, "ibnetdiscover", takenAt, devices, links(switchAt, adapterAt));
    }

    private List<ObservedLink> links(Map<String, Integer> switchAt, Map<PortRef, Integer> adapterAt) {
        List<ObservedLink> links = new ArrayList<>(peer.size() / 2);
        Map<PortRef, Boolean> done = new HashMap<>();
        for (Map.Entry<PortRef, PortRef> cable : peer.entrySet()) {
            PortRef a = cable.getKey();
            PortRef b = cable.getValue();
            if (done.containsKey(a)) {
                continue;
            }
            done.put(b, true);
            Integer adapterA = adapterAt.get(a);
            Integer adapterB = adapterAt.get(b);
            links.add(new ObservedLink(
                    adapterA != null ? adapterA : switchAt.getOrDefault(a.device(), 0),
                    adapterA != null ? "1" : a.port(),
                    adapterB != null ? adapterB : switchAt.getOrDefault(b.device(), 0),
                    adapterB != null ? "1" : b.port(),
                    speed(a, b),
                    true,
                    0));
        }
        return links;
    }

    private String speed(PortRef a, PortRef b) {
        String slow = speedAt.getOrDefault(a, speedAt.getOrDefault(b, ""));
        if (!slow.isEmpty()) {
            return slow;
        }
        String planned = plannedSpeed.getOrDefault(a, plannedSpeed.getOrDefault(b, ""));
        return planned.isEmpty() ? "4xNDR" : planned;
    }

    private static String guid(long value) {
        return java.util.HexFormat.of().toHexDigits(value);
    }
}
