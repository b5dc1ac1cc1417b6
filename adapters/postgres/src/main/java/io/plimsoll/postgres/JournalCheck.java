/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.Optional;

/**
 * What a check of the journal found.
 *
 * @param rows rows read
 * @param firstBad the first row that does not hold; empty when all do
 * @param head the last row that was read, to be noted as an anchor
 */
public record JournalCheck(long rows, Optional<Bad> firstBad, JournalHead head) {

    public boolean ok() {
        return firstBad.isEmpty();
    }

    /**
     * @param seq the row, or the first row that is missing
     * @param why what is wrong with it, in one sentence
     */
    public record Bad(long seq, String why) {}
}
