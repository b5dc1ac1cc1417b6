/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import io.plimsoll.crew.law.Timeline.Piece;
import io.plimsoll.crew.law.Timeline.Shift;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the moments at which a timeline breaks a rule. */
final class Rules {

    /** A gap of so much ends a shift for rules about breaks and about the rest after it. */
    private static final long SHIFT_GAP = 5 * Timeline.HOUR;

    private static final long NEVER = Long.MAX_VALUE;

    private final Timeline time;
    private final Law law;

    Rules(Timeline time, Law law) {
        this.time = time;
        this.law = law;
    }

    /** Seconds since 1970 at which the rule is first broken, once for each shift, week or row. Empty for rules about pay. */
    List<Long> broken(LawRule rule) {
        List<Long> out = new ArrayList<>();
        switch (rule.kind()) {
            case DAILY_REST -> dailyRest(rule, out);
            case REST_AFTER -> restAfter(rule, out);
            case WEEKLY_REST -> weeks().forEach((from, to) -> add(out, time.restLost(from, to, rule.seconds("hours"))));
            case DAY_MAX ->
                time.shifts(rule.seconds("restHours"), Timeline.DAY)
                        .forEach(s -> add(out, s.passes(rule.seconds("hours"))));
            case WEEK_AVERAGE -> average(rule, out);
            case BREAK -> shifts().forEach(s -> add(out, breaks(rule, s)));
            case STRETCH -> shifts().forEach(s -> stretch(rule, s, out));
            case MEAL -> shifts().forEach(s -> add(out, meal(rule, s)));
            case DRIVE_MAX ->
                time.shifts(rule.seconds("restHours"), NEVER)
                        .forEach(s -> add(out, drives(s).passes(rule.seconds("hours"))));
            case DRIVE_WINDOW -> time.shifts(rule.seconds("restHours"), NEVER).forEach(s -> window(rule, s, out));
            case DRIVE_ROLLING -> rolling(rule, out);
            case NIGHT_MAX ->
                time.shifts(rule.seconds("restHours"), Timeline.DAY).stream()
                        .filter(s -> isNight(rule, s))
                        .forEach(s -> add(out, s.passes(rule.seconds("hours"))));
            case NIGHTS_IN_ROW, REST_AFTER_NIGHTS -> nights(rule, out);
            case DAYS_IN_WEEK -> daysInWeek(rule, out);
            case DAYS_IN_ROW -> daysInRow(rule, out);
            case PAY_WEEK, PAY_DAY -> {}
        }
        return out;
    }

    private static void add(List<Long> out, long at) {
        if (at != NEVER) {
            out.add(at);
        }
    }

    private Map<Long, Long> weeks() {
        return time.weeks(law.weekStarts());
    }

    private List<Shift> shifts() {
        return time.shifts(SHIFT_GAP, NEVER);
    }

    private void dailyRest(LawRule rule, List<Long> out) {
        long rest = rule.seconds("hours");
        long from = Long.MIN_VALUE;
        for (int i = 0; i < time.pieces().size(); i++) {
            Piece p = time.pieces().get(i);
            boolean rested = i == 0 || p.start() - time.pieces().get(i - 1).end() >= rest;
            if (rested || p.start() >= from + Timeline.DAY) {
                from = p.start();
                add(out, time.restLost(from, from + Timeline.DAY, rest));
            }
        }
    }

    private void restAfter(LawRule rule, List<Long> out) {
        List<Shift> shifts = shifts();
        for (int i = 1; i < shifts.size(); i++) {
            if (shifts.get(i).start() - shifts.get(i - 1).end() < rule.seconds("hours")) {
                out.add(shifts.get(i).start());
            }
        }
    }

    private void average(LawRule rule, List<Long> out) {
        int weeks = (int) rule.number("weeks");
        long most = rule.seconds("hours") * weeks;
        for (Map.Entry<Long, Long> week : weeks().entrySet()) {
            long before = time.worked(week.getValue() - weeks * 7L * Timeline.DAY, week.getKey());
            long left = most - before;
            if (time.worked(week.getKey(), week.getValue()) > left) {
                List<Piece> mine = time.pieces().stream()
                        .filter(p -> p.end() > week.getKey() && p.start() < week.getValue())
                        .map(p -> new Piece(
                                Math.max(p.start(), week.getKey()),
                                Math.min(p.end(), week.getValue()),
                                p.drive(),
                                p.zone()))
                        .toList();
                add(out, new Shift(mine).passes(Math.max(0, left)));
            }
        }
    }

    private static long breaks(LawRule rule, Shift shift) {
        long passes = shift.passes(rule.seconds("afterHours"));
        if (passes == NEVER) {
            return NEVER;
        }
        long section = Math.round(rule.number("sectionMinutes") * 60);
        long sum = 0;
        for (int i = 1; i < shift.pieces().size(); i++) {
            long gap = shift.pieces().get(i).start() - shift.pieces().get(i - 1).end();
            sum += gap >= section ? gap : 0;
        }
        return sum >= Math.round(rule.number("minutes") * 60) ? NEVER : passes;
    }

    private static void stretch(LawRule rule, Shift shift, List<Long> out) {
        long section = Math.round(rule.number("sectionMinutes") * 60);
        List<Piece> row = new ArrayList<>();
        for (Piece p : shift.pieces()) {
            if (!row.isEmpty() && p.start() - row.getLast().end() >= section) {
                add(out, new Shift(List.copyOf(row)).passes(rule.seconds("hours")));
                row.clear();
            }
            row.add(p);
        }
        add(out, new Shift(row).passes(rule.seconds("hours")));
    }

    private static long meal(LawRule rule, Shift shift) {
        if (shift.passes(rule.seconds("overHours")) == NEVER) {
            return NEVER;
        }
        long by = rule.seconds("byHours");
        long least = Math.round(rule.number("minutes") * 60);
        int meals = 0;
        long worked = 0;
        for (int i = 0; i + 1 < shift.pieces().size(); i++) {
            worked += shift.pieces().get(i).length();
            if (worked <= by
                    && shift.pieces().get(i + 1).start() - shift.pieces().get(i).end() >= least) {
                meals++;
            }
        }
        return meals >= Math.round(by / (5.0 * Timeline.HOUR)) ? NEVER : shift.passes(by);
    }

    private static Shift drives(Shift shift) {
        return new Shift(shift.pieces().stream().filter(Piece::drive).toList());
    }

    private static void window(LawRule rule, Shift shift, List<Long> out) {
        long last = shift.start() + rule.seconds("hours");
        drives(shift).pieces().stream()
                .filter(p -> p.end() > last)
                .findFirst()
                .ifPresent(p -> out.add(Math.max(last, p.start())));
    }

    private void rolling(LawRule rule, List<Long> out) {
        long span = Math.round(rule.number("days") * Timeline.DAY);
        for (Piece p : time.pieces()) {
            for (long t = p.start() + 60; p.drive() && t <= p.end(); t += 60) {
                if (time.worked(t - span, t) > rule.seconds("hours")) {
                    out.add(t - 60);
                    break;
                }
            }
        }
    }

    private static boolean isNight(LawRule rule, Shift shift) {
        return Timeline.night(shift, rule.number("nightFrom"), rule.number("nightTo")) > rule.seconds("nightHours");
    }

    /** A night shift within 48 hours of the end of the last goes on with its row. */
    private void nights(LawRule rule, List<Long> out) {
        boolean aboutRest = rule.kind() == RuleKind.REST_AFTER_NIGHTS;
        long rest = aboutRest ? rule.seconds("hours") : 48 * Timeline.HOUR;
        int row = 0;
        long end = Long.MIN_VALUE / 2;
        for (Shift shift : time.shifts(rule.seconds("restHours"), Timeline.DAY)) {
            boolean soon = shift.start() - end < rest;
            boolean night = isNight(rule, shift);
            if (aboutRest && soon && !night && row >= rule.number("days")) {
                out.add(shift.start());
            }
            row = night ? (soon ? row + 1 : 1) : 0;
            if (!aboutRest && row > rule.number("days")) {
                out.add(shift.start());
            }
            end = night ? shift.end() : Long.MIN_VALUE / 2;
        }
    }

    private void daysInWeek(LawRule rule, List<Long> out) {
        weeks().forEach((from, to) -> {
            List<LocalDate> days = time.days().stream()
                    .filter(d -> Timeline.midnight(d, time.home()) >= from && Timeline.midnight(d, time.home()) < to)
                    .toList();
            if (days.size() > rule.number("days")) {
                out.add(startOn(days.get((int) rule.number("days"))));
            }
        });
    }

    private void daysInRow(LawRule rule, List<Long> out) {
        int row = 0;
        LocalDate last = LocalDate.MIN;
        for (LocalDate day : time.days()) {
            row = last.equals(day.minusDays(1)) ? row + 1 : 1;
            if (row == (int) rule.number("days") + 1) {
                out.add(startOn(day));
            }
            last = day;
        }
    }

    /** The first work on a local day. */
    private long startOn(LocalDate day) {
        return time.pieces().stream()
                .filter(p -> Timeline.midnight(day.plusDays(1), p.zone()) > p.start()
                        && Timeline.midnight(day, p.zone()) < p.end())
                .mapToLong(p -> Math.max(p.start(), Timeline.midnight(day, p.zone())))
                .min()
                .orElseThrow();
    }

    /** Seconds above a pay rule's limit, summed over its days or weeks. */
    long above(LawRule rule) {
        long[] sum = {0};
        long limit = rule.seconds("hours");
        if (rule.kind() == RuleKind.PAY_WEEK) {
            weeks().forEach((from, to) -> sum[0] += Math.max(0, time.worked(from, to) - limit));
        } else if (rule.kind() == RuleKind.PAY_DAY) {
            for (LocalDate day : time.days()) {
                long worked = time.pieces().stream()
                        .mapToLong(p -> Math.max(
                                0,
                                Math.min(p.end(), Timeline.midnight(day.plusDays(1), p.zone()))
                                        - Math.max(p.start(), Timeline.midnight(day, p.zone()))))
                        .sum();
                sum[0] += Math.max(0, worked - limit);
            }
        }
        return sum[0];
    }
}
