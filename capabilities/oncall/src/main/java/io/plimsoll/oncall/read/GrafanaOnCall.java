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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Grafana OnCall: shifts by id, with a level that stands above lower ones; chains of policies in their positions. */
final class GrafanaOnCall {

    private final Draft draft;
    private final Map<String, JsonNode> shifts = new HashMap<>();
    private final Map<String, String> scheduleOf = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    GrafanaOnCall(Draft draft) {
        this.draft = draft;
    }

    void read(JsonNode root) {
        for (JsonNode u : Import.list(root, "users")) {
            draft.person(
                    u.path("timezone").asString(""),
                    u.path("username").asString(u.path("email").asString("")),
                    u.path("id").asString(""));
            draft.leaveOut((u.path("email").asString("").isEmpty() ? 0 : 1)
                    + (u.path("phone_number").asString("").isEmpty() ? 0 : 1)
                    + (u.path("is_phone_number_verified").asBoolean(false) && !u.has("phone_number") ? 1 : 0));
        }
        Import.list(root, "on_call_shifts", "onCallShifts", "shifts")
                .forEach(s -> shifts.put(s.path("id").asString(""), s));
        Import.list(root, "schedules").forEach(this::schedule);
        Map<String, String> chains = new HashMap<>();
        Import.list(root, "escalation_chains")
                .forEach(c ->
                        chains.put(c.path("id").asString(""), c.path("name").asString("")));
        policies(root, chains);
    }

    private void schedule(JsonNode s) {
        String name = s.path("name").asString("");
        String id = Draft.free(name, ids);
        ids.add(id);
        scheduleOf.put(s.path("id").asString(""), id);
        ZoneId zone = draft.fields
                .zone(s.path("time_zone").asString("UTC"), "schedule " + name)
                .orElse(ZoneId.of("UTC"));
        List<Layer> layers = new ArrayList<>();
        List<ScheduleOverride> overrides = new ArrayList<>();
        List<JsonNode> mine = new ArrayList<>();
        for (JsonNode ref : s.path("shifts")) {
            JsonNode shift = ref.isObject() ? ref : shifts.get(ref.asString(""));
            if (shift == null) {
                draft.notes.add("schedule " + name + ": shift " + ref.asString("") + " is not in the export");
            } else {
                mine.add(shift);
            }
        }
        mine.sort(Comparator.comparingInt(x -> x.path("level").asInt(0)));
        int level = -1;
        for (JsonNode shift : mine) {
            boolean beside = shift.path("level").asInt(0) == level;
            level = shift.path("level").asInt(0);
            shift(shift, name, zone, beside, layers, overrides);
        }
        if (!s.path("ical_url_primary").asString("").isEmpty()
                || s.path("type").asString("").equals("ical")) {
            draft.notes.add("schedule " + name + " is drawn from a calendar elsewhere; nothing of it is in the export");
        }
        draft.schedules.add(new Schedule(id, name, zone, layers, overrides, List.of()));
    }

    private void shift(
            JsonNode s,
            String schedule,
            ZoneId zone,
            boolean beside,
            List<Layer> layers,
            List<ScheduleOverride> overrides) {
        String where = "shift " + s.path("name").asString("") + " of " + schedule;
        ZoneId here = s.path("time_zone").asString("").isEmpty()
                ? zone
                : draft.fields.zone(s.path("time_zone").asString(""), where).orElse(zone);
        Optional<LocalDateTime> start = draft.wall(s, "start", here, where);
        long seconds = s.path("duration").asLong(0);
        if (start.isEmpty() || seconds <= 0) {
            draft.notes.add(where + " has no start or no duration");
            return;
        }
        List<List<String>> turns = turns(s);
        String type = s.path("type").asString("");
        if (type.equals("override") || type.equals("single_event")) {
            var from = start.get().atZone(here).toInstant();
            turns.stream()
                    .flatMap(List::stream)
                    .findFirst()
                    .ifPresent(p -> overrides.add(
                            new ScheduleOverride(from, from.plusSeconds(seconds), Optional.empty(), Optional.of(p))));
            return;
        }
        Rotation.Unit unit = switch (s.path("frequency").asString("weekly").toLowerCase(Locale.ROOT)) {
            case "hourly" -> Rotation.Unit.HOUR;
            case "daily" -> Rotation.Unit.DAY;
            case "monthly" -> Rotation.Unit.MONTH;
            default -> Rotation.Unit.WEEK;
        };
        int every = Math.max(1, s.path("interval").asInt(1));
        LocalDateTime first = start.get();
        if (unit == Rotation.Unit.WEEK && s.path("by_day").size() > 0) {
            DayOfWeek begins =
                    draft.fields.day(s.path("week_start").asString("MO"), where).orElse(DayOfWeek.MONDAY);
            first = first.with(java.time.temporal.TemporalAdjusters.previousOrSame(begins));
        }
        int from = Math.floorMod(s.path("start_rotation_from_user_index").asInt(0), Math.max(1, turns.size()));
        List<List<String>> order = new ArrayList<>(turns.subList(from, turns.size()));
        order.addAll(turns.subList(0, from));
        Optional<java.time.Instant> until = s.path("until").asString("").isEmpty()
                ? Optional.empty()
                : draft.wall(s, "until", here, where).map(w -> w.atZone(here).toInstant());
        layers.add(new Layer(
                Draft.slug(s.path("name").asString("shift")),
                here,
                beside && !layers.isEmpty(),
                new Rotation(first, unit, every, order.isEmpty() ? List.of(List.of()) : order),
                windows(s, start.get(), seconds, unit, every, where),
                until));
    }

    private List<List<String>> turns(JsonNode s) {
        List<List<String>> turns = new ArrayList<>();
        if (s.path("rolling_users").size() > 0) {
            for (JsonNode turn : s.path("rolling_users")) {
                List<String> together = new ArrayList<>();
                turn.forEach(u -> together.add(draft.who(u.asString(""))));
                turns.add(together);
            }
        } else {
            List<String> together = new ArrayList<>();
            s.path("users").forEach(u -> together.add(draft.who(u.asString(""))));
            turns.add(together);
        }
        return turns;
    }

    /** A shift that does not fill its turn is a window in it. */
    private List<Window> windows(
            JsonNode s, LocalDateTime start, long seconds, Rotation.Unit unit, int every, String where) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        s.path("by_day").forEach(d -> draft.fields.day(d.asString(""), where).ifPresent(days::add));
        long turn = every
                * switch (unit) {
                    case HOUR -> 3600L;
                    case DAY -> 86_400L;
                    case WEEK -> 7 * 86_400L;
                    case MONTH -> 28 * 86_400L;
                };
        boolean whole = days.isEmpty() ? seconds >= turn : seconds >= 86_400 && days.size() == 7;
        if (whole) {
            return List.of();
        }
        if (days.isEmpty() && unit == Rotation.Unit.DAY && every == 1) {
            days.addAll(EnumSet.allOf(DayOfWeek.class));
        } else if (days.isEmpty()) {
            days.add(start.getDayOfWeek());
        }
        if (seconds > 86_400) {
            List<Window> out = new ArrayList<>();
            for (DayOfWeek d : days) {
                long whole24 = seconds / 86_400;
                for (int i = 0; i < whole24 && i < 7; i++) {
                    out.add(new Window(
                            EnumSet.of(d.plus(i)),
                            start.toLocalTime(),
                            start.toLocalTime(),
                            Window.OnHolidays.AS_USUAL));
                }
                if (seconds % 86_400 > 0) {
                    out.add(new Window(
                            EnumSet.of(d.plus(whole24)),
                            start.toLocalTime(),
                            start.toLocalTime().plusSeconds(seconds % 86_400),
                            Window.OnHolidays.AS_USUAL));
                }
            }
            return out;
        }
        return List.of(new Window(
                days, start.toLocalTime(), start.toLocalTime().plusSeconds(seconds), Window.OnHolidays.AS_USUAL));
    }

    private void policies(JsonNode root, Map<String, String> chains) {
        Map<String, List<JsonNode>> by = new java.util.LinkedHashMap<>();
        for (JsonNode p : Import.list(root, "escalation_policies")) {
            by.computeIfAbsent(p.path("escalation_chain_id").asString(""), k -> new ArrayList<>())
                    .add(p);
        }
        by.forEach((chain, steps) -> {
            steps.sort(Comparator.comparingInt(x -> x.path("position").asInt(0)));
            policy(chains.getOrDefault(chain, chain), steps);
        });
    }

    private void policy(String name, List<JsonNode> positions) {
        List<Policy.Step> steps = new ArrayList<>();
        List<Policy.Target> together = new ArrayList<>();
        int repeats = 0;
        for (JsonNode p : positions) {
            String type = p.path("type").asString("");
            switch (type) {
                case "wait" -> {
                    if (!together.isEmpty()) {
                        steps.add(new Policy.Step(
                                together,
                                Duration.ofSeconds(
                                        Math.max(60, p.path("duration").asLong(60)))));
                        together = new ArrayList<>();
                    }
                }
                case "notify_on_call_from_schedule" -> {
                    String known = scheduleOf.get(
                            p.path("notify_on_call_from_schedule").asString(""));
                    if (known == null) {
                        draft.notes.add("chain " + name + ": a schedule that is not in the export");
                    } else {
                        together.add(new Policy.Target.OnCall(known));
                    }
                }
                case "notify_persons", "notify_person_next_each_time" -> {
                    for (JsonNode u : p.path("persons_to_notify").size() > 0
                            ? p.path("persons_to_notify")
                            : p.path("persons_to_notify_next_each_time")) {
                        together.add(new Policy.Target.Person(draft.who(u.asString(""))));
                    }
                    if (type.endsWith("each_time")) {
                        draft.notes.add("chain " + name + ": people in turn are paged together here");
                    }
                }
                case "repeat_escalation" -> repeats = 5;
                default -> draft.notes.add("chain " + name + ": step " + type + " has no counterpart");
            }
        }
        if (!together.isEmpty()) {
            steps.add(new Policy.Step(together, Duration.ofMinutes(5)));
        }
        if (steps.isEmpty()) {
            draft.notes.add("chain " + name + " pages nobody and is left out");
        } else {
            draft.policies.add(new Policy(
                    Draft.free(name, draft.policies.stream().map(Policy::id).toList()), steps, repeats, Duration.ZERO));
        }
    }
}
