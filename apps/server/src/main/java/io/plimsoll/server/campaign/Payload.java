/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.joint.JointFigure;
import io.plimsoll.acceptance.campaign.joint.JointVerdict;
import io.plimsoll.postgres.CampaignSave;
import io.plimsoll.postgres.RunStart;
import io.plimsoll.postgres.TestOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be kept with the end of an attempt, if it counts. */
sealed interface Payload {

    /** Nothing but the event. */
    record None() implements Payload {}

    /**
     * A node said what it is made of, and the record agrees: its run begins.
     *
     * @param without tasks of tests that it does not have
     * @param carried results of earlier runs that still speak of it
     * @param done tasks that are not needed for that, each with the reason
     */
    record Begins(
            String node,
            RunStart run,
            List<String> without,
            List<CampaignSave.Carried> carried,
            Map<String, String> done)
            implements Payload {}

    /**
     * What a test of several nodes says of one of them.
     *
     * @param run the node's run
     */
    record Decides(long run, JointVerdict verdict) implements Payload {}

    /** Why runs that the plan does not have are asked for, by task. */
    record Asks(Map<String, String> why) implements Payload {
        public Asks {
            why = Map.copyOf(why);
        }
    }

    /**
     * A result of a test.
     *
     * @param node whose log it is
     * @param run the node's run; 0 where it has none
     * @param own it is this node's own result, though others ran the test at the same time
     */
    record Measured(String node, long run, TestOutcome outcome, boolean own, Optional<JointFigure> figure)
            implements Payload {}
}
