/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import io.plimsoll.oncall.schedule.OnCallPlan.Away;
import io.plimsoll.oncall.schedule.OnCallPlan.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns a plan into who is on call when, and tells the gaps before they happen. */
public final class Roster {

    private static final Cell NOBODY = new Cell(List.of(), "");

    private record Cell(List<String> people, String source) {}

    /**
     * A time in which nobody would answer.
     *
     * @param why what makes it, for somebody who can mend it
     * @param startsIn from the moment asked about
     */
    public record Gap(String schedule, Instant start, Instant end, String why, Duration startsIn) {}

    private Roster() {}

    /** Who is on call in a schedule, without holes: a gap is a duty of nobody. */
    public static List<Duty> duties(OnCallPlan plan, Schedule schedule, Span window) {
        NavigableMap<Instant, Cell> paint = new TreeMap<>();
        paint.put(window.start(), NOBODY);
        for (Layer layer : schedule.layers()) {
            for (Duty d : turns(layer, schedule.id(), window, plan.holidays())) {
                paint(
                        paint,
                        window,
                        d.span(),
                        was -> layer.beside() ? together(was, d) : new Cell(d.people(), d.source()));
            }
        }
        for (ScheduleOverride o : schedule.overrides()) {
            paint(paint, window, new Span(o.start(), o.end()), was -> applied(o, was));
        }
        return merged(schedule.id(), paint, window.end());
    }

    /** Who is called now, in order of name; empty in a gap. */
    public static List<String> now(OnCallPlan plan, Schedule schedule, Instant at) {
        List<String> on = duties(plan, schedule, new Span(at, at.plusSeconds(1)))
                .getFirst()
                .people();
        return on.stream().filter(p -> away(plan, p, at).isEmpty()).toList();
    }

    /** Gaps of every schedule, the first to come first. Somebody who is away does not fill one. */
    public static List<Gap> gaps(OnCallPlan plan, Span window) {
        List<Gap> out = new ArrayList<>();
        for (Schedule s : plan.schedules()) {
            List<Span> needed =
                    s.covered().isEmpty() ? List.of(window) : union(s.covered(), s, window, plan.holidays());
            for (Duty d : duties(plan, s, window)) {
                for (Span must : needed) {
                    d.span().cut(must).ifPresent(part -> holes(plan, d, part, window.start(), out));
                }
            }
        }
        out.sort(Comparator.comparing(Gap::start).thenComparing(Gap::schedule));
        return joined(out);
    }

    private static void holes(OnCallPlan plan, Duty duty, Span part, Instant now, List<Gap> out) {
        if (duty.people().isEmpty()) {
            String why = duty.source().isEmpty()
                    ? "no layer covers it"
                    : duty.source().equals("override")
                            ? "an override takes the only person away"
                            : "layer " + duty.source() + " has nobody in this turn";
            out.add(new Gap(duty.schedule(), part.start(), part.end(), why, Duration.between(now, part.start())));
            return;
        }
        TreeSet<Instant> cuts = new TreeSet<>(List.of(part.start(), part.end()));
        for (String id : duty.people()) {
            for (Away a : plan.person(id).map(Person::away).orElse(List.of())) {
                new Span(a.start(), a.end()).cut(part).ifPresent(s -> cuts.addAll(List.of(s.start(), s.end())));
            }
        }
        Instant from = part.start();
        for (Instant to : cuts.tailSet(part.start(), false)) {
            Instant at = from;
            if (duty.people().stream().allMatch(p -> away(plan, p, at).isPresent())) {
                String why = String.join(
                        "; ",
                        duty.people().stream()
                                .map(p -> p + " is away ("
                                        + away(plan, p, at).orElseThrow().why() + ")")
                                .toList());
                out.add(new Gap(duty.schedule(), from, to, why, Duration.between(now, from)));
            }
            from = to;
        }
    }

    private static List<Gap> joined(List<Gap> sorted) {
        List<Gap> out = new ArrayList<>();
        for (Gap g : sorted) {
            Gap last = out.isEmpty() ? null : out.getLast();
            if (last != null
                    && last.end().equals(g.start())
                    && last.why().equals(g.why())
                    && last.schedule().equals(g.schedule())) {
                out.set(out.size() - 1, new Gap(g.schedule(), last.start(), g.end(), g.why(), last.startsIn()));
            } else {
                out.add(g);
            }
        }
        return List.copyOf(out);
    }

    static Optional<Away> away(OnCallPlan plan, String person, Instant at) {
        return plan.person(person)
                .flatMap(p -> p.away().stream()
                        .filter(a -> new Span(a.start(), a.end()).contains(at))
                        .findFirst());
    }

    private static List<Duty> turns(Layer layer, String schedule, Span window, Map<LocalDate, String> free) {
        List<Span> open = layer.windows().isEmpty() ? List.of(window) : union(layer, window, free);
        Rotation rotation = layer.rotation();
        List<Duty> out = new ArrayList<>();
        long n = rotation.before(window.start().atZone(layer.zone()).toLocalDateTime());
        while (true) {
            Instant start = Window.at(rotation.handover(n), layer.zone());
            Instant end = Window.at(rotation.handover(n + 1), layer.zone());
            if (!start.isBefore(window.end())
                    || layer.until().filter(u -> !start.isBefore(u)).isPresent()) {
                return out;
            }
            Instant stop = layer.until().filter(u -> u.isBefore(end)).orElse(end);
            List<String> who = rotation.who(n).stream().sorted().toList();
            for (Span o : open) {
                new Span(start, stop)
                        .cut(o)
                        .ifPresent(s -> out.add(new Duty(schedule, s.start(), s.end(), who, layer.id())));
            }
            n++;
        }
    }

    private static List<Span> union(Layer layer, Span window, Map<LocalDate, String> free) {
        List<Span> all = new ArrayList<>();
        layer.windows().forEach(w -> all.addAll(w.openings(window, layer.zone(), free)));
        return union(all);
    }

    private static List<Span> union(List<Window> windows, Schedule s, Span window, Map<LocalDate, String> free) {
        List<Span> all = new ArrayList<>();
        windows.forEach(w -> all.addAll(w.openings(window, s.zone(), free)));
        return union(all);
    }

    private static List<Span> union(List<Span> spans) {
        List<Span> out = new ArrayList<>();
        for (Span s : spans.stream().sorted(Comparator.comparing(Span::start)).toList()) {
            if (!out.isEmpty() && !s.start().isAfter(out.getLast().end())) {
                Span last = out.removeLast();
                out.add(new Span(last.start(), s.end().isAfter(last.end()) ? s.end() : last.end()));
            } else {
                out.add(s);
            }
        }
        return out;
    }

    private static void paint(
            NavigableMap<Instant, Cell> paint, Span window, Span where, java.util.function.UnaryOperator<Cell> how) {
        Span span = where.cut(window).orElse(null);
        if (span == null) {
            return;
        }
        paint.computeIfAbsent(span.start(), k -> paint.floorEntry(k).getValue());
        if (span.end().isBefore(window.end())) {
            paint.computeIfAbsent(span.end(), k -> paint.floorEntry(k).getValue());
        }
        paint.subMap(span.start(), true, span.end(), false).replaceAll((k, was) -> how.apply(was));
    }

    private static Cell together(Cell was, Duty more) {
        TreeSet<String> all = new TreeSet<>(was.people);
        all.addAll(more.people());
        return new Cell(List.copyOf(all), was.people.isEmpty() ? more.source() : was.source + "+" + more.source());
    }

    private static Cell applied(ScheduleOverride o, Cell was) {
        if (o.instead().isEmpty()) {
            return new Cell(o.person().map(List::of).orElse(List.of()), "override");
        }
        if (!was.people.contains(o.instead().get())) {
            return was;
        }
        TreeSet<String> left = new TreeSet<>(was.people);
        left.remove(o.instead().get());
        o.person().ifPresent(left::add);
        return new Cell(List.copyOf(left), "override");
    }

    private static List<Duty> merged(String schedule, NavigableMap<Instant, Cell> paint, Instant end) {
        List<Duty> out = new ArrayList<>();
        paint.forEach((start, cell) -> {
            Instant next = paint.higherKey(start);
            Instant stop = next == null ? end : next;
            Duty last = out.isEmpty() ? null : out.getLast();
            if (last != null
                    && last.people().equals(cell.people)
                    && last.source().equals(cell.source)) {
                out.set(out.size() - 1, new Duty(schedule, last.start(), stop, cell.people, cell.source));
            } else {
                out.add(new Duty(schedule, start, stop, cell.people, cell.source));
            }
        });
        return List.copyOf(out);
    }
}
