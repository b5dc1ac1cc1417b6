/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.oncall.escalate.Policy;
import io.plimsoll.oncall.schedule.Layer;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.OnCallPlan.Away;
import io.plimsoll.oncall.schedule.OnCallPlan.Person;
import io.plimsoll.oncall.schedule.Rotation;
import io.plimsoll.oncall.schedule.Schedule;
import io.plimsoll.oncall.schedule.ScheduleOverride;
import io.plimsoll.oncall.schedule.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads a plan of on-call in YAML or JSON: people, holidays, schedules with layers and overrides, policies. */
public final class PlanReader {

    private static final int STEPS_MAX = 50;
    private static final int REPEATS_MAX = 20;

    private final InputProblems problems;
    private final Fields fields;

    private PlanReader(InputProblems problems) {
        this.problems = problems;
        this.fields = new Fields(problems);
    }

    /**
     * @param source the file as the user named it
     * @throws io.plimsoll.model.BadInputException with everything that is wrong
     */
    public static OnCallPlan read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        OnCallPlan plan = new PlanReader(problems).plan(Fields.parse(text, problems));
        PlanCheck.check(plan, problems);
        problems.refuseIfAny();
        return plan;
    }

    private OnCallPlan plan(JsonNode root) {
        fields.known(root, "the plan", "name", "zone", "people", "holidays", "schedules", "policies");
        ZoneId zone = fields.zone(root, "zone", Optional.empty(), "the plan");
        List<Person> people = new ArrayList<>();
        for (JsonNode p : root.path("people")) {
            people.add(p.isObject() ? person(p, zone) : new Person(p.asString(""), zone, "", List.of()));
        }
        Map<LocalDate, String> holidays = new TreeMap<>();
        for (JsonNode h : root.path("holidays")) {
            String text = h.isObject() ? h.path("date").asString("") : h.asString("");
            fields.date(text).ifPresent(d -> holidays.put(d, h.path("name").asString("holiday")));
        }
        List<Schedule> schedules = new ArrayList<>();
        for (JsonNode s : root.path("schedules")) {
            schedules.add(schedule(s, zone));
        }
        List<Policy> policies = new ArrayList<>();
        for (JsonNode p : root.path("policies")) {
            policies.add(policy(p));
        }
        return new OnCallPlan(
                root.path("name").asString("on-call"), zone, people, holidays, schedules, policies, List.of());
    }

    private Person person(JsonNode p, ZoneId zone) {
        String id = p.path("id").asString("");
        fields.known(p, "person " + id, "id", "zone", "law", "away");
        List<Away> away = new ArrayList<>();
        for (JsonNode a : p.path("away")) {
            Instant start = fields.instant(a, "start", id + " away");
            Instant end = fields.instant(a, "end", id + " away");
            fields.order(start, end, id + " away");
            away.add(new Away(start, end, a.path("why").asString("away")));
        }
        return new Person(
                id,
                fields.zone(p, "zone", Optional.of(zone), "person " + id),
                p.path("law").asString(""),
                away);
    }

    private Schedule schedule(JsonNode s, ZoneId plan) {
        String id = s.path("id").asString("");
        fields.known(s, "schedule " + id, "id", "name", "zone", "layers", "overrides", "covered");
        ZoneId zone = fields.zone(s, "zone", Optional.of(plan), "schedule " + id);
        List<Layer> layers = new ArrayList<>();
        for (JsonNode l : s.path("layers")) {
            layer(l, id, zone, layers.size() + 1).ifPresent(layers::add);
        }
        List<ScheduleOverride> overrides = new ArrayList<>();
        for (JsonNode o : s.path("overrides")) {
            fields.known(o, "override of " + id, "start", "end", "person", "instead");
            Instant start = fields.instant(o, "start", id + " override");
            Instant end = fields.instant(o, "end", id + " override");
            fields.order(start, end, id + " override");
            overrides.add(new ScheduleOverride(start, end, Fields.text(o, "instead"), Fields.text(o, "person")));
        }
        return new Schedule(
                id, s.path("name").asString(id), zone, layers, overrides, windows(s.path("covered"), "schedule " + id));
    }

    private Optional<Layer> layer(JsonNode l, String schedule, ZoneId zone, int number) {
        String id = l.path("id").asString("layer-" + number);
        String where = "layer " + id + " of " + schedule;
        fields.known(l, where, "id", "zone", "beside", "every", "length", "start", "people", "only", "until");
        ZoneId here = fields.zone(l, "zone", Optional.of(zone), where);
        List<List<String>> turns = new ArrayList<>();
        for (JsonNode p : l.path("people")) {
            List<String> turn = new ArrayList<>();
            if (p.isArray()) {
                p.forEach(x -> turn.add(x.asString("")));
            } else if (!p.isNull()) {
                turn.add(p.asString(""));
            }
            turns.add(turn);
        }
        if (turns.isEmpty()) {
            problems.add(0, where, "people, one or more");
        }
        Optional<Rotation.Unit> unit =
                fields.choice(Rotation.Unit.class, l.path("every").asString("week"), where + " every");
        int length = fields.number(l, "length", 1, 1, 1000, where);
        Optional<java.time.LocalDateTime> start = fields.wall(l.path("start").asString(""), where + " start");
        Optional<Instant> until = l.has("until") ? Optional.of(fields.instant(l, "until", where)) : Optional.empty();
        if (turns.isEmpty() || unit.isEmpty() || start.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Layer(
                id,
                here,
                l.path("beside").asBoolean(false),
                new Rotation(start.get(), unit.get(), length, turns),
                windows(l.path("only"), where),
                until));
    }

    private List<Window> windows(JsonNode list, String where) {
        List<Window> out = new ArrayList<>();
        for (JsonNode w : list) {
            fields.known(w, "window of " + where, "days", "from", "to", "holidays");
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            if (w.has("days")) {
                for (JsonNode d : w.path("days")) {
                    fields.day(d.asString(""), where).ifPresent(days::add);
                }
            } else {
                days.addAll(EnumSet.allOf(DayOfWeek.class));
            }
            String rule = w.path("holidays")
                    .asString("as-usual")
                    .toUpperCase(Locale.ROOT)
                    .replace('-', '_');
            Optional<LocalTime> from = fields.time(w.path("from").asString("00:00"), where + " from");
            Optional<LocalTime> to = fields.time(w.path("to").asString("24:00"), where + " to");
            Optional<Window.OnHolidays> holidays = fields.choice(Window.OnHolidays.class, rule, where + " holidays");
            if (from.isPresent() && to.isPresent() && holidays.isPresent()) {
                out.add(new Window(days, from.get(), to.get(), holidays.get()));
            }
        }
        return out;
    }

    private Policy policy(JsonNode p) {
        String id = p.path("id").asString("");
        fields.known(p, "policy " + id, "id", "steps", "repeats", "acknowledgedFor");
        List<Policy.Step> steps = new ArrayList<>();
        for (JsonNode s : p.path("steps")) {
            fields.known(s, "step of " + id, "page", "wait");
            List<Policy.Target> targets = new ArrayList<>();
            JsonNode page = s.path("page");
            if (page.isArray()) {
                page.forEach(t -> targets.add(target(t.asString(""), id)));
            } else {
                targets.add(target(page.asString(""), id));
            }
            Duration wait = fields.span(s.path("wait").asString("5m"), "policy " + id + " wait");
            steps.add(new Policy.Step(targets, wait));
        }
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            problems.add(0, "policy " + id + " with " + steps.size() + " steps", "1 to " + STEPS_MAX + " steps");
        }
        String kept = p.path("acknowledgedFor").asString("");
        return new Policy(
                id,
                steps,
                fields.number(p, "repeats", 0, 0, REPEATS_MAX, "policy " + id),
                kept.isEmpty() ? Duration.ZERO : fields.span(kept, "policy " + id + " acknowledgedFor"));
    }

    private Policy.Target target(String text, String policy) {
        if (text.startsWith("schedule:")) {
            return new Policy.Target.OnCall(text.substring("schedule:".length()).strip());
        }
        if (text.startsWith("person:")) {
            return new Policy.Target.Person(text.substring("person:".length()).strip());
        }
        problems.add(0, text, "policy " + policy + ": page 'schedule:ID' or 'person:ID'");
        return new Policy.Target.Person(text);
    }
}
