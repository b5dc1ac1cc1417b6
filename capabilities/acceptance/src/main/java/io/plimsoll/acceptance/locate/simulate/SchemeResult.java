/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultPart;
import java.util.List;
import java.util.Set;

/**
 * What a scheme says of a fleet in the end.
 *
 * @param condemned what it calls bad: a part, or parts of which one is bad and no test can say which
 * @param undecided nodes that it neither condemns nor clears
 * @param rounds parallel rounds of pairs that it took
 * @param ladderRounds parallel rounds of groups after them
 */
record SchemeResult(List<Set<FaultPart>> condemned, Set<FaultPart> undecided, int rounds, int ladderRounds) {
    SchemeResult {
        condemned = List.copyOf(condemned);
        undecided = Set.copyOf(undecided);
    }

    /** Of a scheme that judges nodes only, in one go. */
    static SchemeResult ofNodes(Set<FaultPart> condemned, Set<FaultPart> undecided, int rounds) {
        return new SchemeResult(condemned.stream().map(Set::of).toList(), undecided, rounds, 0);
    }
}
