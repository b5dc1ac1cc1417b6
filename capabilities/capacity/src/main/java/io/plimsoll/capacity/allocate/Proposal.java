/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.allocate;

import io.plimsoll.model.UnitState;
import java.util.List;

/**
 * What to move in for one commitment. A proposal; nothing is moved.
 *
 * @param missing contract units that lack before
 * @param unmet contract units that still lack after all moves
 * @param explanation why no fewer moves do, and why the rest cannot be met
 */
public record Proposal(String commitment, int missing, int unmet, List<Move> moves, List<String> explanation) {

    public Proposal {
        moves = List.copyOf(moves);
        explanation = List.copyOf(explanation);
    }

    /** One unit to allocate. */
    public record Move(String unit, String rack, UnitState from, String because) {}
}
