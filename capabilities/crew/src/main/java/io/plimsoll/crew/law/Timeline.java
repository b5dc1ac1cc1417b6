/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** One technician's working time in order, in seconds since 1970. Pieces that touch are kept apart, pieces that overlap are cut. */
record Timeline(List<Piece> pieces, ZoneId home) {

    /** Working time without a gap. */
    record Piece(long start, long end, boolean drive, ZoneId zone) {

        long length() {
            return end - start;
        }
    }

    /** Pieces that belong to one day's work. */
    record Shift(List<Piece> pieces) {

        long start() {
            return pieces.getFirst().start();
        }

        long end() {
            return pieces.getLast().end();
        }

        long worked() {
            return pieces.stream().mapToLong(Piece::length).sum();
        }

        /** The moment at which more than so much has been worked; {@code Long.MAX_VALUE} if never. */
        long passes(long seconds) {
            long left = seconds;
            for (Piece p : pieces) {
                if (p.length() > left) {
                    return p.start() + left;
                }
                left -= p.length();
            }
            return Long.MAX_VALUE;
        }
    }

    static final long HOUR = 3600;
    static final long DAY = 24 * HOUR;

    Timeline {
        pieces = List.copyOf(pieces);
    }

    /** The duties that the law counts; of two that overlap the earlier comes whole. */
    static Timeline of(List<Duty> duties, Law law) {
        List<Piece> out = new ArrayList<>();
        List<Duty> sorted = duties.stream()
                .filter(d -> law.counts().containsKey(d.kind()))
                .sorted(Comparator.comparing(Duty::start).thenComparing(Duty::end))
                .toList();
        long last = Long.MIN_VALUE;
        for (Duty d : sorted) {
            long start = Math.max(last, d.start().getEpochSecond());
            long end = d.end().getEpochSecond();
            if (end > start) {
                out.add(new Piece(start, end, d.kind() == DutyKind.DRIVE, d.zone()));
                last = end;
            }
        }
        return new Timeline(out, duties.getFirst().zone());
    }

    Timeline until(long at) {
        List<Piece> out = new ArrayList<>();
        for (Piece p : pieces) {
            if (p.start() < at) {
                out.add(new Piece(p.start(), Math.min(at, p.end()), p.drive(), p.zone()));
            }
        }
        return new Timeline(out, home);
    }

    Timeline plus(long start, long end) {
        List<Piece> out = new ArrayList<>(pieces);
        out.add(new Piece(
                start, end, false, pieces.isEmpty() ? home : pieces.getLast().zone()));
        return new Timeline(out, home);
    }

    /** Shifts: a new one begins after so much rest, or so long after the start of the one before. */
    List<Shift> shifts(long rest, long longest) {
        List<Shift> out = new ArrayList<>();
        List<Piece> now = new ArrayList<>();
        for (Piece piece : pieces) {
            Piece p = piece;
            if (!now.isEmpty() && p.start() - now.getLast().end() >= rest) {
                out.add(new Shift(List.copyOf(now)));
                now.clear();
            }
            while (!now.isEmpty() && p.end() - now.getFirst().start() > longest) {
                long cut = now.getFirst().start() + longest;
                if (p.start() < cut) {
                    now.add(new Piece(p.start(), cut, p.drive(), p.zone()));
                    p = new Piece(cut, p.end(), p.drive(), p.zone());
                }
                out.add(new Shift(List.copyOf(now)));
                now.clear();
            }
            now.add(p);
        }
        if (!now.isEmpty()) {
            out.add(new Shift(List.copyOf(now)));
        }
        return out;
    }

    /**
     * The moment at which so much rest in a row within the window is no longer possible, because of work; {@code Long.MAX_VALUE} if it
     * is.
     */
    long restLost(long from, long to, long rest) {
        long free = from;
        for (Piece p : pieces) {
            if (p.end() <= from || p.start() >= to) {
                continue;
            }
            if (p.start() - free >= rest) {
                return Long.MAX_VALUE;
            }
            long last = to - rest;
            if (p.end() > last) {
                return Math.max(p.start(), Math.max(last, from));
            }
            free = Math.max(free, p.end());
        }
        return Long.MAX_VALUE;
    }

    long worked(long from, long to) {
        long sum = 0;
        for (Piece p : pieces) {
            sum += Math.max(0, Math.min(p.end(), to) - Math.max(p.start(), from));
        }
        return sum;
    }

    long end() {
        return pieces.isEmpty() ? Long.MIN_VALUE : pieces.getLast().end();
    }

    /** Starts of the local weeks that hold work, in order, each with its end. */
    TreeMap<Long, Long> weeks(DayOfWeek first) {
        TreeMap<Long, Long> out = new TreeMap<>();
        for (Piece p : pieces) {
            LocalDate day = date(p.start(), home).with(TemporalAdjusters.previousOrSame(first));
            while (midnight(day, home) < p.end()) {
                out.put(midnight(day, home), midnight(day.plusWeeks(1), home));
                day = day.plusWeeks(1);
            }
        }
        return out;
    }

    /** Local dates with work. */
    TreeSet<LocalDate> days() {
        TreeSet<LocalDate> out = new TreeSet<>();
        for (Piece p : pieces) {
            for (LocalDate d = date(p.start(), p.zone()); midnight(d, p.zone()) < p.end(); d = d.plusDays(1)) {
                out.add(d);
            }
        }
        return out;
    }

    /** Seconds of a shift between two local hours of the night, each in the zone where it was. */
    static long night(Shift shift, double from, double to) {
        long sum = 0;
        for (Piece p : shift.pieces()) {
            LocalDate day = date(p.start(), p.zone()).minusDays(1);
            while (midnight(day, p.zone()) < p.end()) {
                long dark = local(day, from, p.zone());
                long light = local(from > to ? day.plusDays(1) : day, to, p.zone());
                sum += Math.max(0, Math.min(p.end(), light) - Math.max(p.start(), dark));
                day = day.plusDays(1);
            }
        }
        return sum;
    }

    static LocalDate date(long at, ZoneId zone) {
        return Instant.ofEpochSecond(at).atZone(zone).toLocalDate();
    }

    static long midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toEpochSecond();
    }

    private static long local(LocalDate day, double hour, ZoneId zone) {
        return day.atTime(LocalTime.ofSecondOfDay(Math.round(hour * 3600) % DAY))
                .atZone(zone)
                .toEpochSecond();
    }
}
