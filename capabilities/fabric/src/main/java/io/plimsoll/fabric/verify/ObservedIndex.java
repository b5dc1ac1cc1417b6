/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;

/** The links of every observed device. Links to aggregation nodes are left out: there is no cable in them. */
final class ObservedIndex {

    final ObservedFabric fabric;
    final int devices;
    private final int[] start;
    private final int[] linkAt;

    ObservedIndex(ObservedFabric fabric) {
        this.fabric = fabric;
        this.devices = fabric.devices().size();
        start = new int[devices + 1];
        for (ObservedLink link : fabric.links()) {
            if (isCable(link)) {
                start[link.a() + 1]++;
                start[link.b() + 1]++;
            }
        }
        for (int d = 0; d < devices; d++) {
            start[d + 1] += start[d];
        }
        linkAt = new int[start[devices]];
        int[] next = start.clone();
        for (int l = 0; l < fabric.links().size(); l++) {
            ObservedLink link = fabric.links().get(l);
            if (isCable(link)) {
                linkAt[next[link.a()]++] = l;
                linkAt[next[link.b()]++] = l;
            }
        }
    }

    boolean isCable(ObservedLink link) {
        return kind(link.a()) != DeviceKind.AGGREGATION && kind(link.b()) != DeviceKind.AGGREGATION;
    }

    DeviceKind kind(int device) {
        return fabric.devices().get(device).kind();
    }

    ObservedDevice device(int device) {
        return fabric.devices().get(device);
    }

    ObservedLink link(int link) {
        return fabric.links().get(link);
    }

    int degree(int device) {
        return start[device + 1] - start[device];
    }

    int linkOf(int device, int i) {
        return linkAt[start[device] + i];
    }

    int peer(int link, int of) {
        ObservedLink l = link(link);
        return l.a() == of ? l.b() : l.a();
    }

    String port(int link, int of) {
        ObservedLink l = link(link);
        return l.a() == of ? l.portA() : l.portB();
    }

    String peerPort(int link, int of) {
        ObservedLink l = link(link);
        return l.a() == of ? l.portB() : l.portA();
    }
}
