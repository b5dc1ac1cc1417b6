/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A test plan run on one node.
 *
 * @param plan the test plan's name
 * @param verdict empty while it runs
 */
public record RunView(
        long id,
        String site,
        String node,
        String plan,
        Sha256 planSha256,
        String fingerprint,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<Verdict> verdict,
        List<TestView> tests) {

    /**
     * @param verdict the judged one once the run is finished, before that of the last result; NOT_RUN without one
     * @param measurements a JSON array as the acceptance room writes it
     * @param criterion in words
     * @param logSha256 of the last raw log
     */
    public record TestView(
            String test,
            boolean required,
            Verdict verdict,
            String measurements,
            String criterion,
            Optional<Sha256> logSha256,
            String reason) {}
}
