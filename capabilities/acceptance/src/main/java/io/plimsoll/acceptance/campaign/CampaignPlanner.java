/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.PlannedTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a campaign's plan. The same request gives the same plan. */
public final class CampaignPlanner {

    private CampaignPlanner() {}

    /**
     * Plans every test of every node, one after the other.
     *
     * @throws io.plimsoll.model.BadInputException if a node could never be tested within the limits
     */
    public static CampaignPlan plan(CampaignRequest request) {
        List<Task> tasks = new ArrayList<>();
        Instant now = request.start();
        long peak = 0;
        for (CampaignNode node : request.nodes()) {
            List<String> before = List.of();
            for (PlannedTest test :
                    request.plan().forProvenance(node.provenance()).tests()) {
                if (node.withoutTests().contains(test.id())) {
                    continue;
                }
                long watts = test.resources().wattsOn(node.nodeWatts(), node.idleWatts());
                Task task = new Task(
                        test.id() + "/" + node.name(),
                        test.id(),
                        test.scope(),
                        List.of(node.name()),
                        before,
                        watts,
                        test.duration(),
                        now);
                tasks.add(task);
                before = List.of(task.id());
                now = task.plannedEnd().plus(test.resources().coolDown());
                peak = Math.max(peak, watts);
            }
        }
        return CampaignPlan.of(request, tasks, List.of(), now, peak);
    }
}
