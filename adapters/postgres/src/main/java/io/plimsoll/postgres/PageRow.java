/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.oncall.escalate.PageState;
import java.time.Instant;
import java.util.List;

/**
 * A page.
 *
 * @param firing fingerprints of the alerts that fire
 * @param seen alerts and repeats so far
 */
public record PageRow(
        long id,
        String site,
        String group,
        String title,
        String policy,
        Instant raisedAt,
        String raisedBy,
        PageState state,
        List<String> firing,
        int seen,
        long journalSeq) {

    /** Something that happened to a page. */
    public record Event(Instant at, String kind, String who, String says, long journalSeq) {}

    /**
     * A message to one person about a page.
     *
     * @param over whether it says that the page is over
     * @param kind what it went by; empty while it waits
     * @param givenUp handles of contacts that the next station could not deliver to after all
     */
    public record Notice(
            long id,
            long page,
            String person,
            boolean over,
            String says,
            String state,
            int attempts,
            String kind,
            String receipt,
            List<String> givenUp) {}
}
