/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.PartCondition;
import io.plimsoll.acceptance.PartKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One test of a plan.
 *
 * @param id short, unique in its plan, for example {@code nccl-allreduce}
 * @param tool what runs it: {@code built-in:NAME} for the agent's own tests, else the command
 * @param reader the format of its log, the name of a {@link io.plimsoll.acceptance.read.ToolReader}
 * @param required whether a certificate needs it
 * @param duration how long a run is meant to take
 * @param measures the metrics that it delivers
 * @param criteria what is judged; a test without one can be measured and can never be PASS
 * @param covers the parts whose replacement asks for this test again
 * @param appliesWhen only nodes with such a part have this test
 * @param unitsExpected how many units each judged metric must have been measured on; 0 until {@link TestPlan#appliedTo}
 */
public record PlannedTest(
        String id,
        String title,
        String tool,
        String reader,
        TestScope scope,
        boolean required,
        Duration duration,
        List<String> measures,
        List<Criterion> criteria,
        Set<PartKind> covers,
        Optional<PartCondition> appliesWhen,
        int unitsExpected) {

    public PlannedTest {
        measures = List.copyOf(measures);
        criteria = List.copyOf(criteria);
        EnumSet<PartKind> ordered = EnumSet.noneOf(PartKind.class);
        ordered.addAll(covers);
        covers = Collections.unmodifiableSet(ordered);
    }

    PlannedTest withCriteria(List<Criterion> narrowed, int units) {
        return new PlannedTest(
                id, title, tool, reader, scope, required, duration, measures, narrowed, covers, appliesWhen, units);
    }
}
