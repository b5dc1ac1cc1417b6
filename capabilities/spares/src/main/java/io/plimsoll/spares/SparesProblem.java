/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import java.util.List;
import java.util.Optional;

/**
 * What is to be stocked.
 *
 * @param name for people
 * @param target empty for the curve alone
 * @param objective what a budget is spent for; a target decides it by itself
 */
public record SparesProblem(
        String name, List<SparePart> parts, Method method, Optional<Target> target, Objective objective) {

    /** What is made small. */
    public enum Objective {
        /** Expected backorders, summed over parts and sites. */
        BACKORDERS,
        /** The share of systems that wait for a part. */
        AVAILABILITY,
        /** Demands that find an empty shelf. */
        FILL_RATE
    }

    public SparesProblem {
        parts = List.copyOf(parts);
    }

    public SparesProblem withTarget(Target newTarget) {
        return new SparesProblem(name, parts, method, Optional.of(newTarget), objective);
    }

    public SparesProblem withMethod(Method newMethod) {
        return new SparesProblem(name, parts, newMethod, target, objective);
    }

    public SparesProblem withObjective(Objective newObjective) {
        return new SparesProblem(name, parts, method, target, newObjective);
    }

    /** What the target asks to be made small; {@link #objective()} for a budget or none. */
    public Objective decidingObjective() {
        if (target.isEmpty()) {
            return objective;
        }
        return switch (target.get()) {
            case Target.Budget b -> objective;
            case Target.Availability a -> Objective.AVAILABILITY;
            case Target.Backorders b -> Objective.BACKORDERS;
            case Target.FillRate f -> Objective.FILL_RATE;
        };
    }

    /** Whether every part says how many places it has, so that an availability can be told. */
    public boolean knowsPositions() {
        return parts.stream().allMatch(p -> p.positions() > 0);
    }
}
