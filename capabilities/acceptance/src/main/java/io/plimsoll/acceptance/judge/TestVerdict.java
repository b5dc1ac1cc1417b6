/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Waiver;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * One test's verdict with everything that led to it.
 *
 * @param verdict what counts
 * @param withoutWaiver what it was before a waiver let it through; the same as {@code verdict} where none did
 * @param logs SHA-256 of each raw log, in the order of the runs
 * @param runs of this node that it was given from; empty for one that was decided with other nodes
 * @param reason in words; empty only for a plain PASS
 */
public record TestVerdict(
        String test,
        String title,
        boolean required,
        Verdict verdict,
        Verdict withoutWaiver,
        String tool,
        List<Measurement> measurements,
        List<CriterionVerdict> criteria,
        List<Sha256> logs,
        List<MeasuredRun> runs,
        Optional<Waiver> waiver,
        String reason) {

    public TestVerdict {
        measurements = List.copyOf(measurements);
        criteria = List.copyOf(criteria);
        logs = List.copyOf(logs);
        runs = List.copyOf(runs);
    }

    /** Whether this test stands in the way of a certificate. */
    public boolean blocks() {
        return required && verdict.blocks();
    }
}
