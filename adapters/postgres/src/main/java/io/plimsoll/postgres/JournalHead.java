/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;

/**
 * The last row of the journal. Noted down outside the record it is an anchor: a journal that was rewritten as a whole no
 * longer holds this row.
 *
 * @param seq 0 for an empty journal
 */
public record JournalHead(long seq, Sha256 hash) {

    /** Reads {@code 4711:9f86d0...}. */
    public static JournalHead parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("expected SEQ:HASH, saw '" + text + "'");
        }
        return new JournalHead(Long.parseLong(text.substring(0, colon)), new Sha256(text.substring(colon + 1)));
    }

    /** {@code 4711:9f86d0...}. */
    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
