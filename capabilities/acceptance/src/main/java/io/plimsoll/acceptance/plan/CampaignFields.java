/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import io.plimsoll.acceptance.yaml.LinedYaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of a test that a campaign plans by: stage, needs, resources, provenance, rounds and groups. */
final class CampaignFields {

    /** No node draws a megawatt. */
    private static final int WATTS_MAX = 1_000_000;

    private static final int ROUNDS_MAX = 64;

    private static final List<String> RESOURCE_KEYS = List.of("watts-per-node", "exclusive", "cool-down", "not-after");
    private static final List<String> PROVENANCE_KEYS = List.of("of", "required", "duration");

    /** A test named by another, to be looked up when all are read. */
    private record Mention(String by, String of, long line, String key) {}

    private final PlanFields fields;
    private final List<String> stages = new ArrayList<>();
    private final Map<String, String> stageOf = new HashMap<>();
    private final Map<String, Integer> place = new HashMap<>();
    private final List<Mention> mentions = new ArrayList<>();

    CampaignFields(PlanFields fields) {
        this.fields = fields;
    }

    List<String> stages() {
        return List.copyOf(stages);
    }

    /** Those that the plan names; else the usual ones, of which its tests name any; else none. */
    void stages(LinedYaml.Mapping plan, List<LinedYaml> tests) {
        Set<String> once = new HashSet<>();
        for (String stage : fields.texts(plan, "stages")) {
            if (once.add(stage)) {
                stages.add(stage);
            } else {
                fields.problem(PlanFields.line(plan, "stages"), stage, "each stage once");
            }
        }
        boolean any = tests.stream()
                .anyMatch(t ->
                        t instanceof LinedYaml.Mapping test && test.entries().containsKey("stage"));
        if (stages.isEmpty() && any) {
            stages.addAll(Stages.USUAL);
        }
    }

    String stage(LinedYaml.Mapping test, String id) {
        if (stages.isEmpty()) {
            return "";
        }
        String stage = fields.text(test, "stage", "'stage', one of " + String.join(", ", stages));
        if (!stage.isEmpty() && !stages.contains(stage)) {
            fields.problem(
                    PlanFields.line(test, "stage"),
                    stage,
                    "one of the stages " + String.join(", ", stages),
                    PlanFields.nearest(stage, stages));
        }
        stageOf.put(id, stage);
        return stage;
    }

    List<String> needs(LinedYaml.Mapping test, String id) {
        place.putIfAbsent(id, place.size());
        Set<String> needs = new LinkedHashSet<>(fields.texts(test, "needs"));
        long line = PlanFields.line(test, "needs");
        needs.forEach(need -> mentions.add(new Mention(id, need, line, "needs")));
        return List.copyOf(needs);
    }

    Resources resources(LinedYaml.Mapping test) {
        LinedYaml node = test.entries().get("resources");
        if (node == null) {
            return Resources.WORST_CASE;
        }
        return fields.mapping(node, "resources with the keys " + RESOURCE_KEYS)
                .map(m -> {
                    fields.onlyKeys(m, RESOURCE_KEYS);
                    return new Resources(
                            watts(m),
                            !m.entries().containsKey("exclusive") || fields.flag(m, "exclusive"),
                            m.entries().containsKey("cool-down") ? fields.duration(m, "cool-down") : Duration.ZERO,
                            notAfter(m, fields.textOrEmpty(test, "id")));
                })
                .orElse(Resources.WORST_CASE);
    }

    private OptionalInt watts(LinedYaml.Mapping resources) {
        String text = fields.textOrEmpty(resources, "watts-per-node");
        if (text.isEmpty() || text.equals("full")) {
            return OptionalInt.empty();
        }
        if (text.equals("idle")) {
            return OptionalInt.of(0);
        }
        if (text.matches("[0-9]{1,7}") && Integer.parseInt(text) <= WATTS_MAX) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        fields.problem(
                PlanFields.line(resources, "watts-per-node"),
                text,
                "idle, full, or watts from 0 to " + WATTS_MAX + " that one node draws");
        return OptionalInt.empty();
    }

    private SortedMap<String, Duration> notAfter(LinedYaml.Mapping resources, String id) {
        SortedMap<String, Duration> out = new TreeMap<>();
        LinedYaml node = resources.entries().get("not-after");
        if (node != null) {
            fields.mapping(node, "tests and how long after their end, such as {correctness-burn: 2m}")
                    .ifPresent(m -> m.entries().forEach((other, value) -> {
                        out.put(other, fields.duration(value.line(), fields.textOrEmpty(m, other)));
                        mentions.add(new Mention(id, other, value.line(), "not-after"));
                    }));
        }
        return out;
    }

    List<ProvenanceRule> provenance(LinedYaml.Mapping test) {
        List<ProvenanceRule> out = new ArrayList<>();
        for (LinedYaml item : fields.items(test, "provenance")) {
            fields.mapping(item, "a rule such as {of: [used, grey-market], required: true, duration: 2h}")
                    .ifPresent(m -> out.add(rule(m)));
        }
        return out;
    }

    private ProvenanceRule rule(LinedYaml.Mapping rule) {
        fields.onlyKeys(rule, PROVENANCE_KEYS);
        Set<Provenance> of = EnumSet.noneOf(Provenance.class);
        for (String text : fields.texts(rule, "of")) {
            fields.word(PlanFields.line(rule, "of"), text, Provenance.class).ifPresent(of::add);
        }
        if (of.isEmpty()) {
            fields.problem(rule.line(), "no 'of'", "the provenances that the rule speaks of");
        }
        boolean longer = rule.entries().containsKey("duration");
        boolean required = rule.entries().containsKey("required") && fields.flag(rule, "required");
        if (!longer && !required) {
            fields.problem(rule.line(), "a rule that asks nothing", "required: true, or a longer 'duration'");
        }
        return new ProvenanceRule(
                of, required, longer ? Optional.of(fields.duration(rule, "duration")) : Optional.empty());
    }

    Arrangement arrangement(LinedYaml.Mapping test, TestScope scope) {
        boolean rounds = test.entries().containsKey("rounds");
        if (rounds && scope != TestScope.PAIR) {
            fields.problem(PlanFields.line(test, "rounds"), "rounds", "'rounds' only with scope pair");
        }
        List<String> groups = fields.texts(test, "groups");
        if ((scope == TestScope.GROUP) == groups.isEmpty()) {
            fields.problem(
                    PlanFields.line(test, "groups"),
                    groups.isEmpty() ? "no 'groups'" : "groups",
                    "'groups' with scope group and only there, such as [4, 16, 64, pod, all]");
        }
        int before = 1;
        for (String group : groups) {
            int size = size(group);
            if (size <= before) {
                fields.problem(
                        PlanFields.line(test, "groups"),
                        group,
                        "numbers of nodes from 2, each above the one before, then pod, then all");
            }
            before = Math.max(before, size);
        }
        int times = rounds ? fields.positive(test, "rounds") : 1;
        if (times > ROUNDS_MAX) {
            fields.problem(PlanFields.line(test, "rounds"), "" + times, "at most " + ROUNDS_MAX + " rounds");
        }
        return new Arrangement(Math.min(times, ROUNDS_MAX), groups);
    }

    private static int size(String group) {
        return switch (group) {
            case Arrangement.POD -> Integer.MAX_VALUE - 1;
            case Arrangement.ALL -> Integer.MAX_VALUE;
            default -> group.matches("[0-9]{1,6}") ? Integer.parseInt(group) : 0;
        };
    }

    /** Checks what tests say of each other, once all are known. */
    void checkOrder(Set<String> ids) {
        Map<String, List<Mention>> graph = new LinkedHashMap<>();
        for (Mention m : mentions) {
            if (!ids.contains(m.of())) {
                fields.problem(
                        m.line(), m.of(), "a test of this plan in '" + m.key() + "'", PlanFields.nearest(m.of(), ids));
            } else if (m.key().equals("needs")) {
                graph.computeIfAbsent(m.by(), k -> new ArrayList<>()).add(m);
                if (stages.isEmpty() && place.getOrDefault(m.of(), 0) > place.getOrDefault(m.by(), 0)) {
                    fields.problem(
                            m.line(),
                            m.by() + " needs " + m.of(),
                            "a need that is written above; a plan without stages runs from top to bottom");
                }
                int here = stages.indexOf(stageOf.getOrDefault(m.by(), ""));
                int there = stages.indexOf(stageOf.getOrDefault(m.of(), ""));
                if (here >= 0 && there > here) {
                    fields.problem(
                            m.line(),
                            m.by() + " needs " + m.of(),
                            "a need in the same stage or an earlier one; " + stages.get(there) + " comes after "
                                    + stages.get(here));
                }
            }
        }
        Set<String> done = new HashSet<>();
        for (String id : graph.keySet()) {
            cycle(graph, id, new ArrayList<>(), done);
        }
    }

    private void cycle(Map<String, List<Mention>> graph, String id, List<String> path, Set<String> done) {
        if (done.contains(id)) {
            return;
        }
        path.add(id);
        for (Mention m : graph.getOrDefault(id, List.of())) {
            int at = path.indexOf(m.of());
            if (at >= 0) {
                List<String> round = new ArrayList<>(path.subList(at, path.size()));
                round.add(m.of());
                fields.problem(m.line(), String.join(" needs ", round), "tests of which none needs itself in the end");
            } else {
                cycle(graph, m.of(), path, done);
            }
        }
        path.removeLast();
        done.add(id);
    }
}
