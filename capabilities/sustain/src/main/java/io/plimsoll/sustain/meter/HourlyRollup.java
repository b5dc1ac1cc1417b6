/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import io.plimsoll.sustain.meter.Meter.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns the readings of one meter into amounts by the hour.
 *
 * <p>A counter's difference is spread evenly over the time between its readings, so a gap in a counter loses no energy, only
 * its hours. Where the count falls, the meter was reset: what it shows since is counted, and what ran between the last reading
 * and the reset is filled at the power before, and told. A new serial starts a new count. For power and interval readings a
 * gap is filled with the mean of both sides, and told.
 */
public final class HourlyRollup {

    private static final double HOUR = 3600;

    private final Meter meter;
    private final Instant from;
    private final Instant to;
    private final double[] amounts;
    private final boolean[] doubtful;
    private final List<MeterEvent> events = new ArrayList<>();
    private final long gapSeconds;
    private double lastRate;

    private HourlyRollup(Meter meter, Instant from, Instant to, long gapSeconds) {
        this.meter = meter;
        this.from = from;
        this.to = to;
        this.amounts = new double[Hours.hoursBetween(from, to)];
        this.doubtful = new boolean[amounts.length];
        this.gapSeconds = gapSeconds;
    }

    /** Readings of one meter within a period; both ends of the period are full hours. */
    public static Hours of(Meter meter, List<Reading> readings, Instant from, Instant to) {
        List<Reading> sorted = new ArrayList<>(readings);
        sorted.sort(Comparator.comparing(Reading::at));
        HourlyRollup rollup = new HourlyRollup(meter, from, to, gapLimit(sorted));
        rollup.order(readings);
        rollup.run(sorted);
        int measured = 0;
        for (boolean d : rollup.doubtful) {
            measured += d ? 0 : 1;
        }
        return new Hours(meter, from, rollup.amounts, measured, List.copyOf(rollup.events));
    }

    /** Three times the usual distance of readings, at least an hour and a half. */
    private static long gapLimit(List<Reading> sorted) {
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            steps.add(
                    Duration.between(sorted.get(i - 1).at(), sorted.get(i).at()).toSeconds());
        }
        steps.sort(null);
        long usual = steps.isEmpty() ? 3600 : steps.get(steps.size() / 2);
        return Math.max(3 * usual, 5400);
    }

    private void order(List<Reading> readings) {
        for (int i = 1; i < readings.size(); i++) {
            Reading before = readings.get(i - 1);
            Reading now = readings.get(i);
            if (now.at().isBefore(before.at())) {
                event(
                        MeterEvent.Kind.OUT_OF_ORDER,
                        now.at(),
                        before.at(),
                        0,
                        0,
                        "readings came out of order and were sorted");
                return;
            }
        }
    }

    /** Told only where it touches the period, with what it filled in within it. */
    private void event(MeterEvent.Kind kind, Instant a, Instant b, double filled, double atMost, String says) {
        Instant start = a.isBefore(from) ? from : a;
        Instant end = b.isAfter(to) ? to : b;
        boolean instant = a.equals(b);
        if (instant ? a.isBefore(from) || a.isAfter(to) : !start.isBefore(end)) {
            return;
        }
        double within = instant
                ? 1
                : (double) Duration.between(start, end).toSeconds()
                        / Math.max(Duration.between(a, b).toSeconds(), 1);
        events.add(new MeterEvent(meter.id(), kind, a, b, filled * Math.min(within, 1), atMost, says));
    }

    private void run(List<Reading> sorted) {
        if (sorted.isEmpty()) {
            event(MeterEvent.Kind.GAP, from, to, 0, Double.POSITIVE_INFINITY, "no reading in the whole period");
            java.util.Arrays.fill(doubtful, true);
            return;
        }
        Reading before = sorted.getFirst();
        for (int i = 1; i < sorted.size(); i++) {
            Reading now = sorted.get(i);
            if (now.at().equals(before.at())) {
                duplicate(before, now);
                continue;
            }
            step(before, now);
            before = now;
        }
        edges(sorted.getFirst().at(), before.at());
    }

    private void duplicate(Reading before, Reading now) {
        double a = before.value() * before.unit().scale();
        double b = now.value() * now.unit().scale();
        event(
                MeterEvent.Kind.DUPLICATE,
                now.at(),
                now.at(),
                0,
                Math.abs(a - b),
                "two readings at one instant" + (a == b ? "" : " that differ; the first one holds"));
    }

    private void step(Reading before, Reading now) {
        double seconds = Duration.between(before.at(), now.at()).toNanos() / 1e9;
        if (!before.unit().equals(now.unit())) {
            event(
                    MeterEvent.Kind.UNIT_CHANGED,
                    before.at(),
                    now.at(),
                    0,
                    0,
                    "unit " + before.unit().name() + " before, " + now.unit().name() + " after; both were converted");
        }
        boolean gap = seconds > gapSeconds;
        double amount = switch (meter.kind()) {
            case COUNTER -> counted(before, now, seconds, gap);
            case POWER -> powered(before, now, seconds, gap);
            case INTERVAL -> interval(now, seconds, gap, before);
        };
        if (meter.most().isPresent() && amount > meter.most().getAsDouble() * seconds / HOUR * 1.001) {
            event(
                    MeterEvent.Kind.ABOVE_CAPACITY,
                    before.at(),
                    now.at(),
                    0,
                    amount - meter.most().getAsDouble() * seconds / HOUR,
                    "more than can flow through it: a wrong unit, a spike or a wrong rating");
        }
        if (amount < 0) {
            event(MeterEvent.Kind.NEGATIVE, before.at(), now.at(), 0, -amount, "a negative amount was taken as none");
            amount = 0;
        }
        spread(before.at(), now.at(), amount, gap);
        lastRate = amount / seconds;
    }

    private double counted(Reading before, Reading now, double seconds, boolean gap) {
        double a = before.value() * before.unit().scale();
        double b = now.value() * now.unit().scale();
        boolean replaced = !before.serial().equals(now.serial());
        if (!replaced && b >= a) {
            if (gap) {
                event(
                        MeterEvent.Kind.GAP,
                        before.at(),
                        now.at(),
                        0,
                        0,
                        "no reading for " + hours(seconds)
                                + "; the counter ran on: the sum holds, its hours are spread");
            }
            return b - a;
        }
        if (!replaced && meter.rollover().isPresent()) {
            double full = meter.rollover().getAsDouble() * before.unit().scale();
            if (a > 0.9 * full && b < 0.1 * full) {
                event(MeterEvent.Kind.ROLLOVER, before.at(), now.at(), 0, 0, "the counter passed its end");
                return full - a + b;
            }
        }
        double since = replaced ? 0 : Math.max(b, 0);
        double usual = lastRate * seconds;
        double filled = Math.max(usual - since, 0);
        double bound = meter.most().isPresent()
                ? Math.max(meter.most().getAsDouble() * seconds / HOUR - since, filled)
                : Math.max(filled, usual);
        event(
                replaced ? MeterEvent.Kind.METER_REPLACED : MeterEvent.Kind.COUNTER_RESET,
                before.at(),
                now.at(),
                filled,
                bound,
                replaced
                        ? "serial " + before.serial() + " before, " + now.serial()
                                + " after: the new count starts where it stands, the time between is filled at the power before"
                        : "the count fell: what it shows since the reset is counted, the rest is filled at the power before");
        return since + filled;
    }

    private double powered(Reading before, Reading now, double seconds, boolean gap) {
        double mean = (before.value() * before.unit().scale()
                        + now.value() * now.unit().scale())
                / 2;
        double amount = mean * seconds / HOUR;
        if (gap) {
            double most = meter.most().isPresent() ? meter.most().getAsDouble() * seconds / HOUR : amount;
            event(
                    MeterEvent.Kind.GAP,
                    before.at(),
                    now.at(),
                    amount,
                    Math.max(most - amount, amount),
                    "no power for " + hours(seconds) + ": filled with the mean of both sides");
        }
        return amount;
    }

    private double interval(Reading now, double seconds, boolean gap, Reading before) {
        double amount = now.value() * now.unit().scale();
        if (!gap) {
            return amount;
        }
        double filled = Math.max(lastRate * seconds - amount, 0);
        event(
                MeterEvent.Kind.GAP,
                before.at(),
                now.at(),
                filled,
                Math.max(filled, lastRate * seconds),
                "no interval for " + hours(seconds) + ": filled at the rate before");
        return amount + filled;
    }

    private void edges(Instant first, Instant last) {
        double late = Duration.between(from, first).toSeconds();
        double early = Duration.between(last, to).toSeconds();
        if (late > 0) {
            edge(MeterEvent.Kind.STARTS_LATE, from, first, late, "the first reading comes after the period has begun");
        }
        if (early > 0) {
            edge(MeterEvent.Kind.ENDS_EARLY, last, to, early, "the last reading comes before the period ends");
        }
    }

    private void edge(MeterEvent.Kind kind, Instant a, Instant b, double seconds, String says) {
        double known = Math.max(Hours.hoursBetween(from, to) * HOUR - seconds, 1);
        double mean = java.util.Arrays.stream(amounts).sum() / known;
        boolean small = seconds <= gapSeconds;
        double filled = small ? mean * seconds : 0;
        event(
                kind,
                a,
                b,
                filled,
                mean * seconds,
                says + (small ? "; filled with the mean" : "; nothing was put in for " + hours(seconds)));
        mark(a, b);
        if (small) {
            spread(a, b, filled, true);
        }
    }

    private static String hours(double seconds) {
        return String.format(java.util.Locale.ROOT, "%.1f h", seconds / HOUR);
    }

    private void mark(Instant a, Instant b) {
        int i = (int) Math.max(0, Duration.between(from, a).toHours());
        int end = (int) Math.min(
                doubtful.length, Duration.between(from, b).plusSeconds(3599).toHours());
        for (; i < end; i++) {
            doubtful[i] = true;
        }
    }

    private void spread(Instant a, Instant b, double amount, boolean isDoubtful) {
        double start = Duration.between(from, a).toNanos() / 1e9;
        double end = Duration.between(from, b).toNanos() / 1e9;
        if (isDoubtful) {
            mark(a, b);
        }
        double each = amount / (end - start);
        double t = Math.max(start, 0);
        double stop = Math.min(end, amounts.length * HOUR);
        while (t < stop) {
            int hour = (int) (t / HOUR);
            double next = Math.min((hour + 1) * HOUR, stop);
            amounts[hour] += each * (next - t);
            t = next;
        }
    }

    /** Whether the kind of a meter follows from the unit of its readings. */
    static Kind kindOf(Unit unit) {
        return unit.rate() ? Kind.POWER : Kind.COUNTER;
    }
}
