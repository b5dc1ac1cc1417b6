/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.rules.Remedy;
import io.plimsoll.health.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an executor is to do about one incident: the remedy that is due and those above it. Immutable; an executor carries it
 * out and makes no choices, and refuses one whose parent is not the incident's current turn.
 *
 * @param parent the incident's turn that it was made for: id, phase and number of faults
 */
public record Plan(String incident, String parent, String node, String entity, List<Step> steps) {

    /**
     * @param needs the evidence before it
     * @param shows the evidence after it
     * @param tests what must pass before the node serves again
     */
    public record Step(Remedy remedy, String needs, String shows, String tests) {}

    public Plan {
        steps = List.copyOf(steps);
    }

    /** The turn of an incident, which a plan names as its parent. */
    public static String turn(Incident incident) {
        return incident.id() + "/" + incident.phase() + "/" + incident.faults();
    }

    /** The plan from the incident's step upwards; no steps where nothing is to be done. */
    public static Plan of(Incident incident, RuleSet rules) {
        List<Step> steps = new ArrayList<>();
        for (Optional<Remedy> at = incident.step();
                at.isPresent();
                at = at.get().next()) {
            Remedy remedy = at.get();
            steps.add(new Step(
                    remedy, remedy.needs(), remedy.shows(), rules.tests().getOrDefault(remedy, "full")));
        }
        return new Plan(incident.id(), turn(incident), incident.node(), incident.entity(), steps);
    }
}
