/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.crew.blocker.BlockerKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A site as a stand-up sees it.
 *
 * @param found what is in the way by the record itself
 */
public record StandingRecord(List<Node> nodes, List<Promised> promises, List<Found> found) {

    /**
     * @param gpus that are not retired
     * @param scalableUnit its number
     * @param commitments that it is allocated to now
     */
    public record Node(String name, boolean fit, int gpus, int scalableUnit, String rack, List<String> commitments) {}

    /** GPUs that are promised, now or later. */
    public record Promised(String commitment, int gpus, Instant from, Optional<Instant> until) {}

    /**
     * @param origin one thing of the record, always named the same
     * @param nodes that it holds up
     */
    public record Found(String origin, BlockerKind kind, String title, String supplier, List<String> nodes) {}
}
