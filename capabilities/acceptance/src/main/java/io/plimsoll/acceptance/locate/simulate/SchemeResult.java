/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultPart;
import java.util.Set;

/**
 * What a scheme says of a fleet in the end.
 *
 * @param condemned parts that it calls bad
 * @param undecided nodes that it neither condemns nor clears
 * @param rounds parallel rounds that it took
 */
record SchemeResult(Set<FaultPart> condemned, Set<FaultPart> undecided, int rounds) {
    SchemeResult {
        condemned = Set.copyOf(condemned);
        undecided = Set.copyOf(undecided);
    }
}
