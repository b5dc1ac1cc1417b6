/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.oncall.escalate.Policy;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Schedule;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Holds the names in a plan against one another. */
final class PlanCheck {

    private PlanCheck() {}

    static void check(OnCallPlan plan, InputProblems problems) {
        Set<String> people = new TreeSet<>();
        Set<String> schedules = new TreeSet<>();
        plan.people().forEach(p -> unique(p.id(), "person", people, problems));
        plan.schedules().forEach(s -> unique(s.id(), "schedule", schedules, problems));
        Set<String> policies = new HashSet<>();
        plan.policies().forEach(p -> unique(p.id(), "policy", policies, problems));
        if (people.isEmpty()) {
            problems.add(0, "", "people, one or more");
        }
        for (Schedule s : plan.schedules()) {
            s.layers()
                    .forEach(l -> l.rotation()
                            .turns()
                            .forEach(t ->
                                    t.forEach(p -> known(p, people, "layer " + l.id() + " of " + s.id(), problems))));
            s.overrides().forEach(o -> {
                o.person().ifPresent(p -> known(p, people, "override of " + s.id(), problems));
                o.instead().ifPresent(p -> known(p, people, "override of " + s.id(), problems));
            });
        }
        for (Policy p : plan.policies()) {
            p.steps()
                    .forEach(step -> step.targets().forEach(t -> {
                        switch (t) {
                            case Policy.Target.OnCall c -> known(c.schedule(), schedules, "policy " + p.id(), problems);
                            case Policy.Target.Person c -> known(c.person(), people, "policy " + p.id(), problems);
                        }
                    }));
        }
    }

    private static void unique(String id, String what, Set<String> seen, InputProblems problems) {
        if (id.isBlank()) {
            problems.add(0, id, "an id for each " + what);
        } else if (!seen.add(id)) {
            problems.add(0, id, "a " + what + " that does not stand twice");
        }
    }

    private static void known(String id, Collection<String> all, String where, InputProblems problems) {
        if (!all.contains(id)) {
            problems.add(0, id, where + ": one out of " + all);
        }
    }
}
