/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.gpu.TestDevices;
import io.plimsoll.gpu.fault.FaultTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTableTest {

    private final List<Row> rows = FaultTable.of(TestDevices::cpu, 9);

    private List<Row> faulty() {
        return rows.stream().filter(r -> !r.fault().equals("none")).toList();
    }

    @Test
    void theKnownAnswerCatchesAndLocatesEachKindOfFaultAndNothingElse() {
        assertThat(rows.stream().filter(r -> !r.knownAnswer()).map(Row::fault)).containsExactly("none");
        assertThat(faulty()).hasSize(8).allMatch(Row::located);
    }

    @Test
    void selfComparisonMissesWhatGoesWrongTheSameEachTimeAndWhatIsBelowItsTolerance() {
        List<String> seen = faulty().stream()
                .filter(Row::selfComparison)
                .map(Row::fault)
                .sorted()
                .toList();
        assertThat(seen).containsExactly("one result, once, high bit", "one result, once, in the very first product");
    }
}
