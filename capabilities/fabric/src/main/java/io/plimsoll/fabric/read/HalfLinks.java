/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Port lines as they were read, each one end's view of a link, and the joining of the two views. The ports of one device
 * stand together, because its block does.
 */
final class HalfLinks {

    private static final int NONE = -1;

    private int[] device = new int[4096];
    private int[] port = new int[4096];
    private long[] peerGuid = new long[4096];
    private int[] peerPort = new int[4096];
    private int[] line = new int[4096];
    private String[] speed = new String[4096];
    private int size;

    void add(int ofDevice, int ofPort, long toGuid, int toPort, String withSpeed, int atLine) {
        if (size == device.length) {
            grow();
        }
        device[size] = ofDevice;
        port[size] = ofPort;
        peerGuid[size] = toGuid;
        peerPort[size] = toPort;
        speed[size] = withSpeed;
        line[size] = atLine;
        size++;
    }

    int size() {
        return size;
    }

    private void grow() {
        int length = size * 2;
        device = Arrays.copyOf(device, length);
        port = Arrays.copyOf(port, length);
        peerGuid = Arrays.copyOf(peerGuid, length);
        peerPort = Arrays.copyOf(peerPort, length);
        line = Arrays.copyOf(line, length);
        speed = Arrays.copyOf(speed, length);
    }

    /**
     * Joins both views of every link. Two views that contradict each other are a problem, named with both lines: the fabric
     * changed while it was walked, or the file was edited. A view that its peer's block does not confirm gives a link that
     * one end alone reports.
     */
    List<ObservedLink> join(List<ObservedDevice> devices, GuidIndex byGuid, Problems problems) {
        int[] firstOfDevice = new int[devices.size() + 1];
        for (int i = 0; i < size; i++) {
            firstOfDevice[device[i] + 1] = i + 1;
        }
        for (int d = 1; d < firstOfDevice.length; d++) {
            firstOfDevice[d] = Math.max(firstOfDevice[d], firstOfDevice[d - 1]);
        }
        List<ObservedLink> links = new ArrayList<>(size / 2 + 1);
        for (int i = 0; i < size; i++) {
            int peer = byGuid.get(peerGuid[i]);
            if (peer == NONE) {
                problems.add(
                        line[i],
                        ends(peerGuid[i], peerPort[i]),
                        "a block for every device that is named as a peer",
                        "the dump was cut off: take it again");
                continue;
            }
            int back = find(firstOfDevice, peer, peerPort[i]);
            if (back == NONE) {
                links.add(link(i, peer, false));
            } else if (back == i) {
                problems.add(line[i], portText(devices, i), "a link to another port", "");
            } else if (peerPort[back] != port[i] || byGuid.get(peerGuid[back]) != device[i]) {
                problems.add(
                        line[back],
                        portText(devices, back) + " -> " + ends(peerGuid[back], peerPort[back]),
                        "the same link as line " + line[i] + " says: " + ends(guid(devices, device[i]), port[i]),
                        "the fabric changed while it was walked: take the dump again");
            } else if (i < back) {
                links.add(link(i, peer, true));
            }
        }
        return links;
    }

    private ObservedLink link(int i, int peer, boolean bothEnds) {
        return new ObservedLink(
                device[i], PortNames.of(port[i]), peer, PortNames.of(peerPort[i]), speed[i], bothEnds, line[i]);
    }

    private int find(int[] firstOfDevice, int ofDevice, int ofPort) {
        int start = firstOfDevice[ofDevice];
        int end = firstOfDevice[ofDevice + 1];
        int guess = start + ofPort - 1;
        if (guess >= start && guess < end && port[guess] == ofPort) {
            return guess;
        }
        for (int i = start; i < end; i++) {
            if (port[i] == ofPort) {
                return i;
            }
        }
        return NONE;
    }

    private String portText(List<ObservedDevice> devices, int i) {
        return ends(guid(devices, device[i]), port[i]);
    }

    private static long guid(List<ObservedDevice> devices, int d) {
        return Long.parseUnsignedLong(devices.get(d).guid(), 16);
    }

    private static String ends(long guid, int port) {
        return Guids.text(guid) + "[" + port + "]";
    }
}
