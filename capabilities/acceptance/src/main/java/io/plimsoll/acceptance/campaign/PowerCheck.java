/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What a request's limits can never allow, told before anything is planned. */
final class PowerCheck {

    private static final String SOURCE = "campaign request";

    private final CampaignRequest request;

    /** What halls and racks draw with no test on them; a rack's key has its hall in it. */
    private final Map<String, Long> idleHalls = new LinkedHashMap<>();

    private final Map<String, Long> idleRacks = new LinkedHashMap<>();
    private final List<InputProblem> problems = new ArrayList<>();
    private final Partners partners;

    private PowerCheck(CampaignRequest request) {
        this.request = request;
        this.partners = new Partners(request.nodes(), request.seed());
        for (CampaignNode node : request.nodes()) {
            idleHalls.merge(node.hall(), (long) node.idleWatts(), Long::sum);
            idleRacks.merge(rackOf(node), (long) node.idleWatts(), Long::sum);
        }
    }

    static String rackOf(CampaignNode node) {
        return node.hall() + "\n" + node.rack();
    }

    /**
     * Checks the request as a whole.
     *
     * @throws BadInputException with every problem found
     */
    static PowerCheck of(CampaignRequest request) {
        PowerCheck check = new PowerCheck(request);
        check.shape();
        check.idle();
        if (check.problems.isEmpty()) {
            check.singles();
            check.racks();
        }
        if (!check.problems.isEmpty()) {
            throw new BadInputException(check.problems);
        }
        return check;
    }

    Partners partners() {
        return partners;
    }

    private void problem(String seen, String expected, String maybe) {
        if (problems.size() < BadInputException.PROBLEMS_MAX) {
            problems.add(new InputProblem(SOURCE, 0, seen, expected, maybe));
        }
    }

    private void shape() {
        if (request.nodes().isEmpty()) {
            problem("no node", "at least one node to test", "");
        }
        if (request.nodeCap() < 1) {
            problem("node cap " + request.nodeCap(), "a number of nodes from 1", "");
        }
        request.deadline()
                .filter(d -> !d.isAfter(request.start()))
                .ifPresent(d -> problem("deadline " + d, "a deadline after the start, " + request.start(), ""));
        Set<String> names = new HashSet<>();
        for (CampaignNode node : request.nodes()) {
            if (!names.add(node.name())) {
                problem("node " + node.name() + " twice", "each node once", "");
            }
            if (node.nodeWatts() < 1 || node.idleWatts() < 0 || node.idleWatts() > node.nodeWatts()) {
                problem(
                        "node " + node.name() + " with " + node.nodeWatts() + " W, idle " + node.idleWatts() + " W",
                        "a node's power of at least 1 W, and idle power from 0 to that",
                        "");
            }
        }
    }

    private void idle() {
        PowerLimits limits = request.limits();
        idleHalls.forEach((hall, watts) -> exceeded("hall " + hall + " idle", watts, limits.hallWatts()));
        idleRacks.forEach((rack, watts) ->
                exceeded("rack " + rack.substring(rack.indexOf('\n') + 1) + " idle", watts, limits.rackWatts()));
    }

    private void exceeded(String what, long watts, OptionalLong limit) {
        if (limit.isPresent() && watts > limit.getAsLong()) {
            problem(what + " draws " + watts + " W", "at most " + limit.getAsLong() + " W", "");
        }
    }

    private void singles() {
        for (PlannedTest test : request.plan().tests()) {
            Set<String> told = new HashSet<>();
            for (CampaignNode node : request.nodes()) {
                int stated = test.resources().wattsPerNode().orElse(0);
                if (stated > node.nodeWatts() && told.add("stated")) {
                    problem(
                            test.id() + " states " + stated + " W a node",
                            "at most what the node draws at full load; " + node.name() + " draws " + node.nodeWatts()
                                    + " W",
                            "the test plan is for another model of node.");
                }
                if (!node.withoutTests().contains(test.id()) && told.size() < 3) {
                    String refused = refuses(test, List.of(node));
                    if (!refused.isEmpty() && told.add(refused)) {
                        problem(test.id() + " on " + node.name(), "a test that the limits allow: " + refused, "");
                    }
                }
            }
        }
    }

    private void racks() {
        Map<String, List<CampaignNode>> racks = new LinkedHashMap<>();
        request.nodes()
                .forEach(n ->
                        racks.computeIfAbsent(rackOf(n), k -> new ArrayList<>()).add(n));
        for (PlannedTest test : request.plan().tests()) {
            if (test.scope() != TestScope.RACK) {
                continue;
            }
            for (List<CampaignNode> rack : racks.values()) {
                List<CampaignNode> members = rack.stream()
                        .filter(n -> !n.withoutTests().contains(test.id()))
                        .toList();
                String refused = members.isEmpty() ? "" : refuses(test, members);
                if (!refused.isEmpty()) {
                    problem(
                            test.id() + " on the whole rack " + rack.getFirst().rack(),
                            "a test that the limits allow: " + refused,
                            "leave the test out of this plan, or raise the limit.");
                    break;
                }
            }
        }
    }

    /** Why a group of nodes could never run the test together; empty if it could. */
    String refusesGroup(PlannedTest test, int[] group) {
        List<CampaignNode> nodes = new ArrayList<>(group.length);
        for (int n : group) {
            nodes.add(request.nodes().get(n));
        }
        return refuses(test, nodes);
    }

    private String refuses(PlannedTest test, List<CampaignNode> nodes) {
        if (nodes.size() > request.nodeCap()) {
            return nodes.size() + " nodes at once, and at most " + request.nodeCap() + " may be under test";
        }
        Map<String, Long> halls = new HashMap<>();
        Map<String, Long> racks = new HashMap<>();
        for (CampaignNode node : nodes) {
            long more = (long) test.resources().wattsOn(node.nodeWatts(), node.idleWatts()) - node.idleWatts();
            halls.merge(node.hall(), more, Long::sum);
            racks.merge(rackOf(node), more, Long::sum);
        }
        PowerLimits limits = request.limits();
        for (Map.Entry<String, Long> rack : racks.entrySet()) {
            long draw = idleRacks.getOrDefault(rack.getKey(), 0L) + rack.getValue();
            if (limits.rackWatts().isPresent() && draw > limits.rackWatts().getAsLong()) {
                return "it takes a rack to " + draw + " W, and its limit is "
                        + limits.rackWatts().getAsLong() + " W";
            }
        }
        for (Map.Entry<String, Long> hall : halls.entrySet()) {
            long draw = idleHalls.getOrDefault(hall.getKey(), 0L) + hall.getValue();
            if (limits.hallWatts().isPresent() && draw > limits.hallWatts().getAsLong()) {
                return "it takes a hall to " + draw + " W, and its limit is "
                        + limits.hallWatts().getAsLong() + " W";
            }
            if (limits.rampWattsPerMinute().isPresent()
                    && hall.getValue() > limits.rampWattsPerMinute().getAsLong()) {
                return "it raises a hall's draw by " + hall.getValue() + " W at once, and the limit is "
                        + limits.rampWattsPerMinute().getAsLong() + " W a minute";
            }
        }
        return "";
    }
}
