/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;

/**
 * The last result of a test in an earlier run of a node.
 *
 * @param id the result's; where it was itself carried over, that of the run that measured it
 * @param run that measured it
 * @param fingerprint what the node was made of then, in canonical JSON
 * @param repaired kinds of parts that repairs since then were of; an empty text for a repair that named none
 */
public record EarlierResult(long id, long run, String fingerprint, List<String> repaired, TestOutcome outcome) {
    public EarlierResult {
        repaired = List.copyOf(repaired);
    }
}
