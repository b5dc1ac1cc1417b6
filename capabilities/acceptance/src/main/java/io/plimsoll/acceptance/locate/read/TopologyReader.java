/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.read;

import io.plimsoll.acceptance.locate.NodeRail;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code {"spines": 8, "nodes": [{"name", "leaf", "pod", "rails": 8}]}}; rails are a count, or a list of {@code {"rail", "nic",
 * "cable", "port"}}. Nodes stand in the order of their ports at the leaf.
 */
public final class TopologyReader {

    private static final int RAILS_MAX = 64;
    private static final int SPINES_MAX = 4096;

    private TopologyReader() {}

    /**
     * Reads the object.
     *
     * @throws BadInputException with everything that is wrong
     */
    public static Topology read(JsonNode root, String source) {
        InputProblems problems = new InputProblems(source);
        int spines = root.path("spines").asInt(0);
        if (spines < 0 || spines > SPINES_MAX) {
            problems.add(0, "spines " + spines, "0 to " + SPINES_MAX);
        }
        List<TopologyNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int at = 0;
        for (JsonNode n : root.path("nodes")) {
            String where = "nodes[" + at++ + "]";
            String name = n.path("name").asString("");
            if (name.isBlank()) {
                problems.add(0, where + " without a name", "a name");
            } else if (!names.add(name)) {
                problems.add(0, where + " named " + name + " again", "each node once");
            } else {
                nodes.add(new TopologyNode(
                        name,
                        n.path("leaf").asString("leaf"),
                        n.path("pod").asString("pod"),
                        rails(n.path("rails"), name, where, problems)));
            }
        }
        if (nodes.size() < 2) {
            problems.add(0, nodes.size() + " nodes", "an array 'nodes' with at least two");
        }
        problems.refuseIfAny();
        return new Topology(nodes, spines);
    }

    private static List<NodeRail> rails(JsonNode rails, String node, String where, InputProblems problems) {
        List<NodeRail> out = new ArrayList<>();
        int count = rails.isArray() ? rails.size() : rails.asInt(0);
        if (count < 0 || count > RAILS_MAX) {
            problems.add(0, where + " with " + count + " rails", "0 to " + RAILS_MAX);
            return out;
        }
        Set<Integer> seen = new HashSet<>();
        for (int k = 0; k < count; k++) {
            JsonNode r = rails.isArray() ? rails.path(k) : rails.path("none");
            int rail = r.path("rail").asInt(k);
            if (!seen.add(rail)) {
                problems.add(0, where + " with rail " + rail + " again", "each rail once");
            }
            out.add(new NodeRail(
                    rail,
                    r.path("nic").asString(node + "/nic-" + rail),
                    r.path("cable").asString(node + "/cable-" + rail),
                    r.path("port").asString(node + "/port-" + rail)));
        }
        return out;
    }
}
