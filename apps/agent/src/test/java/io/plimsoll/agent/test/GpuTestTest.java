/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.agent.inventory.HostInventory;
import io.plimsoll.gpu.suite.Figure;
import io.plimsoll.gpu.suite.TestOutcome;
import io.plimsoll.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuTestTest {

    private static TestContext context() throws InterruptedException {
        return new TestContext("gemm-rate", Duration.ofSeconds(1), HostInventory.read(), Path.of("."));
    }

    private static TestOutcome outcome(Verdict verdict, List<String> errors) {
        return new TestOutcome(
                "gemm",
                verdict,
                1,
                List.of(new Figure("gemm_errors", (double) errors.size(), "count", "gpu:3")),
                errors,
                List.of(),
                List.of());
    }

    @Test
    void whatAGpuMeasuredStandsInTheLogUnderItsOwnScope() throws Exception {
        Ran ran = GpuTest.log(context(), List.of(outcome(Verdict.FAIL, List.of("row 17 column 33"))));
        assertThat(ran).isInstanceOfSatisfying(Ran.Log.class, log -> {
            assertThat(log.exitCode()).isEqualTo(1);
            assertThat(log.log()).contains("measure gemm_errors 1 count gpu:3", "error row 17 column 33", "says FAIL");
        });
    }

    @Test
    void aGpuThatHungMakesTheTestBrokenWithItsLastState() throws Exception {
        Ran ran = GpuTest.log(context(), List.of(outcome(Verdict.ERROR, List.of("no answer; last state: gemm"))));
        assertThat(ran)
                .isInstanceOfSatisfying(
                        Ran.Broke.class, b -> assertThat(b.reason()).contains("last state: gemm"));
    }
}
