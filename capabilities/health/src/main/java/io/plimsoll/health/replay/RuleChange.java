/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.replay;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSet.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether other rules may be put in force, judged by what both would have done with recorded signals. They may not if they take
 * more nodes at once than the budgets in force allow, take a tenant longer below its floor, or lose a cordon that was true. A
 * cordon was true if, while it lasted, a remedy was done on the node, its tests failed, or the same unit said FATAL twice.
 */
public final class RuleChange {

    private RuleChange() {}

    /** What speaks against it; none if it may be put in force. */
    public static List<String> against(
            Replay.Result base, Replay.Result other, RuleSet inForce, Topology topology, List<Signal> signals) {
        List<String> reasons = new ArrayList<>();
        int fleet = topology.size("fleet");
        for (Budget budget : inForce.budgets()) {
            if (budget.scope().equals("fleet") && fleet > 0) {
                int limit = limit(budget, fleet);
                if (other.mostOut() > limit && other.mostOut() > base.mostOut()) {
                    reasons.add("it breaks budget " + budget.id() + ": " + other.mostOut()
                            + " nodes at once out of service, " + limit + " are allowed");
                }
            }
        }
        for (Replay.Contract after : other.contracts()) {
            double before = base.contracts().stream()
                    .filter(c -> c.tenant().equals(after.tenant()))
                    .mapToDouble(Replay.Contract::hoursBelowFloor)
                    .sum();
            if (after.hoursBelowFloor() > before) {
                reasons.add("it takes " + after.tenant() + " to " + after.least() + " nodes, promised " + after.floor()
                        + ": " + Math.round(after.hoursBelowFloor() * 100) / 100.0 + " hours below, "
                        + Math.round(before * 100) / 100.0 + " by the rules in force");
            }
        }
        for (Replay.Cordon lost : Replay.compare(base, other).lost()) {
            String why = trueBecause(lost, signals);
            if (!why.isEmpty()) {
                reasons.add("it loses a true cordon: " + lost.node() + " at " + lost.from() + " by " + lost.rule()
                        + ", " + why);
            }
        }
        return reasons;
    }

    private static int limit(Budget budget, int fleet) {
        int limit = budget.concurrent() > 0 ? budget.concurrent() : Integer.MAX_VALUE;
        return budget.percent() > 0
                ? Math.min(limit, Math.max(1, (int) Math.floor(budget.percent() / 100 * fleet)))
                : limit;
    }

    private static String trueBecause(Replay.Cordon lost, List<Signal> signals) {
        Instant to = lost.to().orElse(Instant.MAX);
        List<Signal> during = signals.stream()
                .filter(s -> s.node().equals(lost.node()) && s.time().isPresent())
                .filter(s ->
                        !s.time().get().isBefore(lost.from()) && !s.time().get().isAfter(to))
                .toList();
        for (Signal s : during) {
            if (s.kind().equals("remedy") && s.code().equals("DONE")) {
                return "a remedy was done on it at " + s.time().get();
            }
            if (s.kind().equals("test") && s.code().equals("FAIL")) {
                return "its tests failed at " + s.time().get();
            }
        }
        List<Signal> fatal = during.stream()
                .filter(s -> s.severity() == io.plimsoll.health.Severity.FATAL)
                .toList();
        for (int i = 1; i < fatal.size(); i++) {
            Signal later = fatal.get(i);
            if (fatal.subList(0, i).stream()
                    .anyMatch(s -> s.place().equals(later.place()) && !s.time().equals(later.time()))) {
                return later.place() + " failed again at " + later.time().get();
            }
        }
        return "";
    }
}
