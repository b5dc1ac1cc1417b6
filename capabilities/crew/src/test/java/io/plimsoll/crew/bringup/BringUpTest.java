/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A bring-up is scheduled under its resources, and its dates are as sure as its durations. */
class BringUpTest {

    private static final Optional<OffsetDateTime> START = Optional.of(OffsetDateTime.parse("2026-12-01T07:00+01:00"));

    private static BringUpPlan plan(String yaml) {
        return new BringUpPlanner(BringUpReader.read(yaml, "hall", START)).plan(1, 2_000, 2_000, () -> false);
    }

    private static BringUpPlan.Step step(BringUpPlan plan, String id) {
        return plan.packages().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void floatsAreAsByHand() {
        BringUpPlan plan = plan("""
                packages:
                  - {id: a, duration: 3h}
                  - {id: b, duration: 4h, after: a}
                  - {id: c, duration: 2h, after: a}
                  - {id: d, duration: 1h, after: c}
                  - {id: e, duration: 5h, after: [b, d]}
                """);
        assertThat(plan.makespanHours()).isEqualTo(12);
        assertThat(plan.proven()).isTrue();
        assertThat(plan.criticalPath()).containsExactly("a", "b", "e");
        assertThat(step(plan, "c").totalFloatHours()).isEqualTo(1);
        assertThat(step(plan, "c").freeFloatHours()).isZero();
        assertThat(step(plan, "d").freeFloatHours()).isEqualTo(1);
        assertThat(plan.finishP90()).isEqualTo(plan.finish());
    }

    @Test
    void oneLiftMakesTwoRacksWaitForEachOther() {
        BringUpPlan plan = plan("""
                resources: {lifts: 1}
                packages:
                  - {id: a, duration: 3h, needs: {lifts: 1}}
                  - {id: b, duration: 4h, needs: {lifts: 1}}
                """);
        assertThat(plan.makespanHours()).isEqualTo(7);
        assertThat(step(plan, "a").totalFloatHours()).isEqualTo(1);
        assertThat(step(plan, "a").slackHours()).isZero();
    }

    @Test
    void linksOfAllFourKindsWithLagsHold() {
        BringUpPlan plan = plan("""
                packages:
                  - {id: a, duration: 10h}
                  - {id: ss, duration: 2h, after: [a SS+4h]}
                  - {id: ff, duration: 2h, after: [a FF+1h]}
                  - {id: sf, duration: 2h, after: [a SF+6h]}
                  - {id: fs, duration: 2h, after: [{id: a, kind: FS, lag: 3h}]}
                """);
        assertThat(hours(plan, "ss")).isEqualTo(4);
        assertThat(hours(plan, "ff")).isEqualTo(9);
        assertThat(hours(plan, "sf")).isEqualTo(4);
        assertThat(hours(plan, "fs")).isEqualTo(13);
    }

    private static double hours(BringUpPlan plan, String id) {
        return Duration.between(plan.start(), step(plan, id).start()).toMinutes() / 60.0;
    }

    @Test
    void oneUncertainPackageGivesItsOwnQuantiles() {
        BringUpPlan plan = plan("""
                period: 1m
                packages:
                  - {id: a, su: S, duration: 100h, p10: 80h, p90: 150h}
                """);
        assertThat(Duration.between(plan.start(), plan.units().getFirst().p50()).toMinutes() / 60.0)
                .isCloseTo(100, within(3.0));
        assertThat(Duration.between(plan.start(), plan.units().getFirst().p90()).toMinutes() / 60.0)
                .isCloseTo(150, within(6.0));
        assertThat(step(plan, "a").criticality()).contains(1.0);
    }

    @Test
    void theLongerOfTwoEqualBranchesIsCriticalInHalfOfTheRuns() {
        BringUpPlan plan = plan("""
                period: 1m
                packages:
                  - {id: a, duration: 100h, p10: 80h, p90: 125h}
                  - {id: b, duration: 100h, p10: 80h, p90: 125h}
                """);
        assertThat(step(plan, "a").criticality().orElseThrow()).isBetween(0.45, 0.55);
        assertThat(step(plan, "a").criticality().orElseThrow()
                        + step(plan, "b").criticality().orElseThrow())
                .isCloseTo(1.0, within(0.01));
    }

    @Test
    void theExampleOfTheReferenceHoldsAndExports() throws Exception {
        String yaml = Files.readString(SharedData.repositoryRoot().resolve("docs/reference/crew/hall.yaml"));
        BringUp bringUp = BringUpReader.read(yaml, "hall.yaml", Optional.empty());
        BringUpPlan plan = new BringUpPlanner(bringUp).plan(1, 200, 2_000, () -> false);
        assertThat(plan.faults()).isEmpty();
        assertThat(plan.units()).extracting(BringUpPlan.Unit::su).containsExactly("SU1", "SU2");
        assertThat(plan.finishP90()).isAfter(plan.finishP50());
        assertThat(new BringUpPlanner(bringUp).plan(1, 200, 2_000, () -> false)).isEqualTo(plan);
        assertThat(PlanExport.csv(plan).lines().count()).isEqualTo(16);
        Document xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(PlanExport.mspdi(bringUp, plan))));
        assertThat(xml.getElementsByTagName("Task").getLength()).isEqualTo(15);
        assertThat(xml.getElementsByTagName("PredecessorLink").getLength()).isEqualTo(16);
    }

    @Test
    void csvSaysTheSameAsYaml() throws IOException {
        String csv = """
                id,su,duration,p10,p90,after,needs,capacity
                lifts,,,,,,,1
                a,S,3h,,,,lifts 1,
                b,S,4h,,,a SS+1h,lifts:1,
                """;
        BringUp fromCsv = BringUpReader.read(csv, "x.csv", START);
        BringUp fromYaml = BringUpReader.read("""
                name: x.csv
                resources: {lifts: 1}
                packages:
                  - {id: a, su: S, duration: 3h, needs: [lifts 1]}
                  - {id: b, su: S, duration: 4h, needs: {lifts: 1}, after: [{id: a, kind: SS, lag: 1h}]}
                """, "x.yaml", START);
        assertThat(fromCsv).isEqualTo(fromYaml);
    }

    @Test
    void whatIsWrongIsToldAllAtOnce() {
        assertThatThrownBy(() -> plan("""
                resources: {lifts: 1}
                packages:
                  - {id: a, duration: 3}
                  - {id: a, duration: 3h, needs: {lifts: 2}}
                  - {id: c, duration: 3h, after: [nobody], needs: {crane: 1}}
                """))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a time with its unit")
                .hasMessageContaining("stand twice")
                .hasMessageContaining("a needs 2 lifts")
                .hasMessageContaining("c after nobody")
                .hasMessageContaining("c needs crane");
        assertThatThrownBy(() -> plan("packages: [{id: a, duration: 1h, after: b}, {id: b, duration: 1h, after: a}]"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("circle");
    }
}
