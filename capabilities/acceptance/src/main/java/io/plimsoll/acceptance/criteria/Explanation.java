/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One learned criterion beside the nodes that were measured: what a page or a person needs to see why a node fails.
 *
 * @param values by node and scope, in the order of nodes
 */
public record Explanation(String set, String stratum, LearnedCriterion criterion, List<Value> values) {

    /** One scope of one node: the mean of its sample. */
    public record Value(String node, String scope, double value, double distance, Verdict verdict) {}

    /** Nodes of another class than {@code stratum} are left out. */
    public static Optional<Explanation> of(
            CriterionSet set, Stratum stratum, String metric, Samples samples, Map<String, Stratum> strata) {
        return set.find(stratum, metric).map(c -> {
            String key = set.forStratum(stratum).map(Map.Entry::getKey).orElse("");
            List<Value> values = new ArrayList<>();
            samples.column(metric).ifPresent(col -> {
                for (int u = 0; u < col.units(); u++) {
                    String node = samples.nodes().get(col.node[u]);
                    String own = set.forStratum(strata.getOrDefault(node, Stratum.ALL))
                            .map(Map.Entry::getKey)
                            .orElse("");
                    if (own.equals(key) && !c.centroid().isEmpty()) {
                        values.add(value(c, col, u, node, samples.scopes().get(col.scope[u])));
                    }
                }
            });
            return new Explanation(set.title(), key, c, values);
        });
    }

    private static Value value(LearnedCriterion c, Column col, int u, String node, String scope) {
        double d = CriteriaJudge.distance(c, col, c.sample(), 1, u);
        Verdict verdict = !c.used() ? Verdict.INCONCLUSIVE : CriteriaJudge.within(c, d) ? Verdict.PASS : Verdict.FAIL;
        return new Value(node, scope, col.mean(u), d, verdict);
    }
}
