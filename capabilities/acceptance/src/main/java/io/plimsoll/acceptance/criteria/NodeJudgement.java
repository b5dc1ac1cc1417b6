/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.model.Verdict;
import java.util.List;

/**
 * What a set of criteria says of one node; the component names are keys of the command's JSON.
 *
 * @param stratum the class of nodes whose criteria counted
 * @param verdict the worst of all metrics; INCONCLUSIVE if no metric could be judged
 * @param judged metrics that were judged
 * @param findings every metric that is not PASS, worst first
 */
public record NodeJudgement(String node, String stratum, Verdict verdict, int judged, List<Finding> findings) {

    public NodeJudgement {
        findings = List.copyOf(findings);
    }

    /**
     * One metric of one node that is not PASS.
     *
     * @param scope where the worst value was measured; empty for the whole node
     * @param value the mean of the worst sample; 0 if there is none
     * @param limit in words
     * @param distance from the centroid; the node fails beyond {@code distanceMax}
     */
    public record Finding(
            String metric,
            String scope,
            Verdict verdict,
            double value,
            String unit,
            String limit,
            double distance,
            double distanceMax,
            String reason) {}
}
