/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * A campaign, without its long documents.
 *
 * @param endsIn what STOPPING ends in
 * @param startedAt when it first ran
 * @param reason of its last move
 */
public record CampaignRow(
        long id,
        String site,
        String name,
        String launcher,
        String testPlan,
        Sha256 testPlanSha256,
        Sha256 planSha256,
        int tasks,
        Instant createdAt,
        String createdBy,
        Optional<Instant> startedAt,
        Optional<Instant> deadline,
        Instant predictedEnd,
        CampaignStatus status,
        CampaignStatus endsIn,
        String reason) {}
