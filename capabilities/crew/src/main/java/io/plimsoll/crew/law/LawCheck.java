/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import io.plimsoll.crew.law.RuleKind.Sort;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the law says of a technician's shifts: what is broken, what is left, when the next shift may begin, and which rules bind. Knows
 * nothing of any planner: it asks each rule about the timeline with a piece of work more.
 */
public final class LawCheck {

    private static final long STEP = 15 * 60;
    private static final long HORIZON = 35 * Timeline.DAY;

    private LawCheck() {}

    /** A rule broken at a moment. */
    public record Breach(String rule, Instant at, String local, String says, String source) {}

    /** A rule that stands in the way: of more hours now, or of an earlier start. */
    public record Binding(String rule, String of, String says, String source) {}

    /** Hours above a limit that cost more. */
    public record Pay(String rule, double hours, double rate, String source) {}

    /**
     * One technician.
     *
     * @param at the moment asked about
     * @param workedHours all that counts until then
     * @param remainingHours of more work from then on, breaks taken as the law asks; at most 24
     * @param untilBreakHours of more work until a break is due
     * @param referenceHours left in the reference period that ends with this week; empty where the law has none
     * @param nextLegalStart of the next shift; empty if there is none within 35 days
     * @param nextShiftHours the longest that this next shift may be
     */
    public record Technician(
            String technician,
            Instant at,
            ZoneId zone,
            double workedHours,
            double remainingHours,
            double untilBreakHours,
            Optional<Double> referenceHours,
            Optional<Instant> nextLegalStart,
            Optional<String> nextLegalStartLocal,
            double nextShiftHours,
            List<Binding> binding,
            List<Breach> breaches,
            List<Pay> pay) {}

    /**
     * @param duties of any number of technicians, in any order
     * @param at the moment asked about; empty for each technician's last end. Breaches are told of the whole timeline all the same
     */
    public static List<Technician> check(List<Duty> duties, Law law, Optional<Instant> at) {
        Map<String, List<Duty>> by = new TreeMap<>();
        duties.forEach(
                d -> by.computeIfAbsent(d.technician(), k -> new ArrayList<>()).add(d));
        List<Technician> out = new ArrayList<>();
        by.forEach((name, mine) -> out.add(one(name, mine, law, at)));
        return out;
    }

    private static Technician one(String name, List<Duty> duties, Law law, Optional<Instant> at) {
        Timeline all = Timeline.of(duties, law);
        long now = at.map(Instant::getEpochSecond)
                .orElseGet(() -> all.pieces().isEmpty()
                        ? duties.stream()
                                .mapToLong(d -> d.end().getEpochSecond())
                                .max()
                                .orElse(0)
                        : all.end());
        return new Question(all.until(now), law, now).answer(name, all);
    }

    /** One timeline up to a moment. */
    private record Question(Timeline past, Law law, long now) {

        Technician answer(String name, Timeline all) {
            long breaks = longest(now, true);
            long left = longest(now, false);
            long start = nextStart();
            List<Binding> binding = new ArrayList<>();
            broken(past.plus(now, now + left + 60), Sort.LIMIT, now).forEach(r -> bind(binding, r, "hours left"));
            broken(past.plus(now, now + breaks + 60), Sort.BREAK, now).forEach(r -> bind(binding, r, "break"));
            if (start > now && start < Long.MAX_VALUE) {
                rests().stream()
                        .filter(r -> past.end() + rest(r) == start)
                        .forEach(r -> bind(binding, r, "next start"));
                broken(past.plus(start - 60, start - 60 + STEP), Sort.LIMIT, start - 60)
                        .forEach(r -> bind(binding, r, "next start"));
            }
            ZoneId zone = past.pieces().isEmpty()
                    ? past.home()
                    : past.pieces().getLast().zone();
            Optional<Instant> next =
                    start == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(start));
            return new Technician(
                    name,
                    Instant.ofEpochSecond(now),
                    zone,
                    hours(past.pieces().stream()
                            .mapToLong(Timeline.Piece::length)
                            .sum()),
                    hours(left),
                    hours(breaks),
                    reference(),
                    next,
                    next.map(i ->
                            ZonedDateTime.ofInstant(i, zone).toOffsetDateTime().toString()),
                    next.isEmpty() ? 0 : hours(longest(start, false)),
                    binding,
                    breaches(all),
                    pay(all));
        }

        private static double hours(long seconds) {
            return Math.round(seconds / 36.0) / 100.0;
        }

        private static void bind(List<Binding> out, LawRule rule, String of) {
            Binding b = new Binding(rule.id(), of, rule.says(), rule.source());
            if (!out.contains(b)) {
                out.add(b);
            }
        }

        /** The longest work from a moment on that breaks no limit, and no rule about breaks if asked; whole minutes, at most a day. */
        private long longest(long from, boolean withBreaks) {
            long good = 0;
            long bad = Timeline.DAY + 60;
            while (bad - good > 60) {
                long middle = (good + bad) / 120 * 60;
                Timeline more = past.plus(from, from + middle);
                boolean fine = broken(more, Sort.LIMIT, from).isEmpty()
                        && (!withBreaks || broken(more, Sort.BREAK, from).isEmpty());
                if (fine) {
                    good = middle;
                } else {
                    bad = middle;
                }
            }
            return good;
        }

        private List<LawRule> broken(Timeline time, Sort sort, long from) {
            Rules rules = new Rules(time, law);
            boolean drove = time.pieces().stream().anyMatch(Timeline.Piece::drive);
            return law.rules().stream()
                    .filter(r -> r.kind().sort() == sort && (drove || !r.kind().aboutDriving()))
                    .filter(r -> rules.broken(r).stream().anyMatch(t -> t >= from))
                    .toList();
        }

        /** Rules that say after how much rest a new shift begins. */
        private List<LawRule> rests() {
            boolean drove = past.pieces().stream().anyMatch(Timeline.Piece::drive);
            return law.rules().stream()
                    .filter(r -> r.kind() == RuleKind.DAILY_REST
                            || r.kind() == RuleKind.REST_AFTER
                            || (r.numbers().containsKey("restHours")
                                    && (drove || !r.kind().aboutDriving())))
                    .toList();
        }

        private static long rest(LawRule rule) {
            return rule.seconds(rule.numbers().containsKey("restHours") ? "restHours" : "hours");
        }

        /** The first start of a new shift of a quarter of an hour that breaks no limit. */
        private long nextStart() {
            if (past.pieces().isEmpty()) {
                return now;
            }
            long rest = rests().stream().mapToLong(Question::rest).max().orElse(0);
            long first = Math.max(now, past.end() + rest);
            for (long t = first; t < now + HORIZON; t += STEP) {
                if (broken(past.plus(t, t + STEP), Sort.LIMIT, t).isEmpty()) {
                    long exact = t;
                    while (exact - 60 > t - STEP
                            && exact - 60 >= first
                            && broken(past.plus(exact - 60, exact - 60 + STEP), Sort.LIMIT, exact - 60)
                                    .isEmpty()) {
                        exact -= 60;
                    }
                    return exact;
                }
            }
            return Long.MAX_VALUE;
        }

        private Optional<Double> reference() {
            return law.rules().stream()
                    .filter(r -> r.kind() == RuleKind.WEEK_AVERAGE)
                    .map(r -> {
                        long weeks = (long) r.number("weeks");
                        long to = past.plus(now, now + 60)
                                .weeks(law.weekStarts())
                                .lastEntry()
                                .getValue();
                        return hours(r.seconds("hours") * weeks - past.worked(to - weeks * 7L * Timeline.DAY, to));
                    })
                    .min(Double::compare);
        }

        private List<Breach> breaches(Timeline all) {
            Rules rules = new Rules(all, law);
            List<Breach> out = new ArrayList<>();
            for (LawRule rule : law.rules()) {
                for (long t : rules.broken(rule)) {
                    Instant when = Instant.ofEpochSecond(t);
                    ZoneId zone = all.pieces().stream()
                            .filter(p -> p.start() <= t && t <= p.end())
                            .map(Timeline.Piece::zone)
                            .findFirst()
                            .orElse(all.home());
                    out.add(new Breach(
                            rule.id(),
                            when,
                            ZonedDateTime.ofInstant(when, zone)
                                    .toOffsetDateTime()
                                    .toString(),
                            rule.says(),
                            rule.source()));
                }
            }
            out.sort(java.util.Comparator.comparing(Breach::at).thenComparing(Breach::rule));
            return out;
        }

        private List<Pay> pay(Timeline all) {
            Rules rules = new Rules(all, law);
            Map<String, Pay> out = new LinkedHashMap<>();
            for (LawRule rule : law.rules()) {
                if (rule.kind().sort() == Sort.PAY) {
                    long above = rules.above(rule);
                    if (above > 0) {
                        out.put(rule.id(), new Pay(rule.id(), hours(above), rule.number("rate"), rule.source()));
                    }
                }
            }
            return List.copyOf(out.values());
        }
    }
}
