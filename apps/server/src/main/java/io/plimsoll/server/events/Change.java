/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.events;

import io.plimsoll.postgres.JournalRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Journal rows folded into one event.
 *
 * @param seq the highest row
 * @param kinds how many rows of each kind
 * @param kind of the last row; with {@code site}, {@code subject} and {@code at} told only where there is one row
 */
record Change(
        long seq,
        int rows,
        Map<String, Integer> kinds,
        SortedSet<String> sites,
        String kind,
        String site,
        String subject,
        Instant at) {

    static final Change NONE = new Change(0, 0, Map.of(), new TreeSet<>(), "", "", "", Instant.EPOCH);

    Change and(JournalRow row) {
        Map<String, Integer> counts = new TreeMap<>(kinds);
        counts.merge(row.kind(), 1, Integer::sum);
        SortedSet<String> places = new TreeSet<>(sites);
        if (!row.site().isEmpty()) {
            places.add(row.site());
        }
        return new Change(
                Math.max(seq, row.seq()),
                rows + 1,
                counts,
                places,
                row.kind(),
                row.site(),
                row.subject(),
                row.effectiveAt());
    }

    Map<String, Object> asMap() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("seq", seq);
        if (rows == 1) {
            data.put("kind", kind);
            data.put("site", site);
            data.put("subject", subject);
            data.put("at", at);
        }
        data.put("kinds", kinds);
        data.put("sites", sites);
        return data;
    }
}
