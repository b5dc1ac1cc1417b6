/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a campaign is to show, on which nodes, and within what.
 *
 * @param deadline when it must be over; empty for when it is done
 * @param nodeCap how many nodes may be under test at one time
 * @param seed for the choice of partners and groups
 * @param parent the plan that this one takes the place of; empty for a first one
 */
public record CampaignRequest(
        String name,
        TestPlan plan,
        List<CampaignNode> nodes,
        PowerLimits limits,
        Optional<Instant> deadline,
        Instant start,
        int nodeCap,
        long seed,
        Optional<Sha256> parent) {

    /** A first plan. */
    public CampaignRequest(
            String name,
            TestPlan plan,
            List<CampaignNode> nodes,
            PowerLimits limits,
            Optional<Instant> deadline,
            Instant start,
            int nodeCap,
            long seed) {
        this(name, plan, nodes, limits, deadline, start, nodeCap, seed, Optional.empty());
    }

    public CampaignRequest {
        nodes = List.copyOf(nodes);
    }
}
