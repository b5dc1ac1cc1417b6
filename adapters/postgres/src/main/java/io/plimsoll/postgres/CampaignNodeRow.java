/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A node in a campaign.
 *
 * @param runId its run in this campaign; empty before it began
 * @param verdict of the finished run
 * @param verdicts of single tests: judged ones once the run is finished, before that those of the last results
 */
public record CampaignNodeRow(
        String node,
        String rack,
        String hall,
        UnitState state,
        OptionalLong runId,
        Optional<Verdict> verdict,
        Map<String, Verdict> verdicts) {}
