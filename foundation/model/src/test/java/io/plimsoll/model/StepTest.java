/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void everyStateButRetiredCanBeLeftAndEveryStateCanBeReached() {
        Set<UnitState> left = Step.TABLE.stream().map(Step::from).collect(Collectors.toSet());
        assertThat(left).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(UnitState.RETIRED)));

        EnumSet<UnitState> reached = EnumSet.of(UnitState.PLANNED);
        Deque<UnitState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            UnitState from = open.pop();
            Step.TABLE.stream()
                    .filter(s -> s.from() == from && reached.add(s.to()))
                    .forEach(s -> open.push(s.to()));
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(UnitState.class));
    }

    @Test
    void nothingReachesServiceExceptThroughACertificate() {
        EnumSet<UnitState> withoutCertificate = EnumSet.of(UnitState.PLANNED);
        Deque<UnitState> open = new ArrayDeque<>(withoutCertificate);
        while (!open.isEmpty()) {
            UnitState from = open.pop();
            Step.TABLE.stream()
                    .filter(s -> s.from() == from && s.evidence() != EvidenceKind.CERTIFICATE)
                    .filter(s -> withoutCertificate.add(s.to()))
                    .forEach(s -> open.push(s.to()));
        }
        assertThat(withoutCertificate).noneMatch(UnitState::fit);
    }

    @Test
    void twoStatesAreJoinedByAtMostOneStep() {
        assertThat(Step.TABLE.stream().map(s -> s.from() + ">" + s.to()).toList())
                .doesNotHaveDuplicates();
    }
}
