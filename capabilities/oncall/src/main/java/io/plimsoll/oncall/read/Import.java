/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.oncall.schedule.OnCallPlan;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Exports of other on-call products, each as the JSON that its own API gives. Contact details in them are counted and left out. */
public enum Import {
    /** Answers of GoAlert's GraphQL: {@code users, rotations, schedules, escalationPolicies}. */
    GOALERT,
    /** Answers of Grafana OnCall's public API: {@code users, schedules, on_call_shifts, escalation_chains, escalation_policies}. */
    GRAFANA,
    /** Answers of Opsgenie's API with {@code expand=rotation}: {@code users, schedules, escalations, overrides}. */
    OPSGENIE;

    /**
     * @param source the file as the user named it
     * @throws io.plimsoll.model.BadInputException if it cannot be read; what has no counterpart here becomes a note, not an error
     */
    public OnCallPlan read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        JsonNode root = Fields.parse(text, problems);
        Draft draft = new Draft(problems);
        switch (this) {
            case GOALERT -> new GoAlert(draft).read(root);
            case GRAFANA -> new GrafanaOnCall(draft).read(root);
            case OPSGENIE -> new Opsgenie(draft).read(root);
        }
        OnCallPlan plan = draft.plan(name().toLowerCase(Locale.ROOT));
        PlanCheck.check(plan, problems);
        problems.refuseIfAny();
        return plan;
    }

    /** The lists under a name: bare, under {@code data}, and in any wrapper that pages of results have. */
    static Iterable<JsonNode> list(JsonNode root, String... names) {
        for (JsonNode at : Arrays.asList(root, root.path("data"))) {
            for (String name : names) {
                JsonNode found = at.path(name);
                for (String wrapper : Arrays.asList("nodes", "results", "data", "values")) {
                    if (found.isObject() && found.has(wrapper)) {
                        found = found.path(wrapper);
                    }
                }
                if (found.isArray()) {
                    return found;
                }
            }
        }
        return java.util.List.of();
    }
}
