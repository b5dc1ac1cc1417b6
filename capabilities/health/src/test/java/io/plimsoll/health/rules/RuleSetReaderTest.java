/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.BadInputException;
import org.junit.jupiter.api.Test;

/** Rules are data, and wrong data is told whole. */
class RuleSetReaderTest {

    @Test
    void eachShippedRuleSaysWhy() {
        assertThat(RuleSetReader.SHIPPED.detectors())
                .hasSizeGreaterThanOrEqualTo(25)
                .allMatch(d -> !d.because().isBlank());
        assertThat(RuleSetReader.SHIPPED.correlations())
                .allMatch(c -> !c.because().isBlank());
        assertThat(RuleSetReader.SHIPPED.burstGapMillis()).isEqualTo(180_000);
        assertThat(RuleSetReader.SHIPPED.probationMillis()).isEqualTo(7 * 86_400_000L);
        assertThat(RuleSetReader.SHIPPED.tests()).hasSize(Remedy.values().length);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> RuleSetReader.read("""
                rules: x
                probatoin: 7 d
                burstGap: soon
                detectors:
                  - {id: a, type: RATE, because: b}
                  - {id: a, type: NONSENSE, because: b}
                  - {id: c, type: MATCH}
                """, "r.yaml"))
                .isInstanceOfSatisfying(BadInputException.class, e -> {
                    assertThat(e.problems()).hasSize(6);
                    assertThat(e.getMessage()).contains("probatoin", "soon", "NONSENSE");
                });
    }
}
