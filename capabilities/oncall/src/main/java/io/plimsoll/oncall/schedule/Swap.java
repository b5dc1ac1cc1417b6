/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import io.plimsoll.oncall.schedule.OnCallPlan.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Somebody takes over from somebody else for a time: checked before it stands. */
public final class Swap {

    /** Share of all time that anybody may be on call (Google, Site Reliability Engineering, chapter 11). */
    public static final double SHARE_MAX = 0.25;

    private static final Duration AROUND = Duration.ofDays(28);

    /** What working-time law says of somebody's on-call time; the caller knows their other work. */
    @FunctionalInterface
    public interface Law {
        /** @return rules that would be broken, each in words; empty if none is */
        List<String> broken(Person person, List<Span> onCall);
    }

    /** @param takes who is on call in the span afterwards, instead of {@code gives} */
    public record Request(String schedule, Span span, String gives, String takes) {}

    /**
     * @param refusedBecause reasons that stand against it; empty if it may stand
     * @param warnings what it makes worse and does not forbid
     * @param override to add to the schedule
     */
    public record Answer(
            boolean allowed, List<String> refusedBecause, List<String> warnings, ScheduleOverride override) {}

    private Swap() {}

    /** Checks a swap: presence, double duty, absences, and the law with it against the law without. */
    public static Answer check(OnCallPlan plan, Request r, Law law) {
        List<String> no = new ArrayList<>();
        List<String> warn = new ArrayList<>();
        ScheduleOverride override =
                new ScheduleOverride(r.span().start(), r.span().end(), Optional.of(r.gives()), Optional.of(r.takes()));
        Optional<Schedule> schedule = plan.schedule(r.schedule());
        Optional<Person> takes = plan.person(r.takes());
        if (schedule.isEmpty()) {
            no.add("there is no schedule " + r.schedule());
        }
        if (takes.isEmpty()) {
            no.add("there is no person " + r.takes());
        }
        if (!r.span().start().isBefore(r.span().end())) {
            no.add("the swap ends before it begins");
        }
        if (!no.isEmpty()) {
            return new Answer(false, no, warn, override);
        }
        for (Duty d : Roster.duties(plan, schedule.orElseThrow(), r.span())) {
            if (!d.people().contains(r.gives())) {
                no.add(r.gives() + " is not on call in " + r.schedule() + " from " + d.start() + " to " + d.end());
            }
        }
        takes.orElseThrow()
                .away()
                .forEach(a -> new Span(a.start(), a.end())
                        .cut(r.span())
                        .ifPresent(s -> no.add(
                                r.takes() + " is away from " + s.start() + " to " + s.end() + " (" + a.why() + ")")));
        for (Schedule s : plan.schedules()) {
            for (Duty d : Roster.duties(plan, s, r.span())) {
                if (d.people().contains(r.takes())) {
                    no.add(r.takes() + " is already on call in " + s.id() + " from " + d.start() + " to " + d.end());
                }
            }
        }
        Span around = new Span(r.span().start().minus(AROUND), r.span().end().plus(AROUND));
        OnCallPlan after = plan.with(r.schedule(), override);
        List<Span> before = of(plan, r.takes(), around);
        List<Span> then = of(after, r.takes(), around);
        List<String> known = law.broken(takes.get(), before);
        law.broken(takes.get(), then).stream().filter(b -> !known.contains(b)).forEach(no::add);
        double share = share(then, around);
        if (share > SHARE_MAX) {
            warn.add(String.format(
                    Locale.ROOT,
                    "%s would be on call %.0f %% of the four weeks before and after; at most %.0f %% is sound",
                    r.takes(),
                    100 * share,
                    100 * SHARE_MAX));
        }
        return new Answer(no.isEmpty(), no, warn, override);
    }

    /** When somebody is on call, over all schedules, times that touch joined. */
    public static List<Span> of(OnCallPlan plan, String person, Span window) {
        List<Span> out = new ArrayList<>();
        plan.schedules()
                .forEach(s -> Roster.duties(plan, s, window).stream()
                        .filter(d -> d.people().contains(person))
                        .forEach(d -> out.add(d.span())));
        out.sort(java.util.Comparator.comparing(Span::start));
        List<Span> joined = new ArrayList<>();
        for (Span s : out) {
            if (!joined.isEmpty() && !s.start().isAfter(joined.getLast().end())) {
                Instant end = joined.getLast().end();
                Span last = joined.removeLast();
                joined.add(new Span(last.start(), s.end().isAfter(end) ? s.end() : end));
            } else {
                joined.add(s);
            }
        }
        return joined;
    }

    static double share(List<Span> spans, Span window) {
        double on = spans.stream().mapToLong(s -> s.length().toSeconds()).sum();
        return on / window.length().toSeconds();
    }
}
