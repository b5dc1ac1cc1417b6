/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an incident stands.
 *
 * @param node empty for an incident of a domain
 * @param phase the engine's, or CLOSED
 * @param step the remedy that is due or under way; empty for none
 * @param children the units or nodes that it explains
 */
public record HealthIncidentRow(
        String incident,
        Instant openedAt,
        Instant lastAt,
        String place,
        String node,
        String entity,
        String code,
        String cause,
        String rule,
        String phase,
        String step,
        List<String> children,
        int faults,
        String blame,
        String approvedBy,
        Optional<Instant> closedAt,
        String closedWhy) {

    public HealthIncidentRow {
        children = List.copyOf(children);
    }

    /** The number in its id, by which incidents are ordered. */
    public long number() {
        return Long.parseLong(incident.substring(2));
    }
}
