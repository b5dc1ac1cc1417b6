/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Neighbours as {@code lldpctl -f json} (single things are objects keyed by their name) and {@code -f json0} (always arrays) print
 * them. One host: the object with {@code lldp}. Several: an array of such objects with a {@code host} each, or an object from
 * host name to such an object. A port identifier of type {@code mac} is a hardware address and not a port name.
 */
final class LldpReader {

    private String source;
    private Problems problems;
    private final List<ObservedDevice> devices = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<String, ObservedLink> links = new LinkedHashMap<>();
    private final Map<String, String> peerOf = new HashMap<>();

    private LldpReader(String source) {
        this.source = source;
        this.problems = new Problems(source);
    }

    static ObservedFabric read(InputStream in, String source) throws IOException {
        LldpReader reader = new LldpReader(source);
        reader.hosts(Json.read(in, source, reader.problems));
        return reader.fabric(source);
    }

    /** Several hosts, one dump each; a dump that does not name its host is from the one that the file is named after. */
    static ObservedFabric read(String source, List<ObservedReader.HostDump> dumps) throws IOException {
        LldpReader reader = new LldpReader(source);
        for (ObservedReader.HostDump dump : dumps) {
            reader.source = dump.source();
            reader.problems = new Problems(dump.source());
            reader.hosts(Json.read(new ByteArrayInputStream(dump.json()), dump.source(), reader.problems));
            reader.problems.refuseIfAny();
        }
        return reader.fabric(source);
    }

    private ObservedFabric fabric(String whole) {
        problems.refuseIfAny();
        if (links.isEmpty()) {
            throw problems.refusal(
                    0,
                    "no neighbour",
                    "lldp.interface with at least one neighbour",
                    "lldpd has heard nobody yet: wait 30 seconds");
        }
        return new ObservedFabric(whole, ObservedFormat.LLDP_JSON.id(), "", devices, new ArrayList<>(links.values()));
    }

    private void hosts(JsonNode root) {
        if (root.has("lldp")) {
            host(hostName(root, fileHost()), root);
        } else if (root.isArray()) {
            for (JsonNode one : root) {
                String name = hostName(one, "");
                if (!one.has("lldp") || name.isEmpty()) {
                    problems.add(0, one.toString(), "objects with \"host\" and \"lldp\"", "");
                } else {
                    host(name, one);
                }
            }
        } else {
            for (Map.Entry<String, JsonNode> one : root.properties()) {
                if (one.getValue().has("lldp")) {
                    host(hostName(one.getValue(), one.getKey()), one.getValue());
                } else {
                    problems.add(
                            0,
                            one.getKey(),
                            "\"lldp\", or host names with an \"lldp\" object each",
                            "this is another format");
                }
            }
        }
    }

    private String fileHost() {
        String name = source.substring(source.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String hostName(JsonNode node, String otherwise) {
        for (String key : List.of("host", "hostname")) {
            if (node.path(key).isString()) {
                return node.path(key).asString();
            }
        }
        for (Named chassis : named(node.path("local-chassis").path("chassis"))) {
            return chassis.name();
        }
        return otherwise;
    }

    private void host(String name, JsonNode node) {
        int local = device(name, "", DeviceKind.OTHER);
        for (Named face : named(first(node.path("lldp")).path("interface"))) {
            List<Named> chassis = named(face.node().path("chassis"));
            JsonNode port = first(face.node().path("port"));
            if (chassis.isEmpty() || port.isMissingNode()) {
                problems.add(0, name + " " + face.name(), "a chassis and a port for each neighbour", "");
                continue;
            }
            JsonNode who = chassis.getFirst().node();
            int peer = device(chassis.getFirst().name(), value(who.path("id")), kind(who.path("capability")));
            link(local, face.name(), peer, portName(port));
        }
    }

    private void link(int a, String portA, int b, String portB) {
        String here = a + "\t" + portA;
        String there = b + "\t" + portB;
        ObservedLink other = links.get(there + "\t" + here);
        if (other != null) {
            links.put(
                    there + "\t" + here,
                    new ObservedLink(other.a(), other.portA(), other.b(), other.portB(), "", true, 0));
            return;
        }
        contradicts(here, there);
        contradicts(there, here);
        peerOf.put(here, there);
        peerOf.put(there, here);
        links.put(here + "\t" + there, new ObservedLink(a, portA, b, portB, "", false, 0));
    }

    private void contradicts(String end, String peer) {
        String before = peerOf.get(end);
        if (before != null && !before.equals(peer)) {
            problems.add(
                    0,
                    text(end) + " -> " + text(peer),
                    "one neighbour for each port; " + text(before) + " was named before",
                    "a hub or an unmanaged switch stands between them, or the dumps were taken at different times");
        }
    }

    private String text(String end) {
        int tab = end.indexOf('\t');
        return devices.get(Integer.parseInt(end.substring(0, tab))).description() + ":" + end.substring(tab + 1);
    }

    private int device(String name, String id, DeviceKind kind) {
        Integer known = byName.get(name);
        if (known == null) {
            byName.put(name, devices.size());
            devices.add(new ObservedDevice(kind, id, id, name, 0, 0));
            return devices.size() - 1;
        }
        ObservedDevice before = devices.get(known);
        devices.set(
                known,
                new ObservedDevice(
                        before.kind() == DeviceKind.OTHER ? kind : before.kind(),
                        before.guid().isEmpty() ? id : before.guid(),
                        before.guid().isEmpty() ? id : before.guid(),
                        name,
                        0,
                        0));
        return known;
    }

    private static DeviceKind kind(JsonNode capabilities) {
        boolean station = false;
        List<JsonNode> all = new ArrayList<>();
        if (capabilities.isArray()) {
            capabilities.forEach(all::add);
        } else if (capabilities.isObject()) {
            all.add(capabilities);
        }
        for (JsonNode one : all) {
            boolean enabled = one.path("enabled").asBoolean(false);
            String type = one.path("type").asString("");
            if (enabled && (type.equals("Bridge") || type.equals("Router"))) {
                return DeviceKind.SWITCH;
            }
            station |= type.equals("Station") && enabled;
        }
        return station ? DeviceKind.NODE : DeviceKind.OTHER;
    }

    /** The port's own name: its identifier, unless that is a hardware address and a description stands beside it. */
    private static String portName(JsonNode port) {
        JsonNode id = first(port.path("id"));
        String description = value(port.path("descr"));
        boolean mac = id.path("type").asString("").equals("mac");
        return mac && !description.isEmpty() ? description : value(id);
    }

    /** A thing with its name, whichever shape it was printed in. */
    private record Named(String name, JsonNode node) {}

    private static List<Named> named(JsonNode node) {
        List<Named> out = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode one : node) {
                if (one.has("name")) {
                    out.add(new Named(value(one.path("name")), one));
                } else if (one.isObject() && one.size() == 1) {
                    one.properties().forEach(e -> out.add(new Named(e.getKey(), e.getValue())));
                } else if (one.has("id")) {
                    out.add(new Named(value(one.path("id")), one));
                }
            }
        } else if (node.has("name") && node.path("name").isString()) {
            out.add(new Named(value(node.path("name")), node));
        } else if (node.has("id") && (node.has("capability") || node.has("mgmt-ip") || node.size() <= 2)) {
            out.add(new Named(value(node.path("id")), node));
        } else if (node.isObject()) {
            node.properties().forEach(e -> out.add(new Named(e.getKey(), e.getValue())));
        }
        return out;
    }

    private static JsonNode first(JsonNode node) {
        return node.isArray() ? node.path(0) : node;
    }

    private static String value(JsonNode node) {
        JsonNode one = first(node);
        return one.isObject() ? one.path("value").asString("") : one.asString("");
    }
}
