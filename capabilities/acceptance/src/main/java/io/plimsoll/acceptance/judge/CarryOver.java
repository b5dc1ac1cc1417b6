/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.plan.PlannedTest;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Whether a test's earlier log still speaks of a node: every part that the test covers must be the one that was tested, in its
 * slot and with its firmware, and no repair since then may have touched a part of such a kind. A part that names no serial is
 * told from another only by model, firmware and slot.
 */
public final class CarryOver {

    private CarryOver() {}

    /**
     * Whether what a test showed of a node that was made of {@code then} still holds for what it is made of {@code now}. A test
     * that does not say what it covers, or covers nothing that could be read, never does. The node must be the same one.
     *
     * @param repaired kinds of parts that repairs since then were of; every kind where a repair did not say
     */
    public static boolean holds(PlannedTest test, Fingerprint then, Fingerprint now, Set<PartKind> repaired) {
        List<PartKind> covered = List.copyOf(test.covers());
        boolean known = covered.stream().anyMatch(kind -> !now.parts(kind).isEmpty());
        return known
                && Collections.disjoint(covered, repaired)
                && then.nodeSerial().equals(now.nodeSerial())
                && covered.stream().allMatch(kind -> then.parts(kind).equals(now.parts(kind)));
    }
}
