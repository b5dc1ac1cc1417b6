/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.campaign.joint.JointFigure;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.campaign.run.RunTask;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a campaign did since it was last written; all of it is written, or nothing.
 *
 * @param tasks that moved, by id
 * @param begins nodes whose run begins: CABLED to TESTING
 * @param results of single nodes, for their runs
 * @param apart what else attempts came to
 * @param added tasks that the plan does not have
 * @param decided what tests of several nodes say of single ones
 */
public record CampaignSave(
        Map<String, TaskState> tasks,
        Optional<Move> move,
        List<Begin> begins,
        List<Counted> results,
        List<Apart> apart,
        List<Added> added,
        List<Decided> decided) {
    public CampaignSave {
        added = List.copyOf(added);
        decided = List.copyOf(decided);
        tasks = Map.copyOf(tasks);
        begins = List.copyOf(begins);
        results = List.copyOf(results);
        apart = List.copyOf(apart);
    }

    public record Move(CampaignStatus status, CampaignStatus endsIn, String reason) {}

    /** @param carried results of earlier runs that still speak of the node, judged anew */
    public record Begin(String node, RunStart run, List<Carried> carried) {
        public Begin {
            carried = List.copyOf(carried);
        }
    }

    /** @param from the result that it is taken from */
    public record Carried(long from, TestOutcome outcome) {}

    public record Counted(long run, String node, TestOutcome outcome) {}

    /**
     * @param counted whether it is the task's result; false for one that came too late or whose tool broke
     * @param round of a test of several nodes; 0 for others
     * @param figure what a test of several nodes measured, held against its limit
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
    public record Apart(
            String task,
            int attempt,
            String test,
            List<String> nodes,
            boolean counted,
            Verdict verdict,
            String measurements,
            String reason,
            Instant startedAt,
            Instant endedAt,
            byte[] log,
            int round,
            String tool,
            Optional<JointFigure> figure) {}

    public record Added(RunTask task, String why) {}

    public record Decided(long run, JointVerdict verdict) {}

    /**
     * @param runs that began, by node
     * @param refused nodes that could not begin, each with the reason
     * @param apart the ids of what was kept apart, in its order
     */
    public record Saved(Map<String, Long> runs, Map<String, String> refused, List<Long> apart) {}
}
