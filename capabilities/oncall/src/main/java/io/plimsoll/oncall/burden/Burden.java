/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.burden;

import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Span;
import io.plimsoll.oncall.schedule.Swap;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What on-call costs each person: minutes weighted by when they are, a night page as an hour more, and the rest that begins anew
 * after a night page. Hours are those of the person's own zone, over clock changes too.
 */
public final class Burden {

    /** Incidents that one shift of 12 hours can carry (Google, Site Reliability Engineering, chapter 11). */
    public static final int INCIDENTS_MAX = 2;

    /** Rest without a break (Directive 2003/88/EC, Article 3). */
    public static final Duration REST = Duration.ofHours(11);

    /** Work at night up to this leaves the rest as it was: a house rule. */
    public static final Duration SHORT_PAGE = Duration.ofMinutes(15);

    /** Fewer people than this are never shown as a group. */
    public static final int GROUP_MIN = 5;

    private static final double NIGHT_PAGE_MINUTES = 60;
    private static final Duration SHIFT = Duration.ofHours(12);

    /** When a minute is, and what it weighs. */
    public enum Hours {
        BUSINESS(1),
        EVENING(1.5),
        WEEKEND(2),
        NIGHT(3),
        HOLIDAY(3);

        private final double weight;

        Hours(double weight) {
            this.weight = weight;
        }

        public double weight() {
            return weight;
        }
    }

    /**
     * A page that somebody was called by.
     *
     * @param minutes until it was over for this person; 0 if it was not answered
     */
    public record Call(String person, Instant at, double minutes) {}

    /**
     * A night page took the rest.
     *
     * @param startNotBefore when the next work should begin: a full rest after the page was over
     */
    public record RestLost(Instant page, Instant over, Instant startNotBefore, String local) {}

    /**
     * One person, for that person's own eyes.
     *
     * @param share of the window that the person was on call
     * @param minutes on call by hours
     * @param burden weighted minutes, night pages included
     * @param busiestShift most pages in any 12 hours
     * @param nightsIn7Days most nights with a page in any 7 days
     * @param daysInARow most days in a row with on-call time
     */
    public record Person(
            String person,
            double share,
            Map<Hours, Double> minutes,
            int pages,
            int nightPages,
            double workedMinutes,
            double burden,
            int busiestShift,
            int nightsIn7Days,
            int daysInARow,
            List<RestLost> restLost,
            List<String> overLimit) {}

    /**
     * Everybody, without names.
     *
     * @param jain fairness from 1 / people to 1
     * @param balance mean over pairs of the smaller share of time divided by the greater (as Grafana OnCall counts it)
     * @param concentration the busiest person's share of all pages
     */
    public record Group(
            int people,
            double burden,
            int pages,
            int nightPages,
            double jain,
            double balance,
            double concentration,
            int peopleOverLimit,
            int restsLost) {}

    private Burden() {}

    /** Everybody of a plan, in order of id. */
    public static List<Person> people(OnCallPlan plan, List<Call> calls, Span window) {
        return plan.people().stream()
                .map(p -> person(plan, p.id(), p.zone(), calls, window))
                .sorted(Comparator.comparing(Person::person))
                .toList();
    }

    private static Person person(OnCallPlan plan, String id, ZoneId zone, List<Call> all, Span window) {
        List<Span> on = Swap.of(plan, id, window);
        Map<Hours, Double> minutes = new EnumMap<>(Hours.class);
        on.forEach(s -> count(s, zone, plan.holidays(), minutes));
        List<Call> calls = all.stream()
                .filter(c -> c.person().equals(id) && window.contains(c.at()))
                .sorted(Comparator.comparing(Call::at))
                .toList();
        List<Call> night = calls.stream()
                .filter(c -> hours(c.at().atZone(zone), Map.of()) == Hours.NIGHT)
                .toList();
        double burden = minutes.entrySet().stream()
                        .mapToDouble(e -> e.getKey().weight() * e.getValue())
                        .sum()
                + NIGHT_PAGE_MINUTES * night.size();
        double share = on.stream().mapToDouble(s -> s.length().toSeconds()).sum()
                / window.length().toSeconds();
        int busiest = most(calls.stream().map(Call::at).toList(), SHIFT);
        List<String> over = new ArrayList<>();
        if (share > Swap.SHARE_MAX) {
            over.add("on call more than 25 % of the time");
        }
        if (busiest > INCIDENTS_MAX) {
            over.add(busiest + " incidents in one shift of 12 hours; at most 2 are sound");
        }
        List<RestLost> lost = night.stream()
                .filter(c -> c.minutes() > SHORT_PAGE.toMinutes())
                .map(c -> rest(c, zone))
                .toList();
        return new Person(
                id,
                share,
                minutes,
                calls.size(),
                night.size(),
                calls.stream().mapToDouble(Call::minutes).sum(),
                burden,
                busiest,
                nights(night, zone),
                inARow(on, zone),
                lost,
                over);
    }

    /** The rest begins anew when the page is over, and the next work with it. */
    public static RestLost rest(Call call, ZoneId zone) {
        Instant over = call.at().plusSeconds(Math.round(call.minutes() * 60));
        Instant start = over.plus(REST);
        return new RestLost(
                call.at(), over, start, start.atZone(zone).toOffsetDateTime().toString());
    }

    /** Everybody together; empty for fewer than {@value #GROUP_MIN}, where a group would tell on its members. */
    public static Optional<Group> group(List<Person> people) {
        if (people.size() < GROUP_MIN) {
            return Optional.empty();
        }
        double sum = people.stream().mapToDouble(Person::burden).sum();
        double squares =
                people.stream().mapToDouble(p -> p.burden() * p.burden()).sum();
        int pages = people.stream().mapToInt(Person::pages).sum();
        return Optional.of(new Group(
                people.size(),
                sum,
                pages,
                people.stream().mapToInt(Person::nightPages).sum(),
                squares == 0 ? 1 : sum * sum / (people.size() * squares),
                balance(people),
                pages == 0 ? 0 : people.stream().mapToInt(Person::pages).max().orElse(0) / (double) pages,
                (int) people.stream().filter(p -> !p.overLimit().isEmpty()).count(),
                people.stream().mapToInt(p -> p.restLost().size()).sum()));
    }

    private static double balance(List<Person> people) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < people.size(); i++) {
            for (int j = i + 1; j < people.size(); j++) {
                double a = people.get(i).share();
                double b = people.get(j).share();
                sum += Math.max(a, b) == 0 ? 1 : Math.min(a, b) / Math.max(a, b);
                pairs++;
            }
        }
        return pairs == 0 ? 1 : sum / pairs;
    }

    /** Local whole hours are the only borders; a clock change makes one longer or shorter. */
    private static void count(Span span, ZoneId zone, Map<LocalDate, String> free, Map<Hours, Double> into) {
        Instant at = span.start();
        while (at.isBefore(span.end())) {
            ZonedDateTime here = at.atZone(zone);
            Instant next = here.truncatedTo(java.time.temporal.ChronoUnit.HOURS)
                    .plusHours(1)
                    .toInstant();
            Instant stop = next.isBefore(span.end()) ? next : span.end();
            into.merge(hours(here, free), Duration.between(at, stop).toSeconds() / 60.0, Double::sum);
            at = stop;
        }
    }

    /** What a moment is to a person; the heavier one where two hold. */
    public static Hours hours(ZonedDateTime at, Map<LocalDate, String> holidays) {
        if (holidays.containsKey(at.toLocalDate())) {
            return Hours.HOLIDAY;
        }
        if (at.getHour() < 6) {
            return Hours.NIGHT;
        }
        if (at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return Hours.WEEKEND;
        }
        return at.getHour() >= 8 && at.getHour() < 18 ? Hours.BUSINESS : Hours.EVENING;
    }

    private static int most(List<Instant> sorted, Duration within) {
        int best = 0;
        int from = 0;
        for (int to = 0; to < sorted.size(); to++) {
            while (!sorted.get(to).isBefore(sorted.get(from).plus(within))) {
                from++;
            }
            best = Math.max(best, to - from + 1);
        }
        return best;
    }

    private static int nights(List<Call> night, ZoneId zone) {
        TreeSet<Long> days = new TreeSet<>();
        night.forEach(c -> days.add(c.at().atZone(zone).toLocalDate().toEpochDay()));
        return days.stream().mapToInt(d -> days.subSet(d, d + 7).size()).max().orElse(0);
    }

    private static int inARow(List<Span> on, ZoneId zone) {
        TreeMap<Long, Integer> run = new TreeMap<>();
        for (Span s : on) {
            long last = s.end().minusNanos(1).atZone(zone).toLocalDate().toEpochDay();
            for (long d = s.start().atZone(zone).toLocalDate().toEpochDay(); d <= last; d++) {
                run.put(d, run.getOrDefault(d - 1, 0) + 1);
            }
        }
        return run.values().stream().max(Integer::compare).orElse(0);
    }
}
