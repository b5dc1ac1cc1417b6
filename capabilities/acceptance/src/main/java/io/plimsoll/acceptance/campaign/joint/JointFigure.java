/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Units;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The value of a test that its limit was held against: of all that was measured, the one that came closest to its lower limit
 * or fell furthest below it.
 *
 * @param limit the least that is good
 * @param measured how many values the limit was held against; the lowest of several is no sample of what is usual
 * @param nic which NIC of the nodes it was measured on, such as {@code mlx5_0}; empty for all of them together
 */
public record JointFigure(String metric, String unit, double value, double limit, int measured, String nic) {

    private static final String NIC = "nic:";

    /**
     * The figure of a result; empty if the test has no lower limit, or if it failed by something else than that limit, so that
     * the value would speak for a node that the test speaks against.
     */
    public static Optional<JointFigure> of(PlannedTest test, List<Measurement> measurements, Verdict verdict) {
        Optional<JointFigure> worst = Optional.empty();
        for (Criterion criterion : test.criteria()) {
            if (criterion.comparison() != Comparison.AT_LEAST || !(criterion.limit() > 0)) {
                continue;
            }
            List<Measurement> concerned =
                    measurements.stream().filter(criterion::concerns).toList();
            for (Measurement m : concerned) {
                Optional<JointFigure> here = of(criterion, m, concerned.size());
                if (here.isPresent()
                        && (worst.isEmpty() || here.get().share() < worst.get().share())) {
                    worst = here;
                }
            }
        }
        return worst.filter(f -> f.kept() == (verdict == Verdict.PASS));
    }

    private static Optional<JointFigure> of(Criterion criterion, Measurement m, int measured) {
        OptionalDouble value = Units.convert(m.value(), m.unit(), criterion.unit());
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            return Optional.empty();
        }
        String nic = m.scope().startsWith(NIC) ? m.scope().substring(NIC.length()) : "";
        return Optional.of(
                new JointFigure(m.metric(), criterion.unit(), value.getAsDouble(), criterion.limit(), measured, nic));
    }

    private double share() {
        return value / limit;
    }

    /** By what the spread of healthy values is found: metric and unit. Empty for one of several values. */
    public String spread() {
        return measured == 1 ? metric + " " + unit : "";
    }

    public boolean kept() {
        return value >= limit;
    }
}
