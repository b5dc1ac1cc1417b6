/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Fingerprint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedPlansTest {

    @Test
    void everyShippedPlanIsValidAndEveryLimitHasASource() {
        assertThat(TestPlans.shipped())
                .extracting(TestPlan::name)
                .containsExactly("quick", "standard", "full", "host", "node-bringup", "host-quick", "host-standard");
        assertThat(TestPlans.shipped())
                .flatExtracting(TestPlan::tests)
                .flatExtracting(PlannedTest::criteria)
                .allSatisfy(c -> assertThat(c.source()).isNotBlank());
        assertThat(TestPlans.shipped())
                .allSatisfy(p -> assertThat(p.digest().hex()).hasSize(64));
    }

    @Test
    void aTestWithoutALimitOfItsOwnSaysForWhichHardwareNoSourceStatesOne() {
        assertThat(TestPlans.shipped())
                .flatExtracting(TestPlan::required)
                .allMatch(t -> !t.criteria().isEmpty()
                        || t.unsourced().contains("no public source")
                        || t.unsourced().contains("the public limits"));
        for (String model : List.of("H100", "H200", "B200", "GB200")) {
            for (PlannedTest test : TestPlans.shipped("full").orElseThrow().tests()) {
                boolean byModel =
                        test.criteria().stream().anyMatch(c -> c.appliesWhen().isPresent());
                boolean ofModel = test.criteria().stream()
                        .flatMap(c -> c.appliesWhen().stream())
                        .anyMatch(w -> w.modelContains().equals(model));
                assertThat(!byModel || ofModel || test.unsourced().contains(model))
                        .as(test.id() + " on " + model)
                        .isTrue();
            }
        }
    }

    @Test
    void theStagesOfTheFullPlanComeInTheOrderInWhichTheyAreCheapAndLocal() {
        TestPlan full = TestPlans.shipped("full").orElseThrow();
        assertThat(full.stages()).isEqualTo(Stages.USUAL);
        assertThat(full.tests())
                .extracting(t -> full.stages().indexOf(t.stage()))
                .isSorted();
    }

    @Test
    void usedPartsAreAskedForMore() {
        TestPlan full = TestPlans.shipped("full").orElseThrow();
        PlannedTest asUsed =
                full.forProvenance(Provenance.USED).test("host-cpu").orElseThrow();
        assertThat(asUsed.duration()).isEqualTo(Duration.ofDays(1));
        assertThat(full.forProvenance(Provenance.NEW).tests()).isEqualTo(full.tests());
    }

    @Test
    void aPlanKeepsItsDigestWhenTheLanguageGrows() {
        assertThat(TestPlans.shipped("host-quick").orElseThrow().digest().hex())
                .isEqualTo("f39aeb7c108c46f571a294e7f196ce3b583a7ec287f96366a2ccb196dd217153");
    }

    @Test
    void aPlanAppliedToANodeKeepsTheDigestThatIsPublished() {
        TestPlan plan = TestPlans.shipped("host-quick").orElseThrow();
        Fingerprint bare = new Fingerprint("S1", "", "", List.of(), List.of(), List.of());
        TestPlan applied = plan.appliedTo(bare);
        assertThat(applied.notApplicable())
                .extracting(TestPlan.NotApplicable::test)
                .containsExactly("gpu-health");
        assertThat(applied.digest()).isEqualTo(plan.digest());
    }

    @Test
    void thePlanForThisHostTakesUnderAMinute() {
        long seconds = TestPlans.shipped("host-quick").orElseThrow().tests().stream()
                .filter(t -> t.appliesWhen().isEmpty())
                .mapToLong(t -> t.duration().toSeconds())
                .sum();
        assertThat(seconds).isLessThan(60);
    }
}
