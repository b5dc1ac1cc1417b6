/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.oncall.feed.CalendarFeed;
import io.plimsoll.oncall.read.PlanReader;
import io.plimsoll.oncall.read.PlanWriter;
import io.plimsoll.oncall.schedule.Duty;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import io.plimsoll.oncall.schedule.Span;
import io.plimsoll.oncall.schedule.Swap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RosterTest {

    static final String PLAN = """
            name: gpu-ops
            zone: Europe/Oslo
            people:
              - {id: anna}
              - {id: bo, away: [{start: "2026-11-10T00:00+01:00", end: "2026-11-11T00:00+01:00", why: leave}]}
              - {id: chen, zone: Asia/Singapore}
              - dag
            holidays: [{date: 2026-12-25, name: Christmas}]
            schedules:
              - id: primary
                layers:
                  - {id: week, every: week, start: "2026-10-19T09:00", people: [anna, bo]}
                overrides:
                  - {start: "2026-11-03T12:00+01:00", end: "2026-11-03T18:00+01:00", person: dag}
              - id: sun
                zone: UTC
                layers:
                  - {id: oslo, zone: Europe/Oslo, every: day, start: "2026-10-19T07:00", people: [dag], only: [{from: "07:00", to: "19:00"}]}
                  - {id: singapore, zone: Asia/Singapore, every: day, start: "2026-10-19T07:00", people: [chen], only: [{from: "07:00", to: "19:00"}]}
            policies:
              - id: default
                repeats: 1
                steps:
                  - {page: "schedule:primary", wait: 5m}
                  - {page: ["person:dag", "schedule:sun"], wait: 10m}
            """;

    static final OnCallPlan READ = PlanReader.read(PLAN, "plan.yaml");

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }

    private static List<Duty> duties(String schedule, String from, String to) {
        return Roster.duties(READ, READ.schedule(schedule).orElseThrow(), span(from, to));
    }

    @Test
    void aHandoverKeepsTheWallClockOverAClockChangeSoThatWeekIsAnHourLonger() {
        List<Duty> weeks = duties("primary", "2026-10-19T07:00:00Z", "2026-11-02T08:00:00Z");
        assertThat(weeks).extracting(Duty::people).containsExactly(List.of("anna"), List.of("bo"));
        assertThat(weeks.getFirst().length()).isEqualTo(Duration.ofHours(169));
        assertThat(weeks.getLast().length()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void anOverrideTakesItsTimeAndGivesItBack() {
        assertThat(duties("primary", "2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"))
                .extracting(Duty::people, Duty::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of("anna"), "week"),
                        org.assertj.core.groups.Tuple.tuple(List.of("dag"), "override"),
                        org.assertj.core.groups.Tuple.tuple(List.of("anna"), "week"));
    }

    @Test
    void aTurnIsTheSameWhereverTheWindowBegins() {
        Instant begin = Instant.parse("2026-10-19T07:00:00Z");
        for (int h = 0; h < 24 * 80; h += 7) {
            Instant at = begin.plus(Duration.ofHours(h));
            List<String> now = Roster.now(READ, READ.schedule("sun").orElseThrow(), at);
            int oslo = at.atZone(java.time.ZoneId.of("Europe/Oslo")).getHour();
            int singapore = at.atZone(java.time.ZoneId.of("Asia/Singapore")).getHour();
            List<String> expected = singapore >= 7 && singapore < 19
                    ? List.of("chen")
                    : oslo >= 7 && oslo < 19 ? List.of("dag") : List.of();
            assertThat(now).as("%s", at).isEqualTo(expected);
        }
    }

    @Test
    void aGapIsToldBeforeItHappensWithItsReason() {
        List<Roster.Gap> gaps = Roster.gaps(READ, span("2026-11-09T23:00:00Z", "2026-11-10T23:00:00Z"));
        assertThat(gaps.getFirst().schedule()).isEqualTo("primary");
        assertThat(gaps.getFirst().why()).contains("bo is away (leave)");
        assertThat(gaps.stream().filter(g -> g.schedule().equals("sun")))
                .extracting(Roster.Gap::start, Roster.Gap::end, Roster.Gap::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Instant.parse("2026-11-10T18:00:00Z"),
                        Instant.parse("2026-11-10T23:00:00Z"),
                        "no layer covers it"));
    }

    @Test
    void aSwapIsRefusedForDoubleDutyAbsenceAndBrokenRest() {
        Span day = span("2026-11-10T12:00:00Z", "2026-11-10T13:00:00Z");
        assertThat(Swap.check(READ, new Swap.Request("primary", day, "bo", "dag"), (p, s) -> List.of())
                        .refusedBecause())
                .anyMatch(r -> r.contains("already on call in sun"));
        Span evening = span("2026-11-05T20:00:00Z", "2026-11-05T22:00:00Z");
        assertThat(Swap.check(
                                READ,
                                new Swap.Request("primary", evening, "anna", "dag"),
                                (p, s) -> s.stream().anyMatch(x -> x.contains(evening.start()))
                                        ? List.of("daily rest")
                                        : List.of())
                        .refusedBecause())
                .containsExactly("daily rest");
        Span away = span("2026-11-10T08:00:00Z", "2026-11-10T09:00:00Z");
        assertThat(Swap.check(READ, new Swap.Request("sun", away, "dag", "bo"), (p, s) -> List.of())
                        .refusedBecause())
                .anyMatch(r -> r.contains("bo is away"));
    }

    @Test
    void anAllowedSwapChangesExactlyItsTime() {
        Span evening = span("2026-11-05T20:00:00Z", "2026-11-05T22:00:00Z");
        Swap.Answer answer = Swap.check(READ, new Swap.Request("primary", evening, "anna", "dag"), (p, s) -> List.of());
        assertThat(answer.allowed()).isTrue();
        OnCallPlan after = READ.with("primary", answer.override());
        assertThat(Roster.duties(
                        after,
                        after.schedule("primary").orElseThrow(),
                        span("2026-11-05T12:00:00Z", "2026-11-06T00:00:00Z")))
                .extracting(Duty::people)
                .containsExactly(List.of("anna"), List.of("dag"), List.of("anna"));
    }

    @Test
    void aPlanWrittenAndReadAgainIsTheSame() {
        String again = JsonMapper.builder().build().writeValueAsString(PlanWriter.document(READ));
        assertThat(PlanReader.read(again, "again")).isEqualTo(READ);
    }

    @Test
    void aWrongPlanIsToldWholeWithAdvice() {
        String wrong = PLAN.replace("zone: Europe/Oslo\npeople", "zone: Oslo\npeople")
                .replace("people: [anna, bo]", "people: [anna, boo]")
                .replace("repeats: 1", "repeat: 1");
        assertThatThrownBy(() -> PlanReader.read(wrong, "plan.yaml"))
                .hasMessageContaining("Europe/Oslo")
                .hasMessageContaining("boo")
                .hasMessageContaining("'repeat'");
    }

    @Test
    void aFeedFoldsItsLinesAndNamesNobodyButItsOwner() {
        List<Duty> all = duties("primary", "2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z");
        String team = CalendarFeed.text("gpu, ops; " + "æ".repeat(60), all, false, Instant.EPOCH, 3);
        assertThat(team)
                .doesNotContain("anna")
                .doesNotContain("dag")
                .contains("\\,")
                .contains("\\;");
        assertThat(team.split("\r\n")).allMatch(l -> l.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 75);
        assertThat(team.replace("\r\n ", "")).contains("æ".repeat(60)).contains("SEQUENCE:3");
        assertThat(CalendarFeed.text("own", all.subList(1, 2), true, Instant.EPOCH, 3))
                .contains("BEGIN:VALARM");
    }
}
