/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Fingerprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedPlansTest {

    @Test
    void everyShippedPlanIsValidAndEveryLimitHasASource() {
        assertThat(TestPlans.shipped())
                .extracting(TestPlan::name)
                .containsExactly("host-quick", "host-standard", "node-bringup");
        assertThat(TestPlans.shipped())
                .flatExtracting(TestPlan::tests)
                .flatExtracting(PlannedTest::criteria)
                .allSatisfy(c -> assertThat(c.source()).isNotBlank());
        assertThat(TestPlans.shipped())
                .allSatisfy(p -> assertThat(p.digest().hex()).hasSize(64));
    }

    @Test
    void quickAndStandardAreThePlansForThisHost() {
        assertThat(TestPlans.shipped("quick")).map(TestPlan::name).contains("host-quick");
        assertThat(TestPlans.shipped("standard")).map(TestPlan::name).contains("host-standard");
    }

    @Test
    void aPlanAppliedToANodeKeepsTheDigestThatIsPublished() {
        TestPlan plan = TestPlans.shipped("quick").orElseThrow();
        Fingerprint bare = new Fingerprint("S1", "", "", List.of(), List.of(), List.of());
        TestPlan applied = plan.appliedTo(bare);
        assertThat(applied.notApplicable())
                .extracting(TestPlan.NotApplicable::test)
                .containsExactly("gpu-health");
        assertThat(applied.digest()).isEqualTo(plan.digest());
    }

    @Test
    void quickTakesUnderAMinute() {
        long seconds = TestPlans.shipped("quick").orElseThrow().tests().stream()
                .filter(t -> t.appliesWhen().isEmpty())
                .mapToLong(t -> t.duration().toSeconds())
                .sum();
        assertThat(seconds).isLessThan(60);
    }
}
