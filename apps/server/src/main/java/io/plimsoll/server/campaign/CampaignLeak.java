/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.price.DefectModel;
import io.plimsoll.acceptance.price.DefectModels;
import io.plimsoll.acceptance.price.Leak;
import io.plimsoll.acceptance.price.LeakEstimate;
import io.plimsoll.model.Verdict;
import io.plimsoll.postgres.CampaignNodeRow;
import io.plimsoll.server.api.CampaignApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The bad nodes that shipping now would let through: for each node, the tests of the plan that have not said PASS. A node
 * that a test failed is not shipped and does not count.
 */
final class CampaignLeak {

    private CampaignLeak() {}

    /** Null where no source says what any test of the plan finds: then nothing can be said, and zero would be a lie. */
    static CampaignApi.@Nullable LeakView of(TestPlan plan, List<CampaignNodeRow> nodes) {
        DefectModel model = DefectModels.shipped();
        if (plan.tests().stream()
                .allMatch(t -> Leak.badAfter(plan, t.id(), false, model).isEmpty())) {
            return null;
        }
        double expected = 0;
        double low = 0;
        double high = 0;
        Set<String> sources = new TreeSet<>();
        Set<String> unpriced = new TreeSet<>();
        for (Map.Entry<List<String>, Integer> open :
                nodesByOpenTests(plan, nodes).entrySet()) {
            LeakEstimate leak = Leak.of(plan, open.getKey(), open.getValue(), model);
            expected += leak.expectedBadNodes();
            low += leak.low();
            high += leak.high();
            sources.addAll(leak.sources());
            unpriced.addAll(leak.unpriced());
        }
        List<String> told = new ArrayList<>(sources);
        if (!unpriced.isEmpty()) {
            told.add("no source says what these find, so they are left out: " + String.join(", ", unpriced));
        }
        return new CampaignApi.LeakView(expected, low, high, null, null, told);
    }

    private static Map<List<String>, Integer> nodesByOpenTests(TestPlan plan, List<CampaignNodeRow> nodes) {
        Map<List<String>, Integer> counts =
                new TreeMap<>((a, b) -> String.join(",", a).compareTo(String.join(",", b)));
        for (CampaignNodeRow node : nodes) {
            if (node.verdicts().containsValue(Verdict.FAIL)) {
                continue;
            }
            List<String> open = plan.tests().stream()
                    .map(PlannedTest::id)
                    .filter(t -> node.verdicts().get(t) != Verdict.PASS)
                    .toList();
            counts.merge(open, 1, Integer::sum);
        }
        return counts;
    }
}
