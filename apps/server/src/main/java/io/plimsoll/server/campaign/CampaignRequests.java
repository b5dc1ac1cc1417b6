/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.CampaignNode;
import io.plimsoll.acceptance.campaign.CampaignPlan;
import io.plimsoll.acceptance.campaign.CampaignPlanner;
import io.plimsoll.acceptance.campaign.CampaignRequest;
import io.plimsoll.acceptance.campaign.PowerLimits;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NewCampaign;
import io.plimsoll.postgres.NodeQuery;
import io.plimsoll.postgres.NodeRow;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes a campaign of what somebody asks for: its nodes from the record, its plan from the planner. */
public final class CampaignRequests {

    /** What a node draws where nobody says: ten kilowatts is an eight-GPU node at its limit, and no limit rests on it. */
    private static final int NODE_WATTS = 10_200;

    private static final int PAGE = 1_000;
    private static final int CARRY_OVER_DAYS_MAX = 365;

    private final Database record;

    public CampaignRequests(Database record) {
        this.record = record;
    }

    /** A campaign that is planned. */
    public CampaignFile plan(String site, CampaignApi.NewCampaign input, TestPlan plan, Instant now) {
        List<InputProblem> problems = new ArrayList<>();
        if (!input.name().matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}")) {
            problems.add(
                    new InputProblem("body /name", 0, input.name(), "letters, digits, dots and dashes, at most 63"));
        }
        boolean limited = input.hallWatts() != null || input.rackWatts() != null || input.rampWattsPerMinute() != null;
        if (limited && input.nodeWatts() == null) {
            problems.add(new InputProblem(
                    "body /nodeWatts", 0, "", "what one node draws at full load, because a power limit is given"));
        }
        if (input.deadline() != null && !input.deadline().isAfter(now)) {
            problems.add(new InputProblem("body /deadline", 0, input.deadline().toString(), "a time after " + now));
        }
        Integer days = input.carryOverDays();
        if (days != null && (days < 1 || days > CARRY_OVER_DAYS_MAX)) {
            problems.add(new InputProblem(
                    "body /carryOverDays", 0, days.toString(), "1 to " + CARRY_OVER_DAYS_MAX + " days, or nothing"));
        }
        int watts = input.nodeWatts() == null ? NODE_WATTS : input.nodeWatts();
        List<CampaignNode> nodes = nodes(site, input.nodes(), watts, problems);
        if (nodes.isEmpty() && problems.isEmpty()) {
            problems.add(new InputProblem("body /nodes", 0, "no node", "at least one node that is CABLED"));
        }
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        CampaignRequest request = new CampaignRequest(
                input.name(),
                plan,
                nodes,
                new PowerLimits(limit(input.hallWatts()), limit(input.rackWatts()), limit(input.rampWattsPerMinute())),
                Optional.ofNullable(input.deadline()),
                now.truncatedTo(ChronoUnit.SECONDS),
                input.nodeCap() == null || input.nodeCap() <= 0 ? nodes.size() : input.nodeCap(),
                input.seed() == null ? 1 : input.seed());
        CampaignPlan planned = CampaignPlanner.plan(request);
        return new CampaignFile(
                new CampaignFile.Request(plan, plan.digest().hex(), nodes, input.carryOverDays()), planned);
    }

    private static OptionalLong limit(@Nullable Long watts) {
        return watts == null ? OptionalLong.empty() : OptionalLong.of(watts);
    }

    private List<CampaignNode> nodes(String site, List<String> asked, int watts, List<InputProblem> problems) {
        Map<String, NodeRow> all = new HashMap<>();
        List<CampaignNode> nodes = new ArrayList<>();
        Map<String, String> leaves = JointPlaces.leaves(record.fabric().plan(site));
        String after = "";
        for (List<NodeRow> page = page(site, after); !page.isEmpty(); page = page(site, after)) {
            for (NodeRow row : page) {
                all.put(row.name(), row);
                if (asked.isEmpty() && row.state() == UnitState.CABLED) {
                    nodes.add(node(row, leaves, watts));
                }
            }
            after = page.getLast().name();
        }
        for (int i = 0; i < asked.size() && problems.size() < 20; i++) {
            NodeRow row = all.get(asked.get(i));
            if (row == null || row.state() != UnitState.CABLED) {
                problems.add(new InputProblem(
                        "body /nodes/" + i,
                        0,
                        asked.get(i) + (row == null ? "" : " is " + row.state()),
                        "a node of this site that is CABLED"));
            } else {
                nodes.add(node(row, leaves, watts));
            }
        }
        return nodes;
    }

    private List<NodeRow> page(String site, String after) {
        return record.line().nodes(site, new NodeQuery(Optional.empty(), "", "", after, PAGE));
    }

    private static CampaignNode node(NodeRow row, Map<String, String> leaves, int watts) {
        return new CampaignNode(
                row.name(),
                row.location().rack(),
                row.location().hall(),
                leaves.getOrDefault(row.name(), ""),
                row.scalableUnit() > 0 ? "SU" + row.scalableUnit() : "",
                watts);
    }

    /** As it is put on the record. */
    public static NewCampaign row(CampaignFile file, String launcher) {
        String plan = file.plan().canonicalJson();
        return new NewCampaign(
                file.plan().name(),
                launcher,
                file.plan().testPlan(),
                file.request().testPlan().digest(),
                Json.MAPPER.writeValueAsString(file.request()),
                plan,
                Sha256.of(plan),
                file.plan().tasks().size() + file.request().nodes().size(),
                file.plan().deadline(),
                file.plan().predictedEnd(),
                file.request().nodes().stream()
                        .map(n -> new NewCampaign.Node(n.name(), n.rack(), n.hall()))
                        .toList());
    }
}
