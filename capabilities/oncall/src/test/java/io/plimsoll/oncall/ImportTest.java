/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.oncall.read.Import;
import io.plimsoll.oncall.read.PlanWriter;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small exports in the shapes that each product's API documents. */
class ImportTest {

    private static List<String> now(OnCallPlan plan, String schedule, String at) {
        return Roster.now(plan, plan.schedule(schedule).orElseThrow(), Instant.parse(at));
    }

    @Test
    void goAlertsRotationsAndRulesSayTheSamePersonHere() {
        OnCallPlan plan = Import.GOALERT.read("""
                {"data": {"users": {"nodes": [
                   {"id": "u1", "name": "Anna Berg", "email": "anna@example.org", "contactMethods": [{"type": "SMS", "value": "+4790012345"}]},
                   {"id": "u2", "name": "Bo Dahl", "contactMethods": []}]},
                 "rotations": {"nodes": [{"id": "r1", "name": "weekly", "type": "weekly", "shiftLength": 1, "timeZone": "Europe/Oslo",
                   "start": "2026-11-02T08:00:00Z", "users": [{"id": "u1"}, {"id": "u2"}]}]},
                 "schedules": {"nodes": [{"id": "s1", "name": "GPU Ops", "timeZone": "Europe/Oslo", "targets": [
                   {"target": {"id": "r1", "type": "rotation", "name": "weekly"}, "rules": [
                     {"start": "00:00", "end": "00:00", "weekdayFilter": [true, true, true, true, true, true, true]}]}]}]},
                 "escalationPolicies": {"nodes": [{"id": "e1", "name": "Default", "repeat": 3, "steps": [
                   {"delayMinutes": 10, "targets": [{"id": "s1", "type": "schedule"}, {"id": "u2", "type": "user"}]}]}]}}}
                """, "goalert.json");
        assertThat(now(plan, "gpu-ops", "2026-11-05T12:00:00Z")).containsExactly("anna-berg");
        assertThat(now(plan, "gpu-ops", "2026-11-09T08:30:00Z")).containsExactly("bo-dahl");
        assertThat(plan.policies().getFirst().repeats()).isEqualTo(3);
        assertThat(plan.notes())
                .containsExactly("2 contact details left out: each person gives their own to the vault");
        assertThat(PlanWriter.document(plan).toString())
                .doesNotContain("4790012345")
                .doesNotContain("example.org");
    }

    @Test
    void opsgeniesRestrictionOverTheWeekendHolds() {
        OnCallPlan plan = Import.OPSGENIE.read("""
                {"schedules": {"data": [{"id": "s", "name": "Weekend", "timezone": "Europe/Berlin", "enabled": true, "rotations": [
                  {"id": "r", "name": "rot", "startDate": "2026-10-30T17:00:00Z", "type": "weekly", "length": 1,
                   "participants": [{"type": "user", "username": "kim@example.org", "id": "k"}, {"type": "user", "username": "lee@example.org", "id": "l"}],
                   "timeRestriction": {"type": "weekday-and-time-of-day", "restrictions": [
                     {"startDay": "friday", "startHour": 18, "startMin": 0, "endDay": "monday", "endHour": 8, "endMin": 0}]}}]}]},
                 "escalations": {"data": [{"id": "e", "name": "E", "rules": [
                   {"condition": "if-not-acked", "delay": {"timeAmount": 0, "timeUnit": "minutes"}, "recipient": {"type": "schedule", "id": "s"}},
                   {"condition": "if-not-acked", "delay": {"timeAmount": 15, "timeUnit": "minutes"}, "recipient": {"type": "user", "id": "l", "username": "lee@example.org"}}],
                   "repeat": {"waitInterval": 10, "count": 2}}]}}
                """, "opsgenie.json");
        assertThat(now(plan, "weekend", "2026-10-31T12:00:00Z")).containsExactly("kim");
        assertThat(now(plan, "weekend", "2026-11-02T06:59:00Z")).containsExactly("kim");
        assertThat(now(plan, "weekend", "2026-11-02T07:01:00Z")).isEmpty();
        assertThat(now(plan, "weekend", "2026-11-07T12:00:00Z")).containsExactly("lee");
        assertThat(plan.policies().getFirst().steps()).hasSize(2);
        assertThat(plan.policies().getFirst().steps().getFirst().patience()).hasMinutes(15);
        assertThat(PlanWriter.document(plan).toString()).doesNotContain("@");
    }

    @Test
    void grafanasHigherLevelStandsAboveTheLower() {
        OnCallPlan plan = Import.GRAFANA.read("""
                {"users": {"results": [{"id": "U1", "username": "mia", "email": "mia@example.org", "timezone": "Europe/Paris"},
                                       {"id": "U2", "username": "noa"}]},
                 "on_call_shifts": {"results": [
                   {"id": "O1", "name": "base", "type": "rolling_users", "level": 0, "start": "2026-11-02T00:00:00", "duration": 86400,
                    "frequency": "daily", "interval": 1, "rolling_users": [["U1"]], "time_zone": "UTC"},
                   {"id": "O2", "name": "nights", "type": "rolling_users", "level": 1, "start": "2026-11-02T20:00:00", "duration": 36000,
                    "frequency": "daily", "interval": 1, "rolling_users": [["U2"]], "time_zone": "UTC"}]},
                 "schedules": {"results": [{"id": "S1", "name": "main", "type": "calendar", "time_zone": "UTC", "shifts": ["O1", "O2"]}]},
                 "escalation_chains": {"results": [{"id": "C1", "name": "chain"}]},
                 "escalation_policies": {"results": [
                   {"escalation_chain_id": "C1", "position": 0, "type": "notify_on_call_from_schedule", "notify_on_call_from_schedule": "S1"},
                   {"escalation_chain_id": "C1", "position": 1, "type": "wait", "duration": 300},
                   {"escalation_chain_id": "C1", "position": 2, "type": "notify_persons", "persons_to_notify": ["U1"]},
                   {"escalation_chain_id": "C1", "position": 3, "type": "declare_incident"}]}}
                """, "grafana.json");
        assertThat(now(plan, "main", "2026-11-03T12:00:00Z")).containsExactly("mia");
        assertThat(now(plan, "main", "2026-11-03T23:00:00Z")).containsExactly("noa");
        assertThat(now(plan, "main", "2026-11-04T05:00:00Z")).containsExactly("noa");
        assertThat(plan.policies().getFirst().steps()).hasSize(2);
        assertThat(plan.notes()).anyMatch(n -> n.contains("declare_incident"));
    }
}
