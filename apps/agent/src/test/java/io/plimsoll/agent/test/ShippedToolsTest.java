/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlans;
import org.junit.jupiter.api.Test;

class ShippedToolsTest {

    /** Or nobody could ever get a certificate by that plan without a waiver. */
    @Test
    void theAgentHasEachBuiltInTestThatAShippedPlanRequires() {
        assertThat(TestPlans.shipped())
                .flatExtracting(plan -> plan.tests())
                .filteredOn(PlannedTest::required)
                .filteredOn(test -> test.tool().startsWith("built-in:"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(HostTests.of(test.tool()))
                        .as(test.id() + ": " + test.tool())
                        .isPresent());
    }
}
