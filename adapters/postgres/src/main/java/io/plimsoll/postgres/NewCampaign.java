/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A campaign as it is put on the record, once and for all.
 *
 * @param request what was asked for, a JSON object
 * @param plan the campaign's plan as canonical JSON
 * @param planSha256 of that text
 */
public record NewCampaign(
        String name,
        String launcher,
        String testPlan,
        Sha256 testPlanSha256,
        String request,
        String plan,
        Sha256 planSha256,
        int tasks,
        Optional<Instant> deadline,
        Instant predictedEnd,
        List<Node> nodes) {
    public NewCampaign {
        nodes = List.copyOf(nodes);
    }

    public record Node(String name, String rack, String hall) {}
}
