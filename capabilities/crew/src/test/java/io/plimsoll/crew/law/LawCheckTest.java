/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.crew.law.LawCheck.Technician;
import io.plimsoll.model.BadInputException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the law says of shifts, by hand-made cases whose answers the statutes give. */
class LawCheckTest {

    private static Technician ask(String law, String rows) {
        return LawCheck.check(
                        ShiftReader.read("technician,kind,start,end,zone\n" + rows, "s"),
                        Laws.named(law),
                        Optional.empty())
                .getFirst();
    }

    private static List<String> broken(String law, String rows) {
        return ask(law, rows).breaches().stream().map(LawCheck.Breach::rule).toList();
    }

    @Test
    void everyBuiltInRuleNamesItsSource() {
        for (String name : Laws.NAMES) {
            assertThat(Laws.named(name).rules())
                    .isNotEmpty()
                    .allMatch(r -> !r.source().isBlank());
        }
        assertThat(Laws.named("us-ca").rules()).extracting(LawRule::id).contains("US-FLSA-40", "CA-512-1");
    }

    @Test
    void elevenHoursOfRestComeAfterADay() {
        Technician t = ask(
                "de",
                "a,WORK,2026-11-23T08:00,2026-11-23T12:00,Europe/Berlin\na,WORK,2026-11-23T12:30,2026-11-23T16:30,Europe/Berlin\n");
        assertThat(t.nextLegalStartLocal()).contains("2026-11-24T03:30+01:00");
        assertThat(t.remainingHours()).isEqualTo(2);
        assertThat(t.breaches()).isEmpty();
        assertThat(t.binding()).extracting(LawCheck.Binding::rule).contains("DE-3", "DE-5");
    }

    @Test
    void theNightWhenClocksGoForwardIsAnHourShort() {
        String rows =
                "a,WORK,2026-03-28T14:00,2026-03-28T20:00,Europe/Berlin\na,WORK,2026-03-29T07:30,2026-03-29T09:30,Europe/Berlin\n";
        assertThat(broken("de", rows)).containsExactly("DE-5");
        assertThat(broken("de", rows.replace("03-28", "03-21").replace("03-29", "03-22")))
                .isEmpty();
    }

    @Test
    void flyingEastMakesNoRestLonger() {
        String rows =
                "a,TRAVEL,2026-11-23T12:00,2026-11-23T18:00,Europe/London\na,WORK,2026-11-24T08:00,2026-11-24T12:00,Asia/Dubai\n";
        assertThat(broken("eu", rows)).containsExactly("EU-3");
        assertThat(broken("eu", rows.replace("TRAVEL", "ON_CALL"))).isEmpty();
    }

    @Test
    void aLongDayWithoutABreakBreaksTheRuleAtTheSixthHour() {
        Technician t = ask("de", "a,WORK,2026-11-23T08:00,2026-11-23T15:00,Europe/Berlin\n");
        assertThat(t.breaches()).extracting(LawCheck.Breach::rule).containsExactlyInAnyOrder("DE-4-30", "DE-4-ROW");
        assertThat(t.breaches().getFirst().local()).isEqualTo("2026-11-23T14:00+01:00");
        assertThat(
                        broken(
                                "de",
                                "a,WORK,2026-11-23T08:00,2026-11-23T15:00,Europe/Berlin\na,BREAK,2026-11-23T11:00,2026-11-23T11:30,Europe/Berlin\n"))
                .isEmpty();
    }

    @Test
    void moreThanTenHoursADayIsTooLongInGermanyAndNotByTheDirectiveAlone() {
        String rows =
                "a,WORK,2026-11-23T06:00,2026-11-23T11:00,Europe/Berlin\na,WORK,2026-11-23T12:00,2026-11-23T18:00,Europe/Berlin\n";
        assertThat(broken("de", rows)).containsExactly("DE-3");
        assertThat(broken("eu", rows)).isEmpty();
    }

    @Test
    void thirteenHoursFromTheStartTheDirectiveWantsRest() {
        String rows =
                "a,WORK,2026-11-23T06:00,2026-11-23T12:00,Europe/Paris\na,WORK,2026-11-23T13:00,2026-11-23T20:00,Europe/Paris\n";
        Technician t = ask("eu", rows);
        assertThat(t.breaches()).extracting(LawCheck.Breach::rule).containsExactly("EU-3");
        assertThat(t.breaches().getFirst().local()).isEqualTo("2026-11-23T19:00+01:00");
    }

    @Test
    void aWeekNeedsThirtyFiveHoursInARow() {
        StringBuilder rows = new StringBuilder();
        for (int day = 23; day <= 29; day++) {
            rows.append("a,WORK,2026-11-" + day + "T08:00,2026-11-" + day + "T13:00,Europe/Paris\n");
        }
        assertThat(broken("eu", rows.toString())).containsExactly("EU-5");
        assertThat(broken("eu", rows.substring(0, rows.lastIndexOf("a,")))).isEmpty();
    }

    @Test
    void fortyEightHoursHoldOnAverageOfTheReferencePeriod() {
        StringBuilder rows = new StringBuilder();
        java.time.LocalDate monday = java.time.LocalDate.of(2026, 3, 2);
        for (int week = 0; week < 17; week++) {
            for (int day = 0; day < 5; day++) {
                java.time.LocalDate d = monday.plusWeeks(week).plusDays(day);
                rows.append("a,WORK," + d + "T08:00," + d + "T13:00,Europe/Paris\na,WORK," + d + "T13:30," + d
                        + "T18:30,Europe/Paris\n");
            }
        }
        assertThat(broken("eu", rows.toString())).containsExactly("EU-6");
        assertThat(ask("eu", rows.toString()).referenceHours()).contains(-34.0);
    }

    @Test
    void californiaWantsAMealInTheFifthHourAndPaysAboveEight() {
        Technician t = ask(
                "us-ca",
                "a,WORK,2026-11-23T08:00,2026-11-23T14:00,America/Los_Angeles\na,WORK,2026-11-23T14:30,2026-11-23T18:00,America/Los_Angeles\n");
        assertThat(t.breaches()).extracting(LawCheck.Breach::rule).containsExactly("CA-512-1");
        assertThat(t.pay()).containsExactly(new LawCheck.Pay("CA-510-8", 1.5, 1.5, "California Labor Code 510(a)"));
    }

    @Test
    void driversStopAfterElevenHoursAndTheFourteenth() {
        assertThat(broken("us", "a,DRIVE,2026-11-23T05:00,2026-11-23T17:00,America/Chicago\n"))
                .containsExactly("US-395-11");
        assertThat(
                        broken(
                                "us",
                                "a,WORK,2026-11-23T05:00,2026-11-23T18:00,America/Chicago\na,DRIVE,2026-11-23T18:30,2026-11-23T19:30,America/Chicago\n"))
                .containsExactly("US-395-14");
    }

    @Test
    void fiveNightsInARowAreOneTooManyForTheHouse() {
        StringBuilder rows = new StringBuilder();
        for (int day = 20; day < 25; day++) {
            rows.append("a,WORK,2026-11-" + day + "T22:00,2026-11-" + (day + 1) + "T05:00,Europe/Berlin\n");
        }
        assertThat(broken("house", rows.toString())).containsExactly("HR-NIGHTS");
        assertThat(broken(
                        "house",
                        rows.substring(0, rows.lastIndexOf("a,"))
                                + "a,WORK,2026-11-25T08:00,2026-11-25T12:00,Europe/Berlin\n"))
                .containsExactly("HR-AFTER-NIGHTS");
    }

    @Test
    void askedLaterTheNextStartIsNow() {
        List<Duty> duties =
                ShiftReader.read("technician,start,end,zone\na,2026-11-23T08:00,2026-11-23T12:00,Europe/Berlin\n", "s");
        Instant later = Instant.parse("2026-11-25T08:00:00Z");
        Technician t =
                LawCheck.check(duties, Laws.named("de"), Optional.of(later)).getFirst();
        assertThat(t.nextLegalStart()).contains(later);
        assertThat(t.nextShiftHours()).isEqualTo(10);
    }

    @Test
    void timesThatTheClocksSkipOrShowTwiceAreRefused() {
        assertThatThrownBy(() -> ShiftReader.read("""
                technician,start,end,zone
                a,2026-03-29T02:30,2026-03-29T05:00,Europe/Berlin
                a,2026-10-25T02:30,2026-10-25T05:00,Europe/Berlin
                a,2026-11-23T08:00,2026-11-23T07:00,Europe/Berlin
                a,2026-11-24T08:00,2026-11-24T09:00,Europe/Berlinn
                """, "s"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("s:2")
                .hasMessageContaining("go forward")
                .hasMessageContaining("s:3")
                .hasMessageContaining("+02:00 or +01:00")
                .hasMessageContaining("s:4")
                .hasMessageContaining("an end after the start")
                .hasMessageContaining("s:5")
                .hasMessageContaining("IANA");
    }

    @Test
    void aRuleWithoutASourceIsRefused() {
        assertThatThrownBy(() -> Laws.read(
                        "{\"counts\":{\"WORK\":\"x\"},\"rules\":[{\"id\":\"A\",\"kind\":\"DAILY_REST\",\"hours\":11}]}",
                        "l"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("source");
        assertThatThrownBy(
                        () -> Laws.read("{\"rules\":[{\"id\":\"A\",\"kind\":\"DAILY_RUST\",\"source\":\"s\"}]}", "l"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("DAILY_REST");
    }
}
