/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.oncall.escalate.Policy;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.OnCallPlan.Person;
import io.plimsoll.oncall.schedule.Schedule;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A plan that an importer is filling, with foreign ids and what had to be left out. */
final class Draft {

    final InputProblems problems;
    final Fields fields;
    final List<String> notes = new ArrayList<>();
    final List<Schedule> schedules = new ArrayList<>();
    final List<Policy> policies = new ArrayList<>();
    private final Map<String, String> nameOf = new LinkedHashMap<>();
    private final Map<String, ZoneId> people = new LinkedHashMap<>();
    private int contacts;

    Draft(InputProblems problems) {
        this.problems = problems;
        this.fields = new Fields(problems);
    }

    /** Whether a text tells how to reach somebody: such a name is never taken over. */
    private static boolean contact(String text) {
        return text.contains("@") || text.replaceAll("[^0-9]", "").length() >= 7;
    }

    /** Somebody under every id that the export may use; a mail address loses its domain. */
    String person(String zone, String name, String... ids) {
        String bare = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        String slug = slug(contact(bare) ? "person-" + (people.size() + 1) : bare);
        people.putIfAbsent(
                slug,
                zone.isEmpty()
                        ? ZoneOffset.UTC
                        : fields.zone(zone, "user " + slug).orElse(ZoneOffset.UTC));
        for (String id : ids) {
            if (!id.isEmpty()) {
                nameOf.put(id, slug);
            }
        }
        return slug;
    }

    boolean knows(String id) {
        return nameOf.containsKey(id);
    }

    String who(String id) {
        String known = nameOf.get(id);
        return known == null ? person("", id, id) : known;
    }

    void leaveOut(int details) {
        contacts += details;
    }

    static String slug(String text) {
        String s = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}0-9._]+", "-")
                .replaceAll("^-+|-+$", "");
        return s.isEmpty() ? "unnamed" : s;
    }

    /** An id that is free among those taken. */
    static String free(String name, List<String> taken) {
        String base = slug(name);
        String id = base;
        for (int n = 2; taken.contains(id); n++) {
            id = base + "-" + n;
        }
        return id;
    }

    /** Wall time of a moment in a zone. */
    Optional<LocalDateTime> wall(JsonNode node, String key, ZoneId zone, String where) {
        String text = node.path(key).asString("");
        if (text.matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?")) {
            return fields.wall(text.replace(' ', 'T'), where);
        }
        return fields.instant(text, where).map(i -> i.atZone(zone).toLocalDateTime());
    }

    static Optional<OffsetDateTime> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    OnCallPlan plan(String name) {
        if (contacts > 0) {
            notes.add(contacts + " contact details left out: each person gives their own to the vault");
        }
        List<Person> all = new ArrayList<>();
        people.forEach((id, zone) -> all.add(new Person(id, zone, "", List.of())));
        return new OnCallPlan(name, ZoneOffset.UTC, all, Map.of(), schedules, policies, notes);
    }
}
