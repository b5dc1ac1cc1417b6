/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.run.CampaignModel;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.campaign.run.TaskState;
import java.time.Instant;
import java.util.List;

/** What carries out a campaign's commands. Calls return at once; what comes of them is told to the campaign as events. */
interface Hands {

    /** A campaign begins, or goes on after the server was away: its nodes are kept from others. */
    default void begin(List<String> nodes) {}

    /** Starts a workload, or adopts it if it was started before. */
    void start(TaskOrder order, TaskState state);

    /** Stops a workload, and tells when it is gone. */
    void cancel(TaskOrder order);

    /** What of a campaign may still be there. */
    List<Leftover> leftovers(long campaign);

    /** Looks after what time does. */
    void tick(long campaign, CampaignModel model, Instant now);

    /** A node failed for good; it is taken away before this returns, where that can be. */
    void drain(String node, String reason);

    /** Nothing more is to come of this campaign. */
    void over(long campaign, List<String> nodes);
}
