/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;
import java.util.function.Consumer;

/** The journal: append-only, one row a fact, hash-chained. Every writing method of the record appends to it in its own transaction. */
@SuppressWarnings("DoNotCallSuggester")
public final class Journal {

    Journal() {}

    /** Rows that match, newest first. */
    public List<JournalRow> list(JournalQuery query) {
        throw new UnsupportedOperationException();
    }

    /** The last row. */
    public JournalHead head() {
        throw new UnsupportedOperationException();
    }

    /** Reads the whole journal and recomputes every hash, then compares the state of every unit with it. */
    public JournalCheck verify() {
        throw new UnsupportedOperationException();
    }

    /** As {@link #verify()}, and the journal must still hold the row that was noted down earlier. */
    public JournalCheck verify(JournalHead anchor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends a fact that changes no other table, for example a sign-in that was refused.
     *
     * @param payload a JSON object
     */
    public JournalRow append(Stamp stamp, String kind, String site, String subject, String payload) {
        throw new UnsupportedOperationException();
    }

    /** Calls back after each commit with the rows that it added, in order, on the writing thread. Must be quick. */
    public void onCommit(Consumer<List<JournalRow>> listener) {
        throw new UnsupportedOperationException();
    }
}
