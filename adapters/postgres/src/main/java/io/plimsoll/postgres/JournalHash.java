/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The canonical form of a journal row, and its hash.
 *
 * <p>SHA-256 over ten netstrings (decimal length in bytes, colon, UTF-8 bytes, comma): {@code plimsoll-journal-1}, seq,
 * previous hash in lower-case hexadecimal, effective and recorded instant as {@code 2026-11-23T12:00:00.000000Z}, actor,
 * kind, site, subject, payload. The database computes the same in {@code journal_hash} and refuses a row that differs.
 */
final class JournalHash {

    static final Sha256 NONE = new Sha256("0".repeat(64));

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JournalHash() {}

    /** What {@link JournalRow#hash} must be. */
    static Sha256 of(
            long seq,
            Sha256 previous,
            Instant effectiveAt,
            Instant recordedAt,
            String actor,
            String kind,
            String site,
            String subject,
            String payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 + payload.length());
        netstring(out, "plimsoll-journal-1");
        netstring(out, Long.toString(seq));
        netstring(out, previous.hex());
        netstring(out, INSTANT.format(effectiveAt));
        netstring(out, INSTANT.format(recordedAt));
        netstring(out, actor);
        netstring(out, kind);
        netstring(out, site);
        netstring(out, subject);
        netstring(out, payload);
        return Sha256.of(out.toByteArray());
    }

    /** The record keeps instants to the microsecond. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static void netstring(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        out.write(',');
    }
}
