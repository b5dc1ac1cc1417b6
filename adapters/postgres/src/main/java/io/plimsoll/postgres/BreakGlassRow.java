/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request to reach somebody for a life's sake.
 *
 * @param until when it ends undecided
 * @param agreed empty until somebody else decides
 * @param sends what was sent after an agreement; holds no contact
 */
public record BreakGlassRow(
        long id,
        String site,
        String person,
        String reason,
        String askedBy,
        Instant askedAt,
        Instant until,
        Optional<Boolean> agreed,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        List<Sent> sends,
        long journalSeq) {

    /** @param kind by which way */
    public record Sent(String handle, String kind, boolean sent, String says, Instant at) {}
}
