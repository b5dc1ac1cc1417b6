/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.CampaignNode;
import io.plimsoll.acceptance.locate.NodeRail;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PortRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a campaign's nodes hang in the site's fabric: leaf, pod, and what lies between node and leaf. */
final class JointPlaces {

    private JointPlaces() {}

    /** By node, its cables with the end at the node first, in the order of the node's ports. */
    private static Map<String, List<PortRef[]>> ends(FabricPlan plan, Map<PortRef, String> cables) {
        Map<String, List<PortRef[]>> ends = new HashMap<>();
        for (PlannedCable cable : plan.cables()) {
            ends.computeIfAbsent(cable.a().device(), k -> new ArrayList<>()).add(new PortRef[] {cable.a(), cable.b()});
            ends.computeIfAbsent(cable.b().device(), k -> new ArrayList<>()).add(new PortRef[] {cable.b(), cable.a()});
            cables.put(cable.a(), cable.id());
            cables.put(cable.b(), cable.id());
        }
        ends.values().forEach(list -> list.sort((x, y) -> x[0].compareTo(y[0])));
        return ends;
    }

    /** The switch that each node's first port ends on; nodes that the plan does not know are left out. */
    static Map<String, String> leaves(Optional<FabricPlan> plan) {
        Map<String, String> leaves = new HashMap<>();
        plan.ifPresent(p ->
                ends(p, new HashMap<>()).forEach((node, ends) -> leaves.put(node, ends.getFirst()[1].device())));
        return leaves;
    }

    static Topology topology(List<CampaignNode> nodes, Optional<FabricPlan> plan) {
        Map<PortRef, String> cables = new HashMap<>();
        Map<String, List<PortRef[]>> ends = plan.map(p -> ends(p, cables)).orElse(Map.of());
        List<TopologyNode> out = new ArrayList<>();
        for (CampaignNode node : nodes) {
            List<NodeRail> rails = new ArrayList<>();
            for (PortRef[] end : ends.getOrDefault(node.name(), List.of())) {
                rails.add(new NodeRail(
                        rails.size(),
                        node.name() + "/" + end[0].port(),
                        cables.getOrDefault(end[0], ""),
                        end[1].device() + "/" + end[1].port()));
            }
            String pod = node.hall() + "/" + node.pod();
            out.add(new TopologyNode(node.name(), pod + "/" + node.leaf(), pod, rails));
        }
        return new Topology(out, 0);
    }
}
