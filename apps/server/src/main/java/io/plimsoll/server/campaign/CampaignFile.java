/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.CampaignNode;
import io.plimsoll.acceptance.campaign.CampaignPlan;
import io.plimsoll.acceptance.campaign.Task;
import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.campaign.joint.JointAsk;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
     * @param carryOverDays how old a passed test may be for a node not to run it again; null for none
     */
    public record Request(
            TestPlan testPlan,
            String testPlanSha256,
            List<CampaignNode> nodes,
            @Nullable Integer carryOverDays) {
        public Request {
            nodes = List.copyOf(nodes);
        }

        Optional<Duration> carryOver() {
            return Optional.ofNullable(carryOverDays).map(Duration::ofDays);
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

    /** The task that stands for what a test of several nodes says of one of them. */
    static String decisionTask(String test, String node) {
        return "verdict/" + test + "/" + node;
    }

    /** Whether one run of a test is of several nodes at once. */
    static boolean several(PlannedTest test) {
        return switch (test.scope()) {
            case PAIR, GROUP, RACK -> true;
            case NODE, CORE, GPU, NIC, DISK -> false;
        };
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
            PlannedTest test = request.testPlan().test(task.test()).orElseThrow();
            tasks.add(new RunTask(
                    task.id(),
                    task.test(),
                    task.nodes(),
                    task.after(),
                    needs(test, task.nodes(), byTestAndNode),
                    task.watts() / task.nodes().size(),
                    task.expected(),
                    limit(task.expected()),
                    test.resources().coolDown()));
        }
        for (PlannedTest test : request.testPlan().tests()) {
            decisions(test, byTestAndNode, tasks);
        }
        return new CampaignModel(places, tasks, rules(launcher));
    }

    private void decisions(PlannedTest test, Map<String, List<String>> byTestAndNode, List<RunTask> tasks) {
        if (!several(test)) {
            return;
        }
        for (CampaignNode node : request.nodes()) {
            List<String> own = byTestAndNode.get(test.id() + "\n" + node.name());
            if (own != null) {
                tasks.add(RunTask.decision(
                        decisionTask(test.id(), node.name()),
                        test.id(),
                        node.name(),
                        own,
                        needs(test, List.of(node.name()), byTestAndNode)));
            }
        }
    }

    private List<String> needs(PlannedTest test, List<String> nodes, Map<String, List<String>> byTestAndNode) {
        List<String> needs = new ArrayList<>();
        for (String node : nodes) {
            needs.add(fingerprintTask(node));
            for (String need : test.needs()) {
                List<String> tasks = byTestAndNode.getOrDefault(need + "\n" + node, List.of());
                boolean together = !tasks.isEmpty()
                        && request.testPlan()
                                .test(need)
                                .filter(CampaignFile::several)
                                .isPresent();
                needs.addAll(together ? List.of(decisionTask(need, node)) : tasks);
            }
        }
        return needs;
    }

    /** No workload outlives this. */
    private static Duration limit(Duration expected) {
        Duration twice = expected.multipliedBy(2);
        Duration spare = expected.plus(LIMIT_SPARE);
        return twice.compareTo(spare) > 0 ? twice : spare;
    }

    /**
     * A run that the plan does not have.
     *
     * @param number from 1 through the campaign, so that no two have one name
     */
    RunTask asked(JointAsk ask, int number, CampaignModel model) {
        PlannedTest test = request.testPlan().test(ask.test()).orElseThrow();
        long watts = 0;
        Duration takes = Duration.ZERO;
        Set<String> needs = new LinkedHashSet<>();
        for (CampaignNode node : request.nodes()) {
            if (ask.nodes().contains(node.name())) {
                Duration here = test.forProvenance(node.provenance()).duration();
                takes = here.compareTo(takes) > 0 ? here : takes;
                watts = Math.max(watts, test.resources().wattsOn(node.nodeWatts(), node.idleWatts()));
                needs.addAll(model.task(decisionTask(test.id(), node.name()))
                        .orElseThrow()
                        .needs());
            }
        }
        return new RunTask(
                String.format(Locale.ROOT, "%s/r%d/%04d", test.id(), ask.round(), number),
                test.id(),
                ask.nodes(),
                List.of(),
                List.copyOf(needs),
                watts,
                takes,
                limit(takes),
                test.resources().coolDown());
    }

    /** The round of a run of several nodes, from 1: of pairs as planned, of groups the rung; those asked for count on. */
    int round(PlannedTest test, String task) {
        String part = rung(test, task);
        if (part.startsWith("r") && part.length() > 1 && Character.isDigit(part.charAt(1))) {
            return Integer.parseInt(part.substring(1));
        }
        return switch (test.scope()) {
            case PAIR -> Integer.parseInt(part);
            case GROUP -> test.arrangement().groups().indexOf(part) + 1;
            case NODE, CORE, GPU, NIC, DISK, RACK -> 1;
        };
    }

    /** The second word of a run's name: {@code pair-nccl/2/0007} is in round 2. */
    private static String rung(PlannedTest test, String task) {
        String rest = task.substring(test.id().length() + 1);
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    /** The groups that the plan has for a test, rung by rung. */
    List<List<List<String>>> rungs(PlannedTest test) {
        Map<String, List<List<String>>> rungs = new LinkedHashMap<>();
        for (Task task : plan.tasks()) {
            if (task.test().equals(test.id())) {
                rungs.computeIfAbsent(rung(test, task.id()), k -> new ArrayList<>())
                        .add(task.nodes());
            }
        }
        return List.copyOf(rungs.values());
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
