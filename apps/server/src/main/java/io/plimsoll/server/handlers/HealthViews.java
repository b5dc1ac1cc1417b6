/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.health.rules.Remedy;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.postgres.HealthDecisionRow;
import io.plimsoll.postgres.HealthIncidentRow;
import io.plimsoll.postgres.HealthUndecided;
import io.plimsoll.server.api.HealthApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Incidents in words. */
final class HealthViews {

    private HealthViews() {}

    static HealthApi.IncidentRow row(HealthIncidentRow i) {
        return new HealthApi.IncidentRow(
                i.incident(),
                says(i),
                i.openedAt(),
                i.lastAt(),
                i.place(),
                i.node(),
                i.entity(),
                i.code(),
                i.cause(),
                i.rule(),
                i.phase(),
                some(i.step()),
                affected(i).size(),
                i.faults(),
                some(i.blame()),
                i.closedAt().orElse(null),
                i.closedAt().isPresent() ? i.closedWhy() : null);
    }

    /** The nodes that it concerns, as far as they are named. */
    static List<String> affected(HealthIncidentRow i) {
        return i.node().isEmpty() ? i.children() : List.of(i.node());
    }

    static @Nullable String some(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What happened and what is to be done, in a sentence. */
    static String says(HealthIncidentRow i) {
        if (i.node().isEmpty()) {
            int nodes = i.children().size();
            String domain = i.place().replace(":", " ");
            return domain + " " + cause(i.cause()) + ": " + nodes + (nodes == 1 ? " node" : " nodes")
                    + " affected, nothing to do on the nodes";
        }
        String unit = i.entity().isEmpty() ? i.node() : i.entity() + " on " + i.node();
        if (i.blame().startsWith("serial ")) {
            return "GPU " + i.blame() + " failed in several slots: the part, not the slot; " + due(i);
        }
        if (i.blame().startsWith("slot ")) {
            return unit + " has failed with several parts: the slot, not the part; " + due(i);
        }
        return unit + ": " + code(i.code()) + ", " + due(i);
    }

    private static String cause(String cause) {
        return switch (cause) {
            case "power" -> "lost power";
            case "missing" -> "is silent";
            case "link" -> "lost links";
            case "thermal" -> "is hot";
            case "nvlink" -> "has NVLink errors";
            default -> "has one " + cause + " cause";
        };
    }

    private static String code(String code) {
        return !code.isEmpty() && code.chars().allMatch(Character::isDigit) ? "XID " + code : code;
    }

    private static String words(String step) {
        return switch (step) {
            case "" -> "remedy";
            case "RMA" -> step;
            default -> step.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String due(HealthIncidentRow i) {
        String step = words(i.step());
        return switch (i.phase()) {
            case "SETTLING" -> "waits whether something shared explains it";
            case "WATCHED" -> "watched, nothing to do";
            case "HELD" -> step + " is held";
            case "ACTING" -> step + " is due, the node is out of service";
            case "TESTING" -> step + " is done, its tests must pass";
            case "BURN_IN" -> "tests passed, runs without load";
            case "PROBATION" -> "serves again, watched";
            default -> "over: " + i.closedWhy();
        };
    }

    /** What is next, in a sentence; the last decision that held it says why it waits. */
    static String next(HealthIncidentRow i, RuleSet rules, List<HealthDecisionRow> decisions) {
        Optional<Remedy> step = Optional.of(i.step()).filter(s -> !s.isEmpty()).map(Remedy::valueOf);
        String tests = step.map(s -> rules.tests().getOrDefault(s, "full")).orElse("full");
        return switch (i.phase()) {
            case "SETTLING" -> "Within a minute it is a shared cause's, or its remedy is due.";
            case "WATCHED" ->
                i.node().isEmpty()
                        ? "Repair what they share. The incident ends when it has been silent for half an hour."
                        : "It ends when it has been silent for half an hour.";
            case "HELD" -> "Held: " + held(decisions);
            case "ACTING" ->
                step.map(s -> "Do: " + i.step() + ". It needs " + s.needs() + "; it is done when " + s.shows() + ".")
                        .orElse("A person decides.");
            case "TESTING" ->
                "The node goes back to CABLED and must pass the tests that the remedy requires: " + tests + ".";
            case "BURN_IN" -> "Runs without load for " + hours(rules.burnInMillis()) + ", then serves under watch.";
            case "PROBATION" ->
                "Watched for " + hours(rules.probationMillis()) + " after its return; a fault climbs the ladder.";
            default -> "Over: " + i.closedWhy() + ".";
        };
    }

    private static String held(List<HealthDecisionRow> decisions) {
        return decisions.reversed().stream()
                .filter(d -> d.what().equals("HELD"))
                .findFirst()
                .map(d -> d.reason() + ".")
                .orElse("a budget is spent.");
    }

    private static String hours(long millis) {
        long hours = millis / 3_600_000;
        return hours > 48 ? hours / 24 + " days" : hours + " hours";
    }

    /** From the step that is due upwards; none where nothing is to be done. */
    static List<HealthApi.PlanStep> plan(HealthIncidentRow i, RuleSet rules) {
        List<HealthApi.PlanStep> steps = new ArrayList<>();
        Optional<Remedy> at =
                i.closedAt().isPresent() || i.step().isEmpty() || i.node().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Remedy.valueOf(i.step()));
        while (at.isPresent()) {
            Remedy remedy = at.get();
            steps.add(new HealthApi.PlanStep(
                    remedy.name(), remedy.needs(), remedy.shows(), rules.tests().getOrDefault(remedy, "full")));
            at = remedy.next();
        }
        return steps;
    }

    /** The turn of an incident; it changes with each phase, step and fault. */
    static String turn(HealthIncidentRow i) {
        return i.incident() + "/" + i.phase() + "/" + i.step() + "/" + i.faults();
    }

    static HealthApi.DecisionView decision(HealthDecisionRow d) {
        return new HealthApi.DecisionView(
                d.id(),
                d.at(),
                d.what(),
                d.incident(),
                d.rule(),
                d.node(),
                d.entity(),
                d.action(),
                d.reason(),
                some(d.serial()),
                some(d.raw()),
                d.batch(),
                d.journalSeq());
    }

    static HealthApi.SetAside aside(HealthUndecided u) {
        return new HealthApi.SetAside(
                u.batch(), u.signal() < 0 ? null : u.signal(), u.node(), u.signals(), u.error(), u.journalSeq());
    }
}
