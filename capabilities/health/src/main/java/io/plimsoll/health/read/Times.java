/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads the timestamps of logs and interfaces. What is no timestamp gives empty, never an error. */
final class Times {

    /** A log line may be this far ahead of the clock that took the file. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private Times() {}

    /** 1 to 12, or 0 for no month's name. */
    static int month(String name) {
        return name.length() < 3 ? 0 : MONTHS.indexOf(name.substring(0, 3).toLowerCase(java.util.Locale.ROOT)) + 1;
    }

    /**
     * ISO 8601 as logs write it: space or T, comma or point, zone with or without colon, or none.
     */
    static Optional<Instant> iso(String text, ZoneId zone) {
        String t = text.strip().replace(',', '.');
        if (t.length() < 10) {
            return Optional.empty();
        }
        if (t.length() == 10) {
            t = t + "T00:00:00";
        }
        if (t.charAt(10) == ' ') {
            t = t.substring(0, 10) + 'T' + t.substring(11).replace(" ", "");
        }
        if (t.endsWith("UTC")) {
            t = t.substring(0, t.length() - 3) + 'Z';
        }
        int sign = Math.max(t.indexOf('+', 11), t.indexOf('-', 11));
        if (sign > 0 && t.length() == sign + 5) {
            t = t.substring(0, sign + 3) + ':' + t.substring(sign + 3);
        }
        if (sign > 0 && t.length() == sign + 3) {
            t = t + ":00";
        }
        try {
            return Optional.of(
                    sign > 0 || t.endsWith("Z")
                            ? OffsetDateTime.parse(t).toInstant()
                            : LocalDateTime.parse(t).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A date with a time of day such as {@code 16:24:18.285}. */
    static Optional<Instant> of(int year, int month, int day, String clock, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(
                            String.format(java.util.Locale.ROOT, "%04d-%02d-%02dT%s", year, month, day, clock))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A date without its year: the latest such instant that is not over a day after {@code received}. */
    static Optional<Instant> yearless(int month, int day, String clock, ZoneId zone, Instant received) {
        int year = received.atZone(ZoneOffset.UTC).getYear() + 1;
        for (int back = 0; back < 10; back++) {
            Optional<Instant> at = of(year - back, month, day, clock, zone);
            if (at.isPresent() && !at.get().isAfter(received.plus(AHEAD))) {
                return at;
            }
        }
        return Optional.empty();
    }

    /** Seconds since 1970 with a fraction. */
    static Optional<Instant> epochSeconds(double seconds) {
        return !Double.isFinite(seconds) || Math.abs(seconds) > 1e11
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        (long) Math.floor(seconds), Math.round((seconds - Math.floor(seconds)) * 1e6) * 1_000));
    }

    /** Nanoseconds since 1970 as a text of digits. */
    static Optional<Instant> epochNanos(String digits) {
        try {
            long nanos = Long.parseUnsignedLong(digits.strip());
            return nanos <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, nanos));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
