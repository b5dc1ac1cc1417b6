/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.util.List;

/** What can happen to a campaign. Events may come twice, late, or in another order than they happened. */
public sealed interface CampaignEvent {

    /** An event of one attempt of one task. */
    sealed interface OfAttempt extends CampaignEvent {
        String task();

        int attempt();
    }

    /** The campaign begins. */
    record Begun() implements CampaignEvent {}

    /** The launcher says that a workload runs; saying it again keeps the lease. */
    record TaskStarted(String task, int attempt) implements OfAttempt {}

    /** The launcher says that a workload still waits in its queue. */
    record LeaseKept(String task, int attempt) implements OfAttempt {}

    /** A workload ended and its log was judged. */
    record TaskEnded(String task, int attempt, Ending ending, String reason) implements OfAttempt {}

    /**
     * Nobody can say what became of a workload.
     *
     * @param gone that it no longer runs is sure
     */
    record LeaseLost(String task, int attempt, boolean gone, String reason) implements OfAttempt {}

    /** A workload that was stopped or lost is shown to be gone. */
    record Gone(String task, int attempt) implements OfAttempt {}

    /** A node turned out not to need a task. */
    record NotApplicable(String task, String reason) implements CampaignEvent {}

    /** What several tests say of a node together is decided. */
    record Decided(String task, boolean goesOn, String reason) implements CampaignEvent {}

    /** Tests that nobody had planned are asked for; a task that is there already is not added again. */
    record Added(List<RunTask> tasks) implements CampaignEvent {
        public Added {
            tasks = List.copyOf(tasks);
        }
    }

    /** A node is out: what it still has to do will not be done. */
    record NodeOut(String node, String reason) implements CampaignEvent {}

    record Paused(String by) implements CampaignEvent {}

    record Resumed(String by) implements CampaignEvent {}

    record Stopped(String by, String reason) implements CampaignEvent {}

    /** The answer to {@link CampaignCommand.ProveGone}. */
    record Proved(List<Leftover> leftovers) implements CampaignEvent {
        public Proved {
            leftovers = List.copyOf(leftovers);
        }
    }

    /** Time went by. */
    record Tick() implements CampaignEvent {}
}
