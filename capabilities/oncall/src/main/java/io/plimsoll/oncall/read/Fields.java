/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.model.InputProblems;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads single fields and collects what is wrong with them. */
final class Fields {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})\\s*(s|m|min|h|d|w)");

    private final InputProblems problems;

    Fields(InputProblems problems) {
        this.problems = problems;
    }

    static JsonNode parse(String text, InputProblems problems) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(text);
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw problems.with(line, e.getOriginalMessage(), "a YAML or JSON document", "");
        }
        if (root == null || root.isMissingNode() || root.isNull() || root.isValueNode()) {
            throw problems.with(0, text.strip(), "a YAML or JSON document", "");
        }
        return root;
    }

    static Optional<String> text(JsonNode node, String key) {
        String value = node.path(key).asString("");
        return value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /** Refuses keys that nobody would read: a misspelt one must not be passed over. */
    void known(JsonNode node, String where, String... keys) {
        if (!node.isObject()) {
            problems.add(0, node.asString(""), where + " with " + String.join(", ", keys));
            return;
        }
        List<String> fine = Arrays.asList(keys);
        node.forEachEntry((k, v) -> {
            if (!fine.contains(k)) {
                problems.add(0, k, where + " with keys out of " + fine);
            }
        });
    }

    ZoneId zone(JsonNode node, String key, Optional<ZoneId> otherwise, String where) {
        String text = node.path(key).asString("");
        if (text.isEmpty() && otherwise.isPresent()) {
            return otherwise.get();
        }
        return zone(text, where).orElse(ZoneOffset.UTC);
    }

    Optional<ZoneId> zone(String text, String where) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            problems.add(0, text, where + ": a time zone such as Europe/Oslo", nearest(text));
            return Optional.empty();
        }
    }

    private static String nearest(String text) {
        String last = text.substring(text.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replace(' ', '_');
        return last.length() < 3
                ? ""
                : ZoneId.getAvailableZoneIds().stream()
                        .filter(z -> z.toLowerCase(Locale.ROOT).endsWith("/" + last))
                        .sorted()
                        .findFirst()
                        .map(z -> "'" + z + "' was meant")
                        .orElse("");
    }

    Instant instant(JsonNode node, String key, String where) {
        return instant(node.path(key).asString(""), where + " " + key).orElse(Instant.EPOCH);
    }

    Optional<Instant> instant(String text, String where) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            problems.add(0, text, where + ": a time with its offset, such as 2026-12-01T09:00+01:00");
            return Optional.empty();
        }
    }

    void order(Instant start, Instant end, String where) {
        if (!start.isBefore(end) && !start.equals(Instant.EPOCH) && !end.equals(Instant.EPOCH)) {
            problems.add(0, start + " to " + end, where + ": an end after the start");
        }
    }

    Optional<LocalDateTime> wall(String text, String where) {
        try {
            return Optional.of(text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            problems.add(0, text, where + ": a wall time of the layer's zone, such as 2026-11-02T09:00");
            return Optional.empty();
        }
    }

    Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            problems.add(0, text, "a holiday such as 2026-12-25");
            return Optional.empty();
        }
    }

    /** 24:00 is midnight at the end of the day. */
    Optional<LocalTime> time(String text, String where) {
        if (text.equals("24:00")) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            problems.add(0, text, where + ": a time such as 08:00 (quoted in YAML)");
            return Optional.empty();
        }
    }

    Optional<DayOfWeek> day(String text, String where) {
        String upper = text.toUpperCase(Locale.ROOT);
        Optional<DayOfWeek> found = upper.length() < 2
                ? Optional.empty()
                : Arrays.stream(DayOfWeek.values())
                        .filter(d -> d.name().startsWith(upper))
                        .findFirst();
        if (found.isEmpty()) {
            problems.add(0, text, where + ": a weekday such as monday");
        }
        return found;
    }

    <E extends Enum<E>> Optional<E> choice(Class<E> type, String text, String where) {
        String upper = text.toUpperCase(Locale.ROOT);
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(upper))
                .findFirst();
        if (found.isEmpty()) {
            problems.add(
                    0,
                    text,
                    where + ": one of "
                            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
        }
        return found;
    }

    int number(JsonNode node, String key, int otherwise, int min, int max, String where) {
        String text = node.path(key).asString(String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            problems.add(0, text, where + " " + key + ": a whole number from " + min + " to " + max);
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    Duration span(String text, String where) {
        Matcher m = TIME.matcher(text.strip());
        if (!m.matches() || Long.parseLong(m.group(1)) == 0) {
            problems.add(0, text, where + ": a time with its unit, such as 90s, 5m or 2h");
            return Duration.ofMinutes(5);
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2).charAt(0)) {
            case 's' -> Duration.ofSeconds(n);
            case 'h' -> Duration.ofHours(n);
            case 'd' -> Duration.ofDays(n);
            case 'w' -> Duration.ofDays(7 * n);
            default -> Duration.ofMinutes(n);
        };
    }
}
