/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.oncall.escalate.Policy;
import io.plimsoll.oncall.schedule.Layer;
import io.plimsoll.oncall.schedule.Rotation;
import io.plimsoll.oncall.schedule.Schedule;
import io.plimsoll.oncall.schedule.ScheduleOverride;
import io.plimsoll.oncall.schedule.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Opsgenie: rotations of a schedule are on call together, each within its time restriction; delays count from the alert. */
final class Opsgenie {

    private final Draft draft;
    private final Map<String, String> scheduleOf = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    Opsgenie(Draft draft) {
        this.draft = draft;
    }

    void read(JsonNode root) {
        for (JsonNode u : Import.list(root, "users")) {
            String name = u.path("username").asString(u.path("fullName").asString(""));
            draft.person(
                    u.path("timeZone").asString(""),
                    name,
                    u.path("id").asString(""),
                    u.path("username").asString(""));
            draft.leaveOut(u.path("userContacts").size() + (name.contains("@") ? 1 : 0));
        }
        boolean bare = root.path("data").isArray();
        Iterable<JsonNode> schedules = bare ? root.path("data") : Import.list(root, "schedules");
        for (JsonNode s : schedules) {
            if (s.has("rotations")) {
                schedule(s, root);
            }
        }
        for (JsonNode e : bare ? root.path("data") : Import.list(root, "escalations")) {
            if (e.has("rules")) {
                escalation(e);
            }
        }
    }

    private void schedule(JsonNode s, JsonNode root) {
        String name = s.path("name").asString("");
        String id = Draft.free(name, ids);
        ids.add(id);
        scheduleOf.put(s.path("id").asString(name), id);
        scheduleOf.put(name, id);
        ZoneId zone =
                draft.fields.zone(s, s.has("timezone") ? "timezone" : "timeZone", Optional.empty(), "schedule " + name);
        if (s.has("enabled") && !s.path("enabled").asBoolean(true)) {
            draft.notes.add("schedule " + name + " is switched off there; here it is on");
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonNode r : s.path("rotations")) {
            layer(r, name, zone, layers.size() + 1).ifPresent(layers::add);
        }
        List<ScheduleOverride> overrides = new ArrayList<>();
        for (JsonNode o : Import.list(root, "overrides")) {
            JsonNode parent = o.path("_parent").isMissingNode() ? o.path("parent") : o.path("_parent");
            if (parent.path("id").asString("").equals(s.path("id").asString("-"))
                    || parent.path("name").asString("").equals(name)) {
                String who = participant(o.path("user"));
                draft.fields
                        .instant(o.path("startDate").asString(""), "override")
                        .ifPresent(start -> draft.fields
                                .instant(o.path("endDate").asString(""), "override")
                                .ifPresent(end -> overrides.add(
                                        new ScheduleOverride(start, end, Optional.empty(), Optional.of(who)))));
            }
        }
        draft.schedules.add(new Schedule(id, name, zone, layers, overrides, List.of()));
    }

    private String participant(JsonNode p) {
        String id = p.path("id").asString("");
        String name = p.path("username").asString(p.path("name").asString(""));
        if (draft.knows(id)) {
            return draft.who(id);
        }
        return draft.knows(name) ? draft.who(name) : draft.person("", name.isEmpty() ? id : name, id, name);
    }

    private Optional<Layer> layer(JsonNode r, String schedule, ZoneId zone, int number) {
        String name = r.path("name").asString("rotation-" + number);
        String where = "rotation " + name + " of " + schedule;
        Rotation.Unit unit = switch (r.path("type").asString("weekly").toLowerCase(Locale.ROOT)) {
            case "hourly" -> Rotation.Unit.HOUR;
            case "daily" -> Rotation.Unit.DAY;
            default -> Rotation.Unit.WEEK;
        };
        List<List<String>> turns = new ArrayList<>();
        for (JsonNode p : r.path("participants")) {
            switch (p.path("type").asString("user")) {
                case "user" -> turns.add(List.of(participant(p)));
                case "none" -> turns.add(List.of());
                default ->
                    draft.notes.add(where + ": a " + p.path("type").asString("")
                            + " as participant has no counterpart; its turn is nobody's");
            }
            if (turns.isEmpty()
                    || !List.of("user", "none").contains(p.path("type").asString("user"))) {
                turns.add(List.of());
            }
        }
        var start = draft.wall(r, "startDate", zone, where);
        if (turns.isEmpty() || start.isEmpty()) {
            draft.notes.add(where + " has nobody in it");
            return Optional.empty();
        }
        var until = r.path("endDate").asString("").isEmpty()
                ? Optional.<java.time.Instant>empty()
                : draft.fields.instant(r.path("endDate").asString(""), where);
        int length = draft.fields.number(r, "length", 1, 1, 9000, where);
        return Optional.of(new Layer(
                Draft.slug(name),
                zone,
                number > 1,
                new Rotation(start.get(), unit, length, turns),
                windows(r.path("timeRestriction"), where),
                until));
    }

    private List<Window> windows(JsonNode restriction, String where) {
        List<Window> out = new ArrayList<>();
        if (restriction.has("restriction")) {
            JsonNode r = restriction.path("restriction");
            out.add(new Window(
                    EnumSet.allOf(DayOfWeek.class), time(r, "start"), time(r, "end"), Window.OnHolidays.AS_USUAL));
        }
        for (JsonNode r : restriction.path("restrictions")) {
            var first = draft.fields.day(r.path("startDay").asString(""), where);
            var last = draft.fields.day(r.path("endDay").asString(""), where);
            if (first.isPresent() && last.isPresent()) {
                span(first.get(), time(r, "start"), last.get(), time(r, "end"), out);
            }
        }
        return out;
    }

    /** From one moment of the week to another, as windows of single days. */
    private static void span(DayOfWeek first, LocalTime from, DayOfWeek last, LocalTime to, List<Window> out) {
        int days = Math.floorMod(last.getValue() - first.getValue(), 7);
        if (days == 0 && !to.isAfter(from)) {
            days = 7;
        }
        for (int d = 0; d <= days; d++) {
            LocalTime start = d == 0 ? from : LocalTime.MIDNIGHT;
            LocalTime end = d == days ? to : LocalTime.MIDNIGHT;
            if (d < days || end.isAfter(start)) {
                out.add(new Window(EnumSet.of(first.plus(d)), start, end, Window.OnHolidays.AS_USUAL));
            }
        }
    }

    private static LocalTime time(JsonNode r, String which) {
        int hour = Math.clamp(r.path(which + "Hour").asInt(0), 0, 24) % 24;
        return LocalTime.of(hour, Math.clamp(r.path(which + "Min").asInt(0), 0, 59));
    }

    private void escalation(JsonNode e) {
        String name = e.path("name").asString("");
        record Rule(long minutes, Policy.Target target) {}
        List<Rule> rules = new ArrayList<>();
        for (JsonNode r : e.path("rules")) {
            JsonNode to = r.path("recipient");
            long delay = minutes(r.path("delay"));
            switch (to.path("type").asString("")) {
                case "user" -> rules.add(new Rule(delay, new Policy.Target.Person(participant(to))));
                case "schedule" -> {
                    String known = scheduleOf.get(
                            to.path("id").asString(to.path("name").asString("")));
                    known = known == null ? scheduleOf.get(to.path("name").asString("")) : known;
                    if (known == null) {
                        draft.notes.add("escalation " + name + ": a schedule that is not in the export");
                    } else {
                        rules.add(new Rule(delay, new Policy.Target.OnCall(known)));
                    }
                }
                default ->
                    draft.notes.add("escalation " + name + ": a "
                            + to.path("type").asString("") + " as recipient has no counterpart");
            }
        }
        rules.sort(java.util.Comparator.comparingLong(Rule::minutes));
        List<Policy.Step> steps = new ArrayList<>();
        for (int i = 0; i < rules.size(); ) {
            long at = rules.get(i).minutes();
            List<Policy.Target> together = new ArrayList<>();
            for (; i < rules.size() && rules.get(i).minutes() == at; i++) {
                together.add(rules.get(i).target());
            }
            long wait = i < rules.size()
                    ? rules.get(i).minutes() - at
                    : Math.max(5, e.path("repeat").path("waitInterval").asLong(5));
            steps.add(new Policy.Step(together, Duration.ofMinutes(wait)));
        }
        if (!rules.isEmpty() && rules.getFirst().minutes() > 0) {
            draft.notes.add("escalation " + name + ": the first "
                    + rules.getFirst().minutes() + " minutes without a page are dropped");
        }
        draft.policies.add(new Policy(
                Draft.free(name, draft.policies.stream().map(Policy::id).toList()),
                steps,
                Math.clamp(e.path("repeat").path("count").asInt(0), 0, 20),
                Duration.ZERO));
    }

    private static long minutes(JsonNode delay) {
        long n = delay.path("timeAmount").asLong(0);
        return switch (delay.path("timeUnit").asString("minutes").toLowerCase(Locale.ROOT)) {
            case "hours" -> n * 60;
            case "days" -> n * 1440;
            case "seconds" -> Math.ceilDiv(n, 60);
            default -> n;
        };
    }
}
