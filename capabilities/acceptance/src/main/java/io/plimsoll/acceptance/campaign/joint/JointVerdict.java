/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.judge.CriterionVerdict;
import io.plimsoll.acceptance.judge.TestVerdict;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a test of several nodes says of one of them.
 *
 * @param verdict PASS, FAIL, INCONCLUSIVE or NOT_RUN
 * @param posterior chance that the node or a part of its own is bad, after all results; empty where none was computed
 * @param reason in words
 * @param evidence the results that it took part in, strongest first
 */
public record JointVerdict(
        String test,
        String node,
        Verdict verdict,
        Optional<Double> posterior,
        String reason,
        List<JointResult> evidence) {

    public JointVerdict {
        evidence = List.copyOf(evidence);
    }

    /** The raw logs that it rests on. */
    public List<Sha256> logs() {
        return evidence.stream().map(JointResult::log).distinct().toList();
    }

    /**
     * As the verdict of a test of the node's plan.
     *
     * @param test as the plan has it for the node
     */
    public TestVerdict toTestVerdict(PlannedTest test) {
        String told = "decided from " + evidence.size() + " runs with other nodes together";
        return new TestVerdict(
                test.id(),
                test.title(),
                test.required(),
                verdict,
                verdict,
                evidence.isEmpty() ? "" : evidence.getFirst().tool(),
                measurements(),
                test.criteria().stream()
                        .map(c -> new CriterionVerdict(c, verdict, told))
                        .toList(),
                logs(),
                List.of(),
                Optional.empty(),
                reason);
    }

    /** What was measured with the node taking part. */
    public List<Measurement> measurements() {
        return evidence.stream().flatMap(r -> r.measurement(node).stream()).toList();
    }
}
