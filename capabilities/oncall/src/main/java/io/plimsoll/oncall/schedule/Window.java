/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Times of the week in the wall time of a place.
 *
 * @param days on which it opens
 * @param from when it opens
 * @param to when it closes; the next day if it is not after {@code from}
 * @param holidays what it does on holidays
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, OnHolidays holidays) {

    /** What a window does on a holiday. */
    public enum OnHolidays {
        /** As on any such weekday. */
        AS_USUAL,
        /** Stays shut. */
        SHUT,
        /** Opens on every holiday, whatever the weekday, and on its own days. */
        OPEN
    }

    public Window {
        days = Set.copyOf(days);
    }

    private boolean opens(LocalDate day, Map<LocalDate, String> free) {
        return switch (holidays) {
            case AS_USUAL -> days.contains(day.getDayOfWeek());
            case SHUT -> days.contains(day.getDayOfWeek()) && !free.containsKey(day);
            case OPEN -> days.contains(day.getDayOfWeek()) || free.containsKey(day);
        };
    }

    /** Its openings that touch a span, in order. */
    List<Span> openings(Span within, ZoneId zone, Map<LocalDate, String> free) {
        List<Span> out = new ArrayList<>();
        LocalDate last = within.end().atZone(zone).toLocalDate();
        for (LocalDate d = within.start().atZone(zone).toLocalDate().minusDays(1);
                !d.isAfter(last);
                d = d.plusDays(1)) {
            if (opens(d, free)) {
                Instant start = at(d.atTime(from), zone);
                Instant end = at((to.isAfter(from) ? d : d.plusDays(1)).atTime(to), zone);
                new Span(start, end).cut(within).ifPresent(out::add);
            }
        }
        return out;
    }

    static Instant at(LocalDateTime wall, ZoneId zone) {
        return wall.atZone(zone).toInstant();
    }
}
