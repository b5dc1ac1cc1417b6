/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The topology graph of NVIDIA NetQ: {@code links[].compounded_links[].interfaces[] {interface, node}}, with both ends of each link. */
final class NetqReader {

    private final Problems problems;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, DeviceKind> kinds = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final List<ObservedDevice> devices = new ArrayList<>();
    private final Map<String, String> peerOf = new HashMap<>();
    private final List<ObservedLink> links = new ArrayList<>();

    private NetqReader(String source) {
        this.problems = new Problems(source);
    }

    static ObservedFabric read(InputStream in, String source) throws IOException {
        NetqReader reader = new NetqReader(source);
        JsonNode root = Json.read(in, source, reader.problems);
        for (JsonNode graph : root.isArray() ? root : List.of(root)) {
            reader.nodes(graph);
            reader.graph(graph);
        }
        reader.problems.refuseIfAny();
        if (reader.links.isEmpty()) {
            throw reader.problems.refusal(
                    0, "no link", "links[].compounded_links[].interfaces[]", "this is another format");
        }
        return new ObservedFabric(source, ObservedFormat.NETQ.id(), "", reader.devices, reader.links);
    }

    private void nodes(JsonNode graph) {
        for (JsonNode tier : graph.path("nodes")) {
            for (JsonNode node : tier.path("compounded_nodes")) {
                String id = node.path("id").asString("");
                String name = node.path("name").asString("");
                names.put(id, name.isEmpty() ? id : name);
                kinds.put(
                        id,
                        node.path("device_type").asString("").equals("switch") ? DeviceKind.SWITCH : DeviceKind.OTHER);
            }
        }
    }

    private void graph(JsonNode graph) {
        for (JsonNode bundle : graph.path("links")) {
            JsonNode members = bundle.path("compounded_links");
            for (JsonNode link : members) {
                JsonNode ends = link.path("interfaces");
                if (ends.size() != 2 || !complete(ends.path(0)) || !complete(ends.path(1))) {
                    problems.add(0, link.toString(), "two interfaces with a node and an interface each", "");
                } else {
                    link(ends.path(0), ends.path(1), link);
                }
            }
        }
    }

    private static boolean complete(JsonNode end) {
        return !end.path("node").asString("").isEmpty()
                && !end.path("interface").asString("").isEmpty();
    }

    private void link(JsonNode a, JsonNode b, JsonNode link) {
        String here = a.path("node").asString() + ":" + a.path("interface").asString();
        String there = b.path("node").asString() + ":" + b.path("interface").asString();
        String before = peerOf.get(here);
        if (before != null && before.equals(there)) {
            return;
        }
        if (before != null || peerOf.containsKey(there) || here.equals(there)) {
            problems.add(0, link.path("id").asString(here + " - " + there), "one link for each interface", "");
            return;
        }
        peerOf.put(here, there);
        peerOf.put(there, here);
        links.add(new ObservedLink(
                device(a.path("node").asString()),
                a.path("interface").asString(),
                device(b.path("node").asString()),
                b.path("interface").asString(),
                "",
                true,
                0));
    }

    private int device(String id) {
        Integer known = byName.putIfAbsent(id, devices.size());
        if (known != null) {
            return known;
        }
        DeviceKind kind = kinds.getOrDefault(id, DeviceKind.OTHER);
        devices.add(new ObservedDevice(kind, id, "", names.getOrDefault(id, id), 0, 0));
        return devices.size() - 1;
    }
}
