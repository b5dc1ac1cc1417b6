/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.design.Law.CableGroup;
import io.plimsoll.fabric.design.Law.DeviceGroup;
import io.plimsoll.fabric.design.Law.End;
import io.plimsoll.fabric.design.Law.Loop;
import io.plimsoll.fabric.design.Law.Named;
import io.plimsoll.fabric.design.Law.Position;
import io.plimsoll.fabric.design.Law.Rule;
import io.plimsoll.fabric.design.Law.Sizes;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a template's YAML into a {@link Law}, and says for every line that is wrong what it should have been. */
final class TemplateReader {

    private static final int LANGUAGE = 1;
    private static final Expression ZERO = v -> 0;
    private static final Expression ONE = v -> 1;

    private final InputProblems problems;
    private final Scope scope = new Scope();
    private final Map<String, Integer> groupIndex = new HashMap<>();
    private final List<DeviceGroup> groups = new ArrayList<>();

    TemplateReader(String source) {
        this.problems = new InputProblems(source);
    }

    Template read(InputStream in) {
        Yaml root = Yaml.read(in, problems);
        if (root.get("plimsollTemplate").integer(0, 0, 1_000, problems) != LANGUAGE) {
            throw problems.with(root.line, root.get("plimsollTemplate").text, "plimsollTemplate: " + LANGUAGE, "");
        }
        int gpusSlot = name(root, "gpus");
        Map<String, Long> parameters = new LinkedHashMap<>();
        Map<String, Integer> parameterSlots = new LinkedHashMap<>();
        for (Map.Entry<String, Yaml> entry : root.get("parameters").map.entrySet()) {
            parameterSlots.put(entry.getKey(), name(entry.getValue(), entry.getKey()));
            parameters.put(entry.getKey(), (long) entry.getValue().integer(0, -1_000_000, 100_000_000, problems));
        }
        List<Named> lets = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : root.get("let").map.entrySet()) {
            Expression value = expression(entry.getValue(), scope, ZERO);
            lets.add(new Named(entry.getKey(), name(entry.getValue(), entry.getKey()), value));
        }
        Sizes sizes = sizes(root.get("sizes"));
        root.get("devices").map.forEach(this::deviceGroup);
        List<CableGroup> cables = new ArrayList<>();
        root.get("cables").map.forEach((name, yaml) -> cables.add(cableGroup(name, yaml)));
        if (groups.isEmpty() || cables.isEmpty()) {
            problems.add(root.line, "", "at least one group under devices and one under cables");
        }
        List<Named> counts = new ArrayList<>();
        root.get("counts").map.forEach((name, yaml) -> counts.add(new Named(name, -1, expression(yaml, scope, ZERO))));
        Law law = new Law(
                scope,
                gpusSlot,
                parameterSlots,
                lets,
                sizes,
                List.copyOf(groups),
                cables,
                counts,
                root.get("layout").text("standard-hall"));
        Template template = new Template(
                root.get("name").required(problems),
                root.get("title").required(problems),
                root.get("version").integer(1, 1, 1_000_000, problems),
                root.get("source").required(problems),
                parameters,
                law);
        root.refuseUnknownKeys(problems);
        problems.refuseIfAny();
        return template;
    }

    private Sizes sizes(Yaml yaml) {
        List<Rule> rules = new ArrayList<>();
        for (Yaml rule : yaml.get("rules").list) {
            rules.add(new Rule(
                    rule.get("must").required(problems),
                    expression(rule.get("must"), scope, ONE),
                    rule.get("why").required(problems)));
            rule.refuseUnknownKeys(problems);
        }
        Sizes sizes = new Sizes(
                expression(yaml.get("step"), scope, ONE), expression(yaml.get("max"), scope, v -> 1_000_000), rules);
        yaml.refuseUnknownKeys(problems);
        return sizes;
    }

    private void deviceGroup(String name, Yaml yaml) {
        Scope inner = scope.child();
        List<Loop> loops = loops(yaml.get("for"), inner);
        Yaml place = yaml.get("place");
        Expression row = expression(place.get("row"), inner, ONE);
        Expression rack = expression(place.get("rack"), inner, ONE);
        Expression unit = expression(place.get("unit"), inner, ONE);
        Position position = new Position(add(place, "row", inner), row, add(place, "rack", inner), rack, unit);
        place.refuseUnknownKeys(problems);
        groups.add(new DeviceGroup(
                name,
                loops,
                kind(yaml.get("kind")),
                yaml.get("tier").integer(0, 0, 9, problems),
                yaml.get("model").required(problems),
                pattern(yaml.get("name"), inner),
                expression(yaml.get("scalableUnit"), inner, ZERO),
                expression(yaml.get("rail"), inner, ZERO),
                expression(yaml.get("gpus"), inner, ZERO),
                expression(yaml.get("present"), inner, ONE),
                position));
        groupIndex.put(name, groups.size() - 1);
        yaml.refuseUnknownKeys(problems);
    }

    private CableGroup cableGroup(String name, Yaml yaml) {
        Scope inner = scope.child();
        List<Loop> loops = loops(yaml.get("for"), inner);
        for (Map.Entry<String, Yaml> let : yaml.get("let").map.entrySet()) {
            Expression value = expression(let.getValue(), inner, ZERO);
            int slot = add(let.getValue(), let.getKey(), inner);
            loops.add(new Loop(let.getKey(), slot, value, value));
        }
        List<String> colours =
                yaml.get("colours").list.stream().map(c -> c.text).toList();
        CableGroup group = new CableGroup(
                name,
                loops,
                end(yaml.get("from"), inner),
                end(yaml.get("to"), inner),
                yaml.get("speed").text,
                colours,
                expression(yaml.get("colourBy"), inner, ONE),
                expression(yaml.get("wave"), inner, ZERO),
                expression(yaml.get("present"), inner, ONE),
                yaml.get("legs").integer(1, 1, 16, problems));
        yaml.refuseUnknownKeys(problems);
        return group;
    }

    private End end(Yaml yaml, Scope inner) {
        String device = yaml.get("device").required(problems);
        Integer group = groupIndex.get(device);
        if (group == null) {
            problems.add(yaml.line, device, "one of the groups under devices: " + groupIndex.keySet());
        }
        List<Expression> at = new ArrayList<>();
        for (Yaml index : yaml.get("at").list) {
            at.add(expression(index, inner, ONE));
        }
        if (group != null && at.size() != groups.get(group).loops().size()) {
            problems.add(
                    yaml.line,
                    "at with " + at.size() + " values",
                    groups.get(group).loops().size() + ", one for each loop of " + device);
        }
        End end = new End(group == null ? 0 : group, at, pattern(yaml.get("port"), inner));
        yaml.refuseUnknownKeys(problems);
        return end;
    }

    private List<Loop> loops(Yaml yaml, Scope inner) {
        List<Loop> loops = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : yaml.map.entrySet()) {
            Yaml range = entry.getValue();
            int dots = range.text.indexOf("..");
            if (dots < 0) {
                problems.add(range.line, range.text, "a range such as 1..units");
                continue;
            }
            Expression from = parse(range, range.text.substring(0, dots), scope, ONE);
            Expression to = parse(range, range.text.substring(dots + 2), scope, ONE);
            loops.add(new Loop(entry.getKey(), add(range, entry.getKey(), inner), from, to));
        }
        return loops;
    }

    private DeviceKind kind(Yaml yaml) {
        for (DeviceKind kind : DeviceKind.values()) {
            if (kind.name().equals(yaml.text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        problems.add(yaml.line, yaml.text, "a kind: node, switch or other");
        return DeviceKind.OTHER;
    }

    private TextPattern pattern(Yaml yaml, Scope inner) {
        try {
            return TextPattern.parse(yaml.required(problems), inner);
        } catch (IllegalArgumentException e) {
            problems.add(yaml.line, yaml.text, String.valueOf(e.getMessage()));
            return TextPattern.parse("", inner);
        }
    }

    private Expression expression(Yaml yaml, Scope in, Expression fallback) {
        return yaml.text.isEmpty() ? fallback : parse(yaml, yaml.text, in, fallback);
    }

    private Expression parse(Yaml yaml, String text, Scope in, Expression fallback) {
        try {
            return ExpressionParser.parse(text, in);
        } catch (IllegalArgumentException e) {
            problems.add(yaml.line, text, String.valueOf(e.getMessage()));
            return fallback;
        }
    }

    private int name(Yaml yaml, String name) {
        return add(yaml, name, scope);
    }

    private int add(Yaml yaml, String name, Scope in) {
        try {
            return in.add(name);
        } catch (IllegalArgumentException e) {
            problems.add(yaml.line, name, String.valueOf(e.getMessage()));
            return 0;
        }
    }
}
