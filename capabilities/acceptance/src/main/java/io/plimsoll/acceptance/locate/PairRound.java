/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.List;

/**
 * Tests that run at one time: no node is in two of them.
 *
 * @param layer what the round is for; single pairs may go farther where a group has an odd count
 * @param left nodes that wait, because no partner was left for them
 */
public record PairRound(Layer layer, List<PairTest> pairs, List<String> left) {
    public PairRound {
        pairs = List.copyOf(pairs);
        left = List.copyOf(left);
    }
}
