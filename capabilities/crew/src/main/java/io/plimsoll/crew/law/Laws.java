/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Laws by name, and the reader of laws of one's own. */
public final class Laws {

    /** Laws that come along. */
    public static final List<String> NAMES = List.of("eu", "de", "us", "us-ca", "house");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Laws() {}

    /**
     * A law that comes along.
     *
     * @throws BadInputException if there is none of the name
     */
    public static Law named(String name) {
        String id = name.strip().toLowerCase(Locale.ROOT);
        if (!NAMES.contains(id)) {
            throw new BadInputException(new InputProblem(
                    "--law",
                    0,
                    name,
                    "one of " + String.join(", ", NAMES),
                    "name a .json file with rules of your own"));
        }
        try (InputStream in = Laws.class.getResourceAsStream(id + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no rules for " + id);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), id + ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a law.
     *
     * @param source the file as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static Law read(String text, String source) {
        InputProblems problems = new InputProblems(source);
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, e.getOriginalMessage(), "a JSON document", "");
        }
        DayOfWeek week = enumOf(DayOfWeek.class, root.path("weekStarts").asString("MONDAY"), problems);
        Map<DutyKind, String> counts = new EnumMap<>(DutyKind.class);
        root.path("counts").forEachEntry((k, v) -> counts.put(enumOf(DutyKind.class, k, problems), v.asString("")));
        List<LawRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : root.path("rules")) {
            rule(node, rules, problems);
            if (!ids.add(node.path("id").asString(""))) {
                problems.add(0, node.path("id").asString(""), "a rule id that does not stand twice");
            }
        }
        if (!root.path("rules").isArray()) {
            problems.add(0, "", "a list 'rules'");
        }
        problems.refuseIfAny();
        List<String> left = new ArrayList<>();
        root.path("notChecked").forEach(n -> left.add(n.asString("")));
        Law law = new Law(
                root.path("id").asString(source), root.path("name").asString(source), week, counts, rules, left);
        for (JsonNode parent : root.path("extends")) {
            Law base = named(parent.asString(""));
            Law both = base.with(law);
            law = new Law(law.id(), law.name(), week, both.counts(), both.rules(), both.notChecked());
        }
        if (law.counts().isEmpty()) {
            throw problems.with(
                    0, "", "'counts': which of " + Arrays.toString(DutyKind.values()) + " are working time", "");
        }
        return law;
    }

    private static void rule(JsonNode node, List<LawRule> rules, InputProblems problems) {
        String id = node.path("id").asString("");
        String source = node.path("source").asString("");
        if (id.isBlank() || source.isBlank()) {
            problems.add(0, node.toString(), "a rule with an id and the source that it is from");
            return;
        }
        RuleKind kind = enumOf(RuleKind.class, node.path("kind").asString(""), problems);
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String name : kind.numbers()) {
            JsonNode value =
                    node.has(name) ? node.path(name) : node.path("numbers").path(name);
            if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 10_000) {
                problems.add(0, id + " " + name + " " + value, kind + " with a number for each of " + kind.numbers());
            } else {
                numbers.put(name, value.asDouble());
            }
        }
        rules.add(new LawRule(id, kind, numbers, source, node.path("says").asString(id)));
    }

    private static <E extends Enum<E>> E enumOf(Class<E> type, String text, InputProblems problems) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text.strip())) {
                return value;
            }
        }
        problems.add(0, text, "one of " + Arrays.toString(type.getEnumConstants()));
        return type.getEnumConstants()[0];
    }
}
