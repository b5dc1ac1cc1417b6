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
 * @param stage the stage that it belongs to, one of its plan's; empty in a plan that is a plain list
 * @param needs the tests of this plan that a node must have passed before
 * @param provenance what is asked in addition of nodes whose parts are not new
 * @param arrangement how a test of several nodes is laid out over them
 * @param unsourced for which hardware no public source states a limit, so that only learned criteria can judge it; empty
 *     where the criteria say all
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
        int unitsExpected,
        String stage,
        List<String> needs,
        Resources resources,
        List<ProvenanceRule> provenance,
        Arrangement arrangement,
        String unsourced) {

    /** A test of a plan that is a plain list: no stage, no needs, full power. */
    public PlannedTest(
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
        this(
                id,
                title,
                tool,
                reader,
                scope,
                required,
                duration,
                measures,
                criteria,
                covers,
                appliesWhen,
                unitsExpected,
                "",
                List.of(),
                Resources.WORST_CASE,
                List.of(),
                Arrangement.ONCE,
                "");
    }

    public PlannedTest {
        needs = List.copyOf(needs);
        provenance = List.copyOf(provenance);
        measures = List.copyOf(measures);
        criteria = List.copyOf(criteria);
        EnumSet<PartKind> ordered = EnumSet.noneOf(PartKind.class);
        ordered.addAll(covers);
        covers = Collections.unmodifiableSet(ordered);
    }

    /** This test with other criteria, for example those of one node's hardware or learned ones. */
    public PlannedTest withCriteria(List<Criterion> others, int units) {
        return copy(required, duration, others, units);
    }

    /** This test as nodes of the given provenance have it. */
    public PlannedTest forProvenance(Provenance of) {
        List<ProvenanceRule> rules =
                provenance.stream().filter(r -> r.of().contains(of)).toList();
        Duration longest = rules.stream()
                .flatMap(r -> r.duration().stream())
                .reduce(duration, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        return copy(required || rules.stream().anyMatch(ProvenanceRule::required), longest, criteria, unitsExpected);
    }

    private PlannedTest copy(boolean asRequired, Duration takes, List<Criterion> judged, int units) {
        return new PlannedTest(
                id,
                title,
                tool,
                reader,
                scope,
                asRequired,
                takes,
                measures,
                judged,
                covers,
                appliesWhen,
                units,
                stage,
                needs,
                resources,
                provenance,
                arrangement,
                unsourced);
    }
}
