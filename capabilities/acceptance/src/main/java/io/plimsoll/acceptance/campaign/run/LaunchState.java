/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.util.List;

/** What a launcher knows of a workload. */
public sealed interface LaunchState {

    /** Waiting in the scheduler's queue, or running. */
    record Running(boolean started) implements LaunchState {}

    /**
     * It ran to its end or to its limit.
     *
     * @param exitCode of the whole; 0 says only that the tool ended well
     * @param logs one for each node that wrote one; a pair or group test may have one log for all, under the leading node
     */
    record Ended(int exitCode, List<NodeLog> logs) implements LaunchState {
        public Ended {
            logs = List.copyOf(logs);
        }
    }

    /** The scheduler does not know it, its node is gone, or it was taken away: nobody can say what it measured. */
    record Lost(String reason) implements LaunchState {}
}
