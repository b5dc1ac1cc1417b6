/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which test runs on which nodes when. Immutable; its id is the SHA-256 of everything else in it.
 *
 * @param parent the plan that this one takes the place of
 * @param tasks by planned start, then by the test plan's order
 * @param notFitting what the limits do not allow
 * @param predictedEnd when the last task ends if everything takes as long as expected
 * @param peakWatts the most that all nodes draw together at any instant
 */
public record CampaignPlan(
        Sha256 id,
        String name,
        String testPlan,
        Sha256 testPlanDigest,
        Optional<Sha256> parent,
        Instant start,
        Optional<Instant> deadline,
        PowerLimits limits,
        int nodeCap,
        long seed,
        List<Task> tasks,
        List<NotFitting> notFitting,
        Instant predictedEnd,
        long peakWatts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public CampaignPlan {
        tasks = List.copyOf(tasks);
        notFitting = List.copyOf(notFitting);
    }

    static CampaignPlan of(
            CampaignRequest request,
            List<Task> tasks,
            List<NotFitting> notFitting,
            Instant predictedEnd,
            long peakWatts) {
        CampaignPlan unnamed = new CampaignPlan(
                Sha256.of(""),
                request.name(),
                request.plan().name(),
                request.plan().digest(),
                request.parent(),
                request.start(),
                request.deadline(),
                request.limits(),
                request.nodeCap(),
                request.seed(),
                tasks,
                notFitting,
                predictedEnd,
                peakWatts);
        return unnamed.withId(Sha256.of(unnamed.canonicalJson()));
    }

    /** Everything but the id, as canonical JSON (RFC 8785). */
    public String canonicalJson() {
        ObjectNode tree = JSON.valueToTree(this);
        tree.remove("id");
        return CanonicalJson.write(tree);
    }

    private CampaignPlan withId(Sha256 digest) {
        return new CampaignPlan(
                digest,
                name,
                testPlan,
                testPlanDigest,
                parent,
                start,
                deadline,
                limits,
                nodeCap,
                seed,
                tasks,
                notFitting,
                predictedEnd,
                peakWatts);
    }
}
