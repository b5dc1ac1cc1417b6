/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a page stands.
 *
 * @param step the step that was paged last, counted from 0
 * @param round how often all steps have been gone through
 * @param due when the next timer acts; empty if none is set
 * @param paged everybody who was paged so far
 */
public record PageState(
        Status status, int step, int round, Optional<Instant> due, Set<String> paged, Optional<String> acknowledgedBy) {

    /** What a page is. */
    public enum Status {
        NEW,
        /** Somebody was paged, nobody has answered. */
        PAGING,
        /** All steps and repeats are used up and nobody has answered; it goes on being shouted. */
        UNANSWERED,
        ACKNOWLEDGED,
        RESOLVED
    }

    public PageState {
        paged = Set.copyOf(paged);
    }

    /** Before anything happened. */
    public static final PageState START =
            new PageState(Status.NEW, -1, 0, Optional.empty(), Set.of(), Optional.empty());
}
