/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

/** What is to be done after a step. Doing one twice must do no harm: a server that was killed may do it again. */
public sealed interface CampaignCommand {

    /** Start this attempt. */
    record Start(String task, int attempt) implements CampaignCommand {}

    /** Stop the workload of this attempt. */
    record Cancel(String task, int attempt, String reason) implements CampaignCommand {}

    /** Keep a result that came too late or twice over as a fact; it counts for nothing. */
    record KeepAside(String task, int attempt) implements CampaignCommand {}

    /** Nothing more is to come for a node: finish its run. */
    record Settle(String node) implements CampaignCommand {}

    /** Ask the launcher what of this campaign is still there, and tell it with {@link CampaignEvent.Proved}. */
    record ProveGone() implements CampaignCommand {}
}
