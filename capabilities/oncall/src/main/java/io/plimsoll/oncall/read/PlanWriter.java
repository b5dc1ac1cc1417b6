/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.oncall.escalate.Policy;
import io.plimsoll.oncall.schedule.Layer;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Schedule;
import io.plimsoll.oncall.schedule.ScheduleOverride;
import io.plimsoll.oncall.schedule.Window;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as the document that {@link PlanReader} reads. */
public final class PlanWriter {

    private PlanWriter() {}

    /** Maps and lists, ready for JSON or YAML; reading them again gives the same plan, without its notes. */
    public static Map<String, Object> document(OnCallPlan plan) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", plan.name());
        out.put("zone", plan.zone().getId());
        out.put("people", plan.people().stream().map(PlanWriter::person).toList());
        out.put(
                "holidays",
                plan.holidays().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> Map.of("date", e.getKey().toString(), "name", e.getValue()))
                        .toList());
        out.put("schedules", plan.schedules().stream().map(PlanWriter::schedule).toList());
        out.put("policies", plan.policies().stream().map(PlanWriter::policy).toList());
        return out;
    }

    private static Map<String, Object> person(OnCallPlan.Person p) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", p.id());
        out.put("zone", p.zone().getId());
        if (!p.law().isEmpty()) {
            out.put("law", p.law());
        }
        if (!p.away().isEmpty()) {
            out.put(
                    "away",
                    p.away().stream()
                            .map(a -> Map.of(
                                    "start",
                                    a.start().toString(),
                                    "end",
                                    a.end().toString(),
                                    "why",
                                    a.why()))
                            .toList());
        }
        return out;
    }

    private static Map<String, Object> schedule(Schedule s) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", s.id());
        out.put("name", s.name());
        out.put("zone", s.zone().getId());
        out.put("layers", s.layers().stream().map(PlanWriter::layer).toList());
        out.put("overrides", s.overrides().stream().map(PlanWriter::override).toList());
        if (!s.covered().isEmpty()) {
            out.put("covered", s.covered().stream().map(PlanWriter::window).toList());
        }
        return out;
    }

    private static Map<String, Object> layer(Layer l) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", l.id());
        out.put("zone", l.zone().getId());
        out.put("beside", l.beside());
        out.put("every", l.rotation().unit().name().toLowerCase(Locale.ROOT));
        out.put("length", l.rotation().length());
        out.put("start", l.rotation().start().toString());
        out.put("people", l.rotation().turns());
        if (!l.windows().isEmpty()) {
            out.put("only", l.windows().stream().map(PlanWriter::window).toList());
        }
        l.until().ifPresent(u -> out.put("until", u.toString()));
        return out;
    }

    private static Map<String, Object> override(ScheduleOverride o) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("start", o.start().toString());
        out.put("end", o.end().toString());
        o.instead().ifPresent(i -> out.put("instead", i));
        o.person().ifPresent(p -> out.put("person", p));
        return out;
    }

    private static Map<String, Object> window(Window w) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(
                "days",
                w.days().stream()
                        .sorted()
                        .map(d -> d.name().toLowerCase(Locale.ROOT))
                        .toList());
        out.put("from", w.from().toString());
        out.put("to", w.to().equals(LocalTime.MIDNIGHT) ? "24:00" : w.to().toString());
        out.put("holidays", w.holidays().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return out;
    }

    private static Map<String, Object> policy(Policy p) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", p.id());
        out.put("repeats", p.repeats());
        if (p.acknowledgedFor().isPositive()) {
            out.put("acknowledgedFor", span(p.acknowledgedFor()));
        }
        List<Map<String, Object>> steps = p.steps().stream()
                .map(s -> {
                    Map<String, Object> step = new LinkedHashMap<>();
                    step.put(
                            "page", s.targets().stream().map(PlanWriter::target).toList());
                    step.put("wait", span(s.patience()));
                    return step;
                })
                .toList();
        out.put("steps", steps);
        return out;
    }

    private static String target(Policy.Target target) {
        return switch (target) {
            case Policy.Target.OnCall t -> "schedule:" + t.schedule();
            case Policy.Target.Person t -> "person:" + t.person();
        };
    }

    private static String span(Duration d) {
        return d.toSeconds() % 60 == 0 ? d.toMinutes() + "m" : d.toSeconds() + "s";
    }
}
