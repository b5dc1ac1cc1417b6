/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * Which journal rows to list, newest first.
 *
 * @param site empty for all
 * @param subject empty for all
 * @param kind empty for all; {@code unit.} with the dot for a family
 * @param beforeSeq only rows before this one; 0 for the newest
 * @param limit at most this many, at most 1,000
 */
public record JournalQuery(String site, String subject, String kind, long beforeSeq, int limit) {
    public static JournalQuery newest(int limit) {
        return new JournalQuery("", "", "", 0, limit);
    }
}
