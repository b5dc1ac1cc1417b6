/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.data.DataTree;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What contains what: each node with its domains (nvlink, rack, leaf, spine, pdu, cooling, firmware, batch), its tenant and
 * its GPUs, and how many nodes each tenant was promised.
 *
 * @param floors the tenant to the number of nodes below which automation never goes by itself
 */
public record Topology(Map<String, Place> nodes, Map<String, Integer> members, Map<String, Integer> floors) {

    /** Nothing is known: no correlation beyond a node, no floor. */
    public static final Topology NONE = of(List.of(), Map.of());

    private static final List<String> DOMAINS =
            List.of("nvlink", "rack", "row", "hall", "leaf", "spine", "pdu", "cooling", "firmware", "batch");

    /**
     * @param domains keys such as {@code leaf:l3}
     * @param tenant empty for none
     */
    public record Place(String node, int gpus, List<String> domains, String tenant) {

        public Place {
            domains = List.copyOf(domains);
        }
    }

    public Topology {
        nodes = Map.copyOf(nodes);
        members = Map.copyOf(members);
        floors = Map.copyOf(floors);
    }

    public static Topology of(List<Place> places, Map<String, Integer> floors) {
        Map<String, Place> nodes = new LinkedHashMap<>();
        Map<String, Integer> members = new HashMap<>();
        for (Place place : places) {
            nodes.put(place.node(), place);
            place.domains().forEach(d -> members.merge(d, 1, Integer::sum));
            members.merge("fleet", 1, Integer::sum);
            if (!place.tenant().isEmpty()) {
                members.merge("tenant:" + place.tenant(), 1, Integer::sum);
            }
        }
        return new Topology(nodes, members, floors);
    }

    public Optional<Place> place(String node) {
        return Optional.ofNullable(nodes.get(node));
    }

    /** How many nodes are in this domain; 0 if it is not known. */
    public int size(String domain) {
        return members.getOrDefault(domain, 0);
    }

    /**
     * Reads {@code nodes: [{node, gpus, rack, leaf, ..., tenant}]} and {@code commitments: [{tenant, floor}]}; a node in
     * several domains of a kind names them with commas.
     *
     * @throws BadInputException if a node has no name or stands twice, or a number is none
     */
    public static Topology read(String yaml, String source) {
        DataTree root = DataTree.yaml(yaml, source);
        InputProblems problems = new InputProblems(source);
        Map<String, Place> places = new LinkedHashMap<>();
        for (DataTree node : root.at("nodes").list()) {
            String name = node.text("node");
            double gpus = node.has("gpus") ? node.at("gpus").number().orElse(-1) : 8;
            if (name.isEmpty() || gpus < 0) {
                problems.add(node.line(), name, "a node with a name and a number of GPUs");
                continue;
            }
            List<String> domains = new ArrayList<>();
            DOMAINS.forEach(kind -> List.of(node.text(kind).split(",")).stream()
                    .map(String::strip)
                    .filter(d -> !d.isEmpty())
                    .forEach(d -> domains.add(kind + ":" + d)));
            if (places.put(name, new Place(name, (int) gpus, domains, node.text("tenant"))) != null) {
                problems.add(node.line(), name, "each node once");
            }
        }
        Map<String, Integer> floors = new HashMap<>();
        for (DataTree line : root.at("commitments").list()) {
            double floor = line.at("floor").number().orElse(-1);
            if (line.text("tenant").isEmpty() || floor < 0) {
                problems.add(line.line(), line.text("tenant"), "a tenant with a floor of nodes");
            } else {
                floors.put(line.text("tenant"), (int) floor);
            }
        }
        problems.refuseIfAny();
        return of(List.copyOf(places.values()), floors);
    }
}
