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
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** GoAlert: a schedule has targets with rules by weekday; all targets of a moment are on call together. */
final class GoAlert {

    private record Turn(Rotation rotation, ZoneId zone) {}

    private final Draft draft;
    private final Map<String, Turn> rotations = new HashMap<>();
    private final Map<String, String> scheduleOf = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    GoAlert(Draft draft) {
        this.draft = draft;
    }

    void read(JsonNode root) {
        for (JsonNode u : Import.list(root, "users")) {
            draft.person(
                    "",
                    u.path("name").asString(u.path("id").asString("")),
                    u.path("id").asString(""));
            draft.leaveOut(u.path("contactMethods").size()
                    + (u.path("email").asString("").isEmpty() ? 0 : 1));
        }
        for (JsonNode r : Import.list(root, "rotations")) {
            rotation(r);
        }
        for (JsonNode s : Import.list(root, "schedules")) {
            schedule(s, root);
        }
        for (JsonNode p : Import.list(root, "escalationPolicies")) {
            policy(p);
        }
    }

    private void rotation(JsonNode r) {
        String name = "rotation " + r.path("name").asString("");
        ZoneId zone = draft.fields.zone(r, "timeZone", Optional.empty(), name);
        Optional<LocalDateTime> start = draft.wall(r, "start", zone, name);
        Rotation.Unit unit = switch (r.path("type").asString("weekly").toLowerCase(Locale.ROOT)) {
            case "hourly" -> Rotation.Unit.HOUR;
            case "daily" -> Rotation.Unit.DAY;
            case "monthly" -> Rotation.Unit.MONTH;
            default -> Rotation.Unit.WEEK;
        };
        List<List<String>> turns = new ArrayList<>();
        JsonNode users = r.has("users") ? r.path("users") : r.path("userIDs");
        for (JsonNode u : users) {
            turns.add(List.of(draft.who(u.isObject() ? u.path("id").asString("") : u.asString(""))));
        }
        // Their first user is the one of the turn that runs at the start, plus the active index they name.
        int length = draft.fields.number(r, "shiftLength", 1, 1, 9000, name);
        if (start.isPresent()) {
            rotations.put(
                    r.path("id").asString(""),
                    new Turn(
                            new Rotation(start.get(), unit, length, turns.isEmpty() ? List.of(List.of()) : turns),
                            zone));
        }
        if (turns.isEmpty()) {
            draft.notes.add(name + " has no users");
        }
    }

    private void schedule(JsonNode s, JsonNode root) {
        String name = s.path("name").asString("");
        String id = Draft.free(name, ids);
        ids.add(id);
        scheduleOf.put(s.path("id").asString(""), id);
        ZoneId zone = draft.fields.zone(s, "timeZone", Optional.empty(), "schedule " + name);
        List<Layer> layers = new ArrayList<>();
        for (JsonNode t : s.path("targets")) {
            JsonNode target = t.path("target");
            List<Window> windows = new ArrayList<>();
            for (JsonNode r : t.path("rules")) {
                window(r, name).ifPresent(windows::add);
            }
            String key = target.path("id").asString("");
            boolean user = target.path("type").asString("").equals("user");
            Turn turn = user
                    ? new Turn(
                            new Rotation(
                                    LocalDateTime.of(2000, 1, 3, 0, 0),
                                    Rotation.Unit.WEEK,
                                    1,
                                    List.of(List.of(draft.who(key)))),
                            zone)
                    : rotations.get(key);
            if (turn == null) {
                draft.notes.add(
                        "schedule " + name + ": target " + target.path("type").asString("") + " is not in the export");
            } else if (!windows.isEmpty()) {
                if (!turn.zone().equals(zone)) {
                    draft.notes.add("schedule " + name + ": the windows of "
                            + target.path("name").asString(key) + " are read in the zone of its rotation, "
                            + turn.zone());
                }
                layers.add(new Layer(
                        Draft.slug(target.path("name").asString(key)),
                        turn.zone(),
                        true,
                        turn.rotation(),
                        windows,
                        Optional.empty()));
            }
        }
        List<ScheduleOverride> overrides = new ArrayList<>();
        for (JsonNode o : Import.list(root, "userOverrides", "overrides")) {
            String of =
                    o.path("target").path("id").asString(o.path("scheduleID").asString(""));
            if (of.equals(s.path("id").asString(""))) {
                override(o, overrides);
            }
        }
        draft.schedules.add(new Schedule(id, name, zone, layers, overrides, List.of()));
    }

    private void override(JsonNode o, List<ScheduleOverride> out) {
        Optional<String> add = user(o, "addUser");
        Optional<String> remove = user(o, "removeUser");
        if (remove.isEmpty()) {
            draft.notes.add(
                    "an override adds " + add.orElse("nobody") + " beside whoever is on call; here it is instead");
        }
        draft.fields
                .instant(o.path("start").asString(""), "override start")
                .ifPresent(start -> draft.fields
                        .instant(o.path("end").asString(""), "override end")
                        .ifPresent(end -> out.add(new ScheduleOverride(start, end, remove, add))));
    }

    private Optional<String> user(JsonNode o, String key) {
        String id = o.path(key).path("id").asString(o.path(key + "ID").asString(""));
        return id.isEmpty() ? Optional.empty() : Optional.of(draft.who(id));
    }

    /** Weekdays are counted from Sunday. */
    private Optional<Window> window(JsonNode r, String name) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int d = 0; d < 7; d++) {
            if (r.path("weekdayFilter").path(d).asBoolean(false)) {
                days.add(DayOfWeek.SUNDAY.plus(d));
            }
        }
        var from = draft.fields.time(r.path("start").asString("00:00"), "schedule " + name);
        var to = draft.fields.time(r.path("end").asString("00:00"), "schedule " + name);
        return days.isEmpty() || from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new Window(days, from.get(), to.get(), Window.OnHolidays.AS_USUAL));
    }

    private void policy(JsonNode p) {
        String name = p.path("name").asString("");
        List<Policy.Step> steps = new ArrayList<>();
        for (JsonNode s : p.path("steps")) {
            List<Policy.Target> targets = new ArrayList<>();
            for (JsonNode t : s.path("targets")) {
                String type = t.path("type").asString("");
                String id = t.path("id").asString("");
                switch (type) {
                    case "user" -> targets.add(new Policy.Target.Person(draft.who(id)));
                    case "schedule" -> {
                        String known = scheduleOf.get(id);
                        if (known == null) {
                            draft.notes.add("policy " + name + ": a schedule that is not in the export");
                        } else {
                            targets.add(new Policy.Target.OnCall(known));
                        }
                    }
                    case "rotation" -> rotationAsSchedule(id, t.path("name").asString(id), targets, name);
                    default -> draft.notes.add("policy " + name + ": a target of type " + type + " has no counterpart");
                }
            }
            steps.add(new Policy.Step(
                    targets,
                    Duration.ofMinutes(Math.max(1, s.path("delayMinutes").asInt(5)))));
        }
        draft.policies.add(new Policy(
                Draft.free(name, draft.policies.stream().map(Policy::id).toList()),
                steps,
                Math.clamp(p.path("repeat").asInt(0), 0, 20),
                Duration.ZERO));
    }

    private void rotationAsSchedule(String id, String name, List<Policy.Target> targets, String policy) {
        Turn turn = rotations.get(id);
        if (turn == null) {
            draft.notes.add("policy " + policy + ": a rotation that is not in the export");
            return;
        }
        String made = scheduleOf.computeIfAbsent(id, k -> {
            String free = Draft.free(name, ids);
            ids.add(free);
            draft.schedules.add(new Schedule(
                    free,
                    name,
                    turn.zone(),
                    List.of(new Layer("rotation", turn.zone(), false, turn.rotation(), List.of(), Optional.empty())),
                    List.of(),
                    List.of()));
            return free;
        });
        targets.add(new Policy.Target.OnCall(made));
    }
}
