/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Log;
import java.time.Instant;
import java.util.List;

/**
 * The entries of a site's ledger in the order in which they were recorded.
 *
 * @param newest the newest row of the record that it was read from
 */
public record LedgerEntries(String site, long newest, List<Entry> entries) {

    /** Later than anything that will be recorded. */
    public static final Instant ALL = Instant.parse("9999-01-01T00:00:00Z");

    public LedgerEntries {
        entries = List.copyOf(entries);
    }

    /** What was recorded by an instant: the first entries, because nothing is ever recorded earlier afterwards. */
    public List<Entry> knownAt(Instant at) {
        if (!at.isBefore(ALL)) {
            return entries;
        }
        long micros = Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
        int lo = 0;
        int hi = entries.size();
        while (lo < hi) {
            int mid = (lo + hi) >>> 1;
            if (entries.get(mid).recordedMicros() <= micros) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        return entries.subList(0, lo);
    }

    /** The log of what was recorded by an instant. */
    public Log log(Instant knownAt) {
        Log.Builder builder = new Log.Builder("the record of " + site);
        knownAt(knownAt).forEach(builder::add);
        return builder.build();
    }
}
