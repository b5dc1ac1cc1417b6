/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.Verification.IdentityGap;
import io.plimsoll.fabric.verify.Identity.Gap;
import io.plimsoll.fabric.verify.Identity.How;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says which planned node's port each single adapter is: by its name, by what a foreign name stands for throughout the dump, by the
 * GUIDs of its siblings, by where it is plugged in, and in the end by elimination.
 */
final class AdapterIdentifier {

    private final PlanIndex plan;
    private final ObservedIndex seen;
    private final Identity identity;
    /** For each adapter the planned port that the port it is plugged into is meant for, or -1. */
    private final int[] position;
    /** For each planned port the adapter that was found to be it, or -1. */
    private final int[] claimedBy;
    /** For each planned port the adapter that is plugged in where it should be, or -1. */
    private final int[] pluggedAt;

    AdapterIdentifier(PlanIndex plan, ObservedIndex seen, Identity identity) {
        this.plan = plan;
        this.seen = seen;
        this.identity = identity;
        this.position = filled(seen.devices);
        this.claimedBy = filled(plan.ports);
        this.pluggedAt = filled(plan.ports);
    }

    void identify() {
        findPositions();
        misnamedNodes();
        if (foreignNames()) {
            refreshClaims();
        }
        boolean open = false;
        for (int o = 0; o < seen.devices && !open; o++) {
            open = isOpen(o);
        }
        if (open) {
            new SiblingLaw(plan, seen, identity, position, claimedBy).identify();
            byPositionAndElimination();
        }
        tellGaps();
    }

    private boolean isAdapter(int o) {
        DeviceKind kind = seen.kind(o);
        return kind == DeviceKind.NODE && identity.device[o] < 0;
    }

    private boolean isOpen(int o) {
        return isAdapter(o) && identity.port[o] < 0 && seen.degree(o) > 0;
    }

    private void findPositions() {
        for (int o = 0; o < seen.devices; o++) {
            if (!isAdapter(o) || seen.degree(o) == 0) {
                continue;
            }
            int link = seen.linkOf(o, 0);
            int sw = identity.device[seen.peer(link, o)];
            int at = sw < 0 ? -1 : plan.port(sw, seen.peerPort(link, o));
            position[o] = at < 0 ? -1 : plan.expected[at];
            if (position[o] >= 0) {
                pluggedAt[position[o]] = o;
            }
        }
        refreshClaims();
    }

    private void refreshClaims() {
        Arrays.fill(claimedBy, -1);
        for (int o = 0; o < seen.devices; o++) {
            if (identity.port[o] >= 0) {
                claimedBy[identity.port[o]] = o;
            }
        }
    }

    /** A node of which every adapter, two at least, is plugged in where one other node should be: its name lies, not its cables. */
    private void misnamedNodes() {
        int[] other = new int[plan.devices];
        int[] count = new int[plan.devices];
        Arrays.fill(other, -1);
        for (int o = 0; o < seen.devices; o++) {
            int port = identity.port[o];
            if (port < 0 || position[o] < 0) {
                continue;
            }
            int named = plan.portDevice[port];
            int at = plan.portDevice[position[o]];
            boolean sameAdapter = plan.portName[port].equals(plan.portName[position[o]]);
            other[named] =
                    !sameAdapter || (other[named] >= 0 && other[named] != at) ? -2 : other[named] == -2 ? -2 : at;
            count[named]++;
        }
        Set<Integer> misnamed = new HashSet<>();
        for (int n = 0; n < plan.devices; n++) {
            if (other[n] >= 0 && other[n] != n && count[n] >= 2 && other[other[n]] != other[n]) {
                misnamed.add(n);
            }
        }
        if (misnamed.isEmpty()) {
            return;
        }
        for (int o = 0; o < seen.devices; o++) {
            int port = identity.port[o];
            if (port >= 0 && misnamed.contains(plan.portDevice[port])) {
                int named = plan.portDevice[port];
                identity.isPort(o, position[o], How.WIRING);
                gap(
                        o,
                        other[named],
                        "calls itself " + plan.deviceAt(named).name() + ", but all " + count[named]
                                + " adapters of that name are plugged in where "
                                + plan.deviceAt(other[named]).name() + " should be");
            }
        }
        refreshClaims();
    }

    /** Host names that the plan does not have, each standing for the planned node where most of its adapters are. */
    private boolean foreignNames() {
        Map<String, Map<Integer, Integer>> hostVotes = new HashMap<>();
        Map<String, Map<String, Integer>> adapterVotes = new HashMap<>();
        for (int o = 0; o < seen.devices; o++) {
            if (!isOpen(o) || position[o] < 0) {
                continue;
            }
            Names.HostAndAdapter who = Names.split(seen.device(o).description());
            if (Names.saysNothing(seen.device(o).description())
                    || Names.saysNothing(who.host())
                    || who.adapter().isEmpty()) {
                continue;
            }
            hostVotes
                    .computeIfAbsent(who.host(), k -> new HashMap<>())
                    .merge(plan.portDevice[position[o]], 1, Integer::sum);
            adapterVotes
                    .computeIfAbsent(who.adapter(), k -> new HashMap<>())
                    .merge(plan.portName[position[o]], 1, Integer::sum);
        }
        if (hostVotes.isEmpty()) {
            return false;
        }
        Map<String, Integer> nodeOf = nodesOf(hostVotes);
        int adapters = 0;
        for (int o = 0; o < seen.devices; o++) {
            if (!isOpen(o) || position[o] < 0) {
                continue;
            }
            Names.HostAndAdapter who = Names.split(seen.device(o).description());
            Integer node = nodeOf.get(who.host());
            if (node == null) {
                continue;
            }
            int port = plan.port(node, most(adapterVotes.getOrDefault(who.adapter(), Map.of())));
            if (port >= 0 && claimedBy[port] < 0) {
                claimedBy[port] = o;
                identity.isPort(o, port, How.FOREIGN_NAME);
                adapters++;
            }
        }
        if (adapters > 0) {
            identity.notes.add(nodeOf.size()
                    + " nodes carry names that the plan does not have; each was taken for the planned node where"
                    + " most of its adapters are plugged in.");
        }
        return adapters > 0;
    }

    private static Map<String, Integer> nodesOf(Map<String, Map<Integer, Integer>> hostVotes) {
        record Vote(String host, int node, int count) {}
        var votes = new java.util.ArrayList<Vote>();
        hostVotes.forEach((host, nodes) -> nodes.forEach((node, count) -> votes.add(new Vote(host, node, count))));
        votes.sort(java.util.Comparator.comparingInt(Vote::count)
                .reversed()
                .thenComparing(Vote::host)
                .thenComparingInt(Vote::node));
        Map<String, Integer> nodeOf = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Vote vote : votes) {
            if (!nodeOf.containsKey(vote.host()) && taken.add(vote.node())) {
                nodeOf.put(vote.host(), vote.node());
            }
        }
        return nodeOf;
    }

    private static String most(Map<String, Integer> votes) {
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** What nothing speaks for is taken to be what should be there; if that is elsewhere, the chain of displaced ones is followed. */
    private void byPositionAndElimination() {
        for (int o = 0; o < seen.devices; o++) {
            if (isOpen(o) && position[o] >= 0 && claimedBy[position[o]] < 0) {
                claimedBy[position[o]] = o;
                identity.isPort(o, position[o], How.WIRING);
            }
        }
        for (int o = 0; o < seen.devices; o++) {
            if (isOpen(o) && position[o] >= 0) {
                int at = position[o];
                for (int step = 0; step < plan.ports && at >= 0 && claimedBy[at] >= 0; step++) {
                    at = position[claimedBy[at]];
                }
                if (at >= 0 && claimedBy[at] < 0) {
                    claimedBy[at] = o;
                    identity.isPort(o, at, How.WIRING);
                }
            }
        }
    }

    private void tellGaps() {
        Set<Integer> told = new HashSet<>();
        identity.gaps.forEach(g -> told.add(g.observed()));
        for (int o = 0; o < seen.devices; o++) {
            if (!isAdapter(o)
                    || told.contains(o)
                    || identity.how[o] == How.NAME
                    || identity.how[o] == How.FOREIGN_NAME) {
                continue;
            }
            String description = seen.device(o).description();
            if (identity.port[o] < 0
                    && !Names.saysNothing(description)
                    && !Names.saysNothing(Names.split(description).host())) {
                continue;
            }
            int node = identity.port[o] < 0 ? -1 : plan.portDevice[identity.port[o]];
            gap(o, node, proof(o));
        }
    }

    private String proof(int o) {
        if (identity.port[o] < 0) {
            return "no planned port is at this place";
        }
        String is = plan.text(identity.port[o]);
        return switch (identity.how[o]) {
            case SIBLINGS ->
                identity.port[o] == position[o]
                        ? "plugged in where " + is + " should be, and its GUID follows that of its sibling there"
                        : "its GUID follows that of its sibling " + is + " board, although it is plugged in where "
                                + (position[o] < 0 ? "nothing is planned" : plan.text(position[o]) + " should be");
            case WIRING ->
                identity.port[o] == position[o]
                        ? "plugged in where " + is + " should be"
                        : "what should be here is elsewhere by name; by elimination it is " + is;
            case NAME, FOREIGN_NAME, NOTHING -> "";
        };
    }

    private void gap(int o, int plannedDevice, String proof) {
        ObservedDevice device = seen.device(o);
        String probably = identity.port[o] >= 0 ? plan.text(identity.port[o]) : "";
        identity.gaps.add(new Gap(
                o,
                plannedDevice,
                new IdentityGap(device.guid(), device.description(), probably, proof, device.line())));
    }

    private static int[] filled(int length) {
        int[] out = new int[length];
        Arrays.fill(out, -1);
        return out;
    }
}
