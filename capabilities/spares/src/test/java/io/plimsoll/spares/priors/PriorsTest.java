/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.priors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No rate without a source, and none at all where no figure is confirmed. */
class PriorsTest {

    @Test
    void everyRateHasASource() {
        assertThat(Priors.all()).isNotEmpty().allSatisfy(p -> {
            assertThat(p.source()).isNotBlank();
            assertThat(p.ratePerYear().isPresent()).isEqualTo(!p.quality().equals("none"));
        });
    }

    @Test
    void whatNobodyConfirmedHasNoRate() {
        assertThat(Priors.of("fan").orElseThrow().ratePerYear()).isEmpty();
        assertThat(Priors.of("cdu-pump").orElseThrow().ratePerYear()).isEmpty();
        assertThat(Priors.of("nic").orElseThrow().ratePerYear()).hasValue(0.0029);
    }
}
