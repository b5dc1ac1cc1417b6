/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of one test on one node: facts only, not yet judged.
 *
 * @param test the id in the test plan
 * @param tool what ran, with version or command
 * @param logSha256 of the raw log; empty only if there is none
 * @param reason why it did not run or how it broke; empty when completed
 * @param carriedFrom the earlier run of the plan that it was measured in; empty for this one
 */
public record TestResult(
        String test,
        String tool,
        Instant startedAt,
        Instant endedAt,
        Execution execution,
        Reading reading,
        Optional<Sha256> logSha256,
        String reason,
        Optional<String> carriedFrom) {

    public static TestResult completed(
            String test, String tool, Instant startedAt, Instant endedAt, Reading reading, Sha256 logSha256) {
        return new TestResult(
                test,
                tool,
                startedAt,
                endedAt,
                Execution.COMPLETED,
                reading,
                Optional.of(logSha256),
                "",
                Optional.empty());
    }

    public static TestResult notRun(String test, String reason, Instant at) {
        return new TestResult(
                test, "", at, at, Execution.NOT_RUN, Reading.none(""), Optional.empty(), reason, Optional.empty());
    }

    public static TestResult broke(
            String test, String tool, Instant startedAt, Instant endedAt, String reason, Optional<Sha256> logSha256) {
        return new TestResult(
                test, tool, startedAt, endedAt, Execution.BROKE, Reading.none(""), logSha256, reason, Optional.empty());
    }

    /** The same, measured in an earlier run of the plan. */
    public TestResult from(String run) {
        return new TestResult(test, tool, startedAt, endedAt, execution, reading, logSha256, reason, Optional.of(run));
    }
}
