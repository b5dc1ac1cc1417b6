/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.CampaignNode;
import io.plimsoll.acceptance.campaign.CampaignPlan;
import io.plimsoll.acceptance.campaign.Task;
import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.campaign.run.CampaignModel;
import io.plimsoll.acceptance.campaign.run.RunRules;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.CampaignDocument;
import io.plimsoll.server.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A campaign's documents, and the running campaign's tasks that they come to: before the plan's tasks each node is asked what
 * it is made of, and everything on it needs that answer.
 */
public record CampaignFile(Request request, CampaignPlan plan) {

    private static final Duration FINGERPRINT_TAKES = Duration.ofSeconds(20);
    private static final Duration FINGERPRINT_LIMIT = Duration.ofMinutes(3);
    private static final Duration LIMIT_SPARE = Duration.ofMinutes(1);

    /**
     * What was asked for.
     *
     * @param testPlan the test plan as it was then
     * @param testPlanSha256 its digest
     */
    public record Request(TestPlan testPlan, String testPlanSha256, List<CampaignNode> nodes) {
        public Request {
            nodes = List.copyOf(nodes);
        }
    }

    public static CampaignFile read(CampaignDocument document) {
        Request request = Json.MAPPER.readValue(document.request(), Request.class);
        ObjectNode plan = (ObjectNode) Json.MAPPER.readTree(document.plan());
        JsonNode id = Json.MAPPER.valueToTree(Sha256.of(document.plan()));
        plan.set("id", id);
        return new CampaignFile(request, Json.MAPPER.treeToValue(plan, CampaignPlan.class));
    }

    public static String fingerprintTask(String node) {
        return AgentWire.FINGERPRINT + "/" + node;
    }

    /** The tasks with the rules that they keep. */
    public CampaignModel model(String launcher) {
        List<CampaignModel.Place> places = request.nodes().stream()
                .map(n -> new CampaignModel.Place(n.name(), n.rack(), n.hall()))
                .toList();
        List<RunTask> tasks = new ArrayList<>();
        for (CampaignNode node : request.nodes()) {
            tasks.add(new RunTask(
                    fingerprintTask(node.name()),
                    AgentWire.FINGERPRINT,
                    List.of(node.name()),
                    List.of(),
                    List.of(),
                    0,
                    FINGERPRINT_TAKES,
                    FINGERPRINT_LIMIT,
                    Duration.ZERO));
        }
        Map<String, List<String>> byTestAndNode = new HashMap<>();
        for (Task task : plan.tasks()) {
            for (String node : task.nodes()) {
                byTestAndNode
                        .computeIfAbsent(task.test() + "\n" + node, k -> new ArrayList<>())
                        .add(task.id());
            }
        }
        for (Task task : plan.tasks()) {
            tasks.add(task(task, byTestAndNode));
        }
        return new CampaignModel(places, tasks, rules(launcher));
    }

    private RunTask task(Task task, Map<String, List<String>> byTestAndNode) {
        PlannedTest test = request.testPlan().test(task.test()).orElseThrow();
        List<String> needs = new ArrayList<>();
        for (String node : task.nodes()) {
            needs.add(fingerprintTask(node));
            for (String need : test.needs()) {
                needs.addAll(byTestAndNode.getOrDefault(need + "\n" + node, List.of()));
            }
        }
        needs.remove(task.id());
        Duration twice = task.expected().multipliedBy(2);
        Duration spare = task.expected().plus(LIMIT_SPARE);
        return new RunTask(
                task.id(),
                task.test(),
                task.nodes(),
                task.after(),
                needs,
                task.watts() / task.nodes().size(),
                task.expected(),
                twice.compareTo(spare) > 0 ? twice : spare,
                test.resources().coolDown());
    }

    private RunRules rules(String launcher) {
        boolean agents = launcher.equals("agent");
        return new RunRules(
                plan.limits().hallWatts().orElse(0),
                plan.limits().rackWatts().orElse(0),
                plan.limits().rampWattsPerMinute().orElse(0),
                plan.nodeCap() >= request.nodes().size() ? 0 : plan.nodeCap(),
                Duration.ZERO,
                agents ? Duration.ofMinutes(15) : Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                RunRules.PLAIN.attemptsMax(),
                plan.deadline());
    }
}
