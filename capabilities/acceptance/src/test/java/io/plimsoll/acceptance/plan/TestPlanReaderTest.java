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

    private static final String BAD_ORDER = """
            plan: p
            version: 1
            title: T
            tests:
              - id: burn
                title: Burn
                stage: corectness-burn
                tool: gpu_burn 10
                reader: gpu-burn
                scope: gpu
                required: true
                needs: [pairs]
                duration: 10s
                resources: {watts-per-node: 99999999, cool: 1m}
                measures: [errors]
                criteria: [{metric: errors, is: equal, limit: 0, unit: count, source: s}]
                covers: [gpu]
              - id: pairs
                title: Pairs
                stage: pairs
                tool: t
                reader: nccl-tests
                scope: pair
                required: true
                needs: [burn, copy]
                rounds: 0
                duration: 10s
                provenance: [{of: [stolen]}]
                measures: [busbw]
                unsourced: "H100: none"
                covers: [hca]
              - id: ladder
                title: Groups
                stage: copy-bandwidth
                tool: t
                reader: nccl-tests
                scope: group
                required: false
                needs: [pairs]
                groups: [16, 4, some]
                duration: 10s
                measures: [busbw]
                covers: [hca]
            """;

    @Test
    void aCycleAnUnknownNeedAndAnImpossiblePowerAreToldWithTheirLines() {
        BadInputException e = catchThrowableOfType(
                BadInputException.class,
                () -> TestPlanReader.read(
                        new ByteArrayInputStream(BAD_ORDER.getBytes(StandardCharsets.UTF_8)), "order.yaml"));
        assertThat(e.problems())
                .extracting(InputProblem::line, InputProblem::seen)
                .contains(
                        tuple(7L, "corectness-burn"),
                        tuple(14L, "99999999"),
                        tuple(14L, "cool"),
                        tuple(25L, "copy"),
                        tuple(26L, "0"),
                        tuple(28L, "stolen"),
                        tuple(39L, "ladder needs pairs"),
                        tuple(40L, "4"),
                        tuple(40L, "some"),
                        tuple(25L, "burn needs pairs needs burn"));
        assertThat(e.getMessage()).contains("'correctness-burn' is meant");
    }
}
