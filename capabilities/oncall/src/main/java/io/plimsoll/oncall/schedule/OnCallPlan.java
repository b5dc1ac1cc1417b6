/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import io.plimsoll.oncall.escalate.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that says who is called: people, schedules, policies.
 *
 * @param holidays days on which windows that skip holidays do not open, each with its name
 * @param notes what a reader left out or could not carry over
 */
public record OnCallPlan(
        String name,
        ZoneId zone,
        List<Person> people,
        Map<LocalDate, String> holidays,
        List<Schedule> schedules,
        List<Policy> policies,
        List<String> notes) {

    public OnCallPlan {
        people = List.copyOf(people);
        holidays = Map.copyOf(holidays);
        schedules = List.copyOf(schedules);
        policies = List.copyOf(policies);
        notes = List.copyOf(notes);
    }

    /**
     * Somebody who can be on call. Holds no contact detail, ever.
     *
     * @param zone where nights and weekends of this person are
     * @param law what the person's shifts are checked by, such as {@code eu}; empty for the caller's choice
     */
    public record Person(String id, ZoneId zone, String law, List<Away> away) {
        public Person {
            away = List.copyOf(away);
        }
    }

    /** A time in which somebody cannot be on call. */
    public record Away(Instant start, Instant end, String why) {}

    public Optional<Person> person(String id) {
        return people.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    public Optional<Schedule> schedule(String id) {
        return schedules.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    public Optional<Policy> policy(String id) {
        return policies.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** The plan with one more override, such as a swap that was agreed. */
    public OnCallPlan with(String schedule, ScheduleOverride more) {
        return new OnCallPlan(
                name,
                zone,
                people,
                holidays,
                schedules.stream()
                        .map(s -> s.id().equals(schedule) ? s.with(more) : s)
                        .toList(),
                policies,
                notes);
    }
}
