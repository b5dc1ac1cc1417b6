/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen, over the same ports as the plan. Ports that the plan does not have come behind its own: from {@code plan.ports} on.
 */
final class Wiring {

    static final int NONE = -1;

    final PlanIndex plan;
    final ObservedIndex seen;
    final Identity identity;
    int ports;
    /** The port that each port is joined to, or none. */
    int[] peer;
    /** The observed link at each port, or none. */
    int[] linkAt;
    /** The observed device at each port, or none. */
    int[] observedAt;

    private final List<String> extraText = new ArrayList<>();
    private final List<Integer> extraDevice = new ArrayList<>();
    private final Map<Long, Integer> ordinalCache = new HashMap<>();

    Wiring(PlanIndex plan, ObservedIndex seen, Identity identity) {
        this.plan = plan;
        this.seen = seen;
        this.identity = identity;
        this.ports = plan.ports;
        int capacity = plan.ports + 16;
        peer = filled(capacity);
        linkAt = filled(capacity);
        observedAt = filled(capacity);
        for (int l = 0; l < seen.fabric.links().size(); l++) {
            ObservedLink link = seen.link(l);
            if (seen.isCable(link)) {
                int a = portOf(link.a(), link.portA());
                int b = portOf(link.b(), link.portB());
                join(a, b, l);
                observedAt[a] = link.a();
                observedAt[b] = link.b();
            }
        }
    }

    private void join(int a, int b, int link) {
        peer[a] = b;
        peer[b] = a;
        linkAt[a] = link;
        linkAt[b] = link;
    }

    private int portOf(int observed, String name) {
        int port = identity.port[observed];
        if (port < 0 && identity.device[observed] >= 0) {
            port = portOfDevice(identity.device[observed], name);
        }
        return port >= 0 && peer[port] < 0 ? port : extra(observed, name);
    }

    /** A device's own port; where the plan names ports and the tool counts them, the port at that place in the plan's order. */
    private int portOfDevice(int device, String name) {
        int port = plan.port(device, name);
        int number = PlanIndex.number(name);
        if (port >= 0 || number < 1 || plan.isSwitch(device)) {
            return port;
        }
        return ordinalCache.computeIfAbsent(((long) device << 16) | number, key -> {
            int[] named = plan.namedPorts(device);
            return number <= named.length ? named[number - 1] : NONE;
        });
    }

    private int extra(int observed, String name) {
        int port = ports++;
        if (port == peer.length) {
            peer = grown(peer);
            linkAt = grown(linkAt);
            observedAt = grown(observedAt);
        }
        int device = identity.device[observed];
        extraDevice.add(device);
        String description = seen.device(observed).description();
        extraText.add(
                device >= 0 ? plan.deviceAt(device).name() + ":" + name : unknownText(observed, description, name));
        return port;
    }

    private String unknownText(int observed, String description, String name) {
        boolean adapter = seen.device(observed).ports() <= 1 && !description.isBlank();
        String who = Names.saysNothing(description)
                ? description + " (" + seen.device(observed).guid() + ")"
                : Names.ofSwitch(description);
        return adapter ? who : who + ":" + name;
    }

    private static int[] grown(int[] array) {
        int[] out = Arrays.copyOf(array, array.length * 2);
        Arrays.fill(out, array.length, out.length, NONE);
        return out;
    }

    private static int[] filled(int length) {
        int[] out = new int[length];
        Arrays.fill(out, NONE);
        return out;
    }

    int expected(int port) {
        return port < plan.ports ? plan.expected[port] : NONE;
    }

    /** The planned device at a port, or none. */
    int deviceAt(int port) {
        return port < plan.ports ? plan.portDevice[port] : extraDevice.get(port - plan.ports);
    }

    String text(int port) {
        return port < plan.ports ? plan.text(port) : extraText.get(port - plan.ports);
    }

    /** The line of the dump where a port's link was first told; 0 if the dump has no lines. */
    int line(int port) {
        return linkAt[port] < 0 ? 0 : seen.link(linkAt[port]).line();
    }
}
