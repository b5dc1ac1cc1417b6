/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TestPlanReaderTest {

    private static final String BAD = """
            plan: My Plan
            version: 0
            title: T
            colour: red
            tests:
              - id: burn
                title: Burn
                tool: gpu_burn 10
                reader: gpu-bum
                scope: gpus
                required: true
                duration: ten minutes
                measures: [errors]
                criteria:
                  - metric: erors
                    is: at-most
                    limit: none
                    unit: GBps
                covers: [GPU, banana]
              - id: burn
                title: Burn again
                tool: gpu_burn 10
                reader: gpu-burn
                scope: gpu
                required: true
                duration: 10s
                measures: [errors]
                covers: [gpu]
            """;

    @Test
    void everyErrorOfAPlanIsToldAtOnceWithItsLine() {
        BadInputException e = catchThrowableOfType(
                BadInputException.class,
                () -> TestPlanReader.read(new ByteArrayInputStream(BAD.getBytes(StandardCharsets.UTF_8)), "bad.yaml"));
        assertThat(e.problems())
                .extracting(InputProblem::line, InputProblem::seen)
                .contains(
                        tuple(1L, "My Plan"),
                        tuple(2L, "0"),
                        tuple(4L, "colour"),
                        tuple(9L, "gpu-bum"),
                        tuple(10L, "gpus"),
                        tuple(12L, "ten minutes"),
                        tuple(15L, "erors"),
                        tuple(17L, "none"),
                        tuple(18L, "GBps"),
                        tuple(20L, "burn"));
        assertThat(e.getMessage())
                .contains("no 'source'")
                .contains("'gpu-burn' is meant")
                .contains("'errors' is meant")
                .contains("required test 'burn' without a criterion")
                .contains("banana");
    }
}
