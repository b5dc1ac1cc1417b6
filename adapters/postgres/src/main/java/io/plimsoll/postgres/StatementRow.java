/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A statement on the record with the steps that it took.
 *
 * @param document the draft as JSON, whole
 */
public record StatementRow(
        long id,
        String site,
        String kind,
        String customer,
        int year,
        int version,
        Optional<Long> supersedes,
        boolean complete,
        String document,
        long journalSeq,
        List<Step> steps) {

    /** Where it came to, by whom. */
    public record Step(String state, String by, Instant at, String reason, long journalSeq) {}

    public String state() {
        return steps.getLast().state();
    }
}
