/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.Set;

/**
 * Which figure's journal rows to list, newest first.
 *
 * @param node only units of this node; empty for the whole site
 * @param at as of this time
 * @param beforeSeq only rows before this one; 0 for the newest
 * @param limit at most this many, at most 1,000
 */
public record FigureQuery(String site, Figure figure, String node, Instant at, long beforeSeq, int limit) {

    /** A figure that rests on journal rows. */
    public sealed interface Figure {
        /** GPUs in these states: the row of each one's last step. */
        record GpusIn(Set<UnitState> states) implements Figure {
            public GpusIn {
                states = Set.copyOf(states);
            }
        }

        /** Cables: the last observation of the fabric. */
        record Cables() implements Figure {}

        /** Open repair orders: the row that opened each. */
        record OpenOrders() implements Figure {}
    }
}
