/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.read;

import io.plimsoll.model.InputProblems;
import io.plimsoll.siting.LengthUnit;
import io.plimsoll.siting.Level;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.place.Surrounding;
import io.plimsoll.siting.profile.Profile;
import io.plimsoll.siting.profile.Rule;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads profiles: one object, or a list under {@code profiles}. A rule without a source is refused. */
public final class ProfileReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final InputProblems problems;

    private ProfileReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @param source the file as the user named it
     * @throws io.plimsoll.model.BadInputException with everything that is wrong
     */
    public static List<Profile> read(InputStream in, String source) {
        InputProblems problems = new InputProblems(source);
        JsonNode root;
        try {
            root = JSON.readTree(in);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, String.valueOf(e.getOriginalMessage()), "a JSON document", "");
        }
        ProfileReader reader = new ProfileReader(problems);
        List<Profile> out = new ArrayList<>();
        if (root.path("profiles").isArray()) {
            root.path("profiles").forEach(one -> out.add(reader.profile(one)));
        } else {
            out.add(reader.profile(root));
        }
        problems.refuseIfAny();
        return List.copyOf(out);
    }

    private Profile profile(JsonNode node) {
        String id = node.path("id").asString("");
        if (id.isBlank() || !node.path("rules").isArray() || node.path("rules").isEmpty()) {
            problems.add(0, id, "a profile with an id and a list of rules", "");
        }
        List<Rule> rules = new ArrayList<>();
        int index = 0;
        for (JsonNode rule : node.path("rules")) {
            rule(rule, id + ".rules[" + index++ + "]").ifPresent(rules::add);
        }
        return new Profile(
                id,
                node.path("name").asString(id),
                node.path("kind").asString("operator"),
                node.path("says").asString(""),
                rules);
    }

    private Optional<Rule> rule(JsonNode node, String where) {
        String id = node.path("rule").asString("");
        String source = node.path("source").asString("");
        if (id.isBlank() || source.isBlank()) {
            problems.add(0, node.toString(), where + ": a rule with a name and a source", "");
        }
        Optional<Rule.Test> test = test(node, where);
        return test.map(t -> new Rule(
                id,
                t,
                source,
                node.path("checked").asBoolean(false),
                node.path("whenKnown").asBoolean(false)));
    }

    private Optional<Rule.Test> test(JsonNode node, String where) {
        String test = node.path("test").asString("");
        return switch (test) {
            case "outside" ->
                classes(node, where)
                        .map(c -> new Rule.Outside(
                                c,
                                node.path("letterLifts").asBoolean(false),
                                metres(node, "unlessEquipmentAboveBaseFlood")));
            case "above" -> above(node, where);
            case "distance" -> distance(node, where);
            case "away-from-flood" ->
                classes(node, where)
                        .map(c -> new Rule.AwayFromFlood(
                                c, node.path("atLeastMetres").asDouble(0)));
            case "score" ->
                Optional.of(new Rule.Scored(
                        node.path("criterion").asString(""), number(node, "atLeast"), number(node, "atMost")));
            case "no-basement" -> Optional.of(new Rule.NoBasement());
            case "access-dry" -> Optional.of(new Rule.AccessDry());
            case "footprint" -> Optional.of(new Rule.Footprint());
            default -> {
                problems.add(
                        0,
                        test,
                        where
                                + ".test: outside, above, distance, away-from-flood, score, no-basement, access-dry or footprint");
                yield Optional.empty();
            }
        };
    }

    private Optional<Rule.Test> above(JsonNode node, String where) {
        Optional<Level> what = level(node.path("what").asString(""));
        Optional<Level> water = level(node.path("over").asString("BASE_FLOOD"));
        OptionalDouble metres = metres(node, "");
        if (what.isEmpty() || water.isEmpty() || metres.isEmpty()) {
            problems.add(
                    0,
                    node.toString(),
                    where + ": what (GROUND, FLOOR, EQUIPMENT), over (BASE_FLOOD, FLOOD_500), feet or metres");
            return Optional.empty();
        }
        LengthUnit unit = node.has("feet") ? LengthUnit.FEET : LengthUnit.METRES;
        return Optional.of(new Rule.Above(what.get(), water.get(), metres.getAsDouble(), unit));
    }

    private Optional<Rule.Test> distance(JsonNode node, String where) {
        Optional<Surrounding> kind = Surrounding.of(node.path("to").asString(""));
        OptionalDouble least = number(node, "atLeastMetres");
        OptionalDouble most = number(node, "atMostMetres");
        if (kind.isEmpty() || (least.isEmpty() && most.isEmpty())) {
            problems.add(0, node.toString(), where + ": to (rail, road, airport, ...), atLeastMetres or atMostMetres");
            return Optional.empty();
        }
        return Optional.of(new Rule.Distance(kind.get(), least.orElse(0), most));
    }

    private Optional<Set<FloodClass>> classes(JsonNode node, String where) {
        EnumSet<FloodClass> out = EnumSet.noneOf(FloodClass.class);
        for (JsonNode one : node.path("classes")) {
            try {
                out.add(FloodClass.valueOf(one.asString("").toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                problems.add(0, one.toString(), where + ".classes: one of " + Arrays.toString(FloodClass.values()));
            }
        }
        if (out.isEmpty()) {
            problems.add(0, node.toString(), where + ": a list 'classes'");
            return Optional.empty();
        }
        return Optional.of(out);
    }

    private static Optional<Level> level(String name) {
        return Arrays.stream(Level.values())
                .filter(l -> l.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** {@code feet} or {@code metres}, or the same with a prefix. */
    private static OptionalDouble metres(JsonNode node, String prefix) {
        OptionalDouble feet = number(node, prefix.isEmpty() ? "feet" : prefix + "Feet");
        return feet.isPresent()
                ? OptionalDouble.of(LengthUnit.FEET.toMetres(feet.getAsDouble()))
                : number(node, prefix.isEmpty() ? "metres" : prefix + "Metres");
    }

    private static OptionalDouble number(JsonNode node, String name) {
        return node.path(name).isNumber() ? OptionalDouble.of(node.path(name).asDouble()) : OptionalDouble.empty();
    }
}
