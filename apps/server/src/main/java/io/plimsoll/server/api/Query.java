/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * A query parameter.
 *
 * @param expected what a value looks like, for the error message and the reference
 * @param reader makes the value, or throws {@link IllegalArgumentException}
 */
public record Query<T>(String name, String summary, String expected, Function<String, T> reader) {

    /** Items on a page when the caller does not say. */
    public static final int LIMIT_DEFAULT = 100;

    public static final int LIMIT_MAX = 10_000;

    public static final Query<Integer> LIMIT = number("limit", "items on a page", 1, LIMIT_MAX);
    public static final Query<String> CURSOR = text("cursor", "the next of the page before");
    public static final Query<Instant> AT = instant("at", "as of this time; now if left out");
    public static final Query<Instant> FROM = instant("from", "start of the span");
    public static final Query<Instant> TO = instant("to", "end of the span");
    public static final Query<Instant> EFFECTIVE_AT = instant("effectiveAt", "when it happened; now if left out");

    public static Query<String> text(String name, String summary) {
        return new Query<>(name, summary, "text of at most 500 characters", value -> {
            if (value.length() > 500) {
                throw new IllegalArgumentException(value);
            }
            return value;
        });
    }

    public static Query<Integer> number(String name, String summary, int min, int max) {
        return new Query<>(name, summary, "a whole number from " + min + " to " + max, value -> {
            int number = Integer.parseInt(value);
            if (number < min || number > max) {
                throw new IllegalArgumentException(value);
            }
            return number;
        });
    }

    public static Query<Long> sequence(String name, String summary) {
        return new Query<>(name, summary, "a journal row's number", value -> {
            long number = Long.parseLong(value);
            if (number < 0) {
                throw new IllegalArgumentException(value);
            }
            return number;
        });
    }

    public static Query<Instant> instant(String name, String summary) {
        return new Query<>(name, summary, "an instant such as 2026-11-01T00:00:00Z", value -> {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(value, e);
            }
        });
    }

    public static <E extends Enum<E>> Query<E> choice(String name, String summary, Class<E> type) {
        return new Query<>(
                name,
                summary,
                "one of " + Arrays.toString(type.getEnumConstants()),
                value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT)));
    }

    public static Query<String> word(String name, String summary, String... words) {
        return new Query<>(name, summary, "one of " + String.join(", ", words), value -> {
            if (!Arrays.asList(words).contains(value)) {
                throw new IllegalArgumentException(value);
            }
            return value;
        });
    }
}
