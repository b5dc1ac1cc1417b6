/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Instants as people and programs write them: {@code 2026-11-23T18:00:00Z}, with an offset, or a date for its first second in UTC. */
public final class Instants {

    private Instants() {}

    /** The instant, or empty if the text is none. */
    public static Optional<Instant> of(String text) {
        try {
            String plain = text.strip();
            if (plain.length() == 10) {
                return Optional.of(LocalDate.parse(plain).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            String joined = plain.length() > 10 && plain.charAt(10) == ' ' ? plain.replaceFirst(" ", "T") : plain;
            return Optional.of(OffsetDateTime.parse(joined).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Epoch microseconds; {@link Long#MIN_VALUE} if the text is no instant. The usual form is read without garbage. */
    static long micros(String text) {
        if (text.length() == 20 && text.charAt(19) == 'Z' && text.charAt(10) == 'T') {
            int year = digits(text, 0, 4);
            int month = digits(text, 5, 2);
            int day = digits(text, 8, 2);
            int hour = digits(text, 11, 2);
            int minute = digits(text, 14, 2);
            int second = digits(text, 17, 2);
            boolean right = text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(13) == ':';
            if (right
                    && text.charAt(16) == ':'
                    && year > 0
                    && day > 0
                    && day <= 28
                    && month > 0
                    && month <= 12
                    && hour >= 0
                    && hour < 24
                    && minute >= 0
                    && minute < 60
                    && second >= 0
                    && second < 60) {
                return (days(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second) * 1_000_000;
            }
        }
        return of(text).map(i -> i.getEpochSecond() * 1_000_000 + i.getNano() / 1_000)
                .orElse(Long.MIN_VALUE);
    }

    /** Days since 1970 in the Gregorian calendar, counted in eras of 400 years that begin in March. */
    private static long days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int ofEra = y - era * 400;
        int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }

    private static int digits(String text, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
