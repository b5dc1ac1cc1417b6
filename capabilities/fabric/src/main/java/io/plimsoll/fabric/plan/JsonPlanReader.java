/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.CableId;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads our own JSON as a stream, so that a plan of any size needs no tree in memory. */
final class JsonPlanReader {

    static final int VERSION = 1;
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Set<String> DEVICE_KEYS =
            Set.of("name", "kind", "model", "tier", "scalableUnit", "rail", "gpus", "hall", "row", "rack", "rackUnit");
    private static final Set<String> CABLE_KEYS = Set.of(
            "id",
            "a.device",
            "a.port",
            "b.device",
            "b.port",
            "state",
            "lengthDecimetres",
            "media",
            "speed",
            "labelA",
            "labelB",
            "colour",
            "bundle",
            "installOrder");

    private final PlanBuilder builder;
    private final InputProblems problems;
    private long line;

    JsonPlanReader(PlanBuilder builder) {
        this.builder = builder;
        this.problems = builder.problems();
    }

    void read(InputStream in) {
        try (JsonParser parser = MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw problems.with(1, seen(parser), "a JSON object", "");
            }
            boolean versionSeen = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                line = line(parser);
                versionSeen |= key.equals("plimsollPlan");
                property(key, parser);
            }
            if (!versionSeen) {
                problems.add(1, "no plimsollPlan", "\"plimsollPlan\": " + VERSION);
            }
            if (parser.nextToken() != null) {
                problems.add(line(parser), seen(parser), "nothing after the plan");
            }
        } catch (JacksonException e) {
            throw refuse(e, problems);
        }
    }

    private void property(String key, JsonParser parser) {
        switch (key) {
            case "plimsollPlan" -> {
                if (!parser.getString().equals(String.valueOf(VERSION))) {
                    problems.add(line, parser.getString(), "plan version " + VERSION);
                }
            }
            case "name" -> builder.name(scalar(parser, key));
            case "template" -> builder.template(scalar(parser, key));
            case "parameters" -> parameters(parser);
            case "devices" -> list(parser, key, DEVICE_KEYS, this::device);
            case "cables" -> list(parser, key, CABLE_KEYS, this::cable);
            default -> {
                problems.add(line, key, "one of plimsollPlan, name, template, parameters, devices, cables");
                parser.skipChildren();
            }
        }
    }

    private void parameters(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw problems.with(line, seen(parser), "an object of parameters", "");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            builder.parameter(key, scalar(parser, key));
        }
    }

    @FunctionalInterface
    private interface Element {
        void take(Map<String, String> values);
    }

    private void list(JsonParser parser, String key, Set<String> keys, Element element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw problems.with(line, seen(parser), "a list under " + key, "");
        }
        Map<String, String> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            values.clear();
            line = line(parser);
            object(parser, "", keys, values);
            element.take(values);
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw problems.with(line(parser), seen(parser), "an object or the end of " + key, "");
        }
    }

    /** Reads an object of plain values; an object in it becomes keys with a dot. */
    private void object(JsonParser parser, String prefix, Set<String> keys, Map<String, String> values) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = prefix + parser.currentName();
            parser.nextToken();
            if (parser.currentToken() == JsonToken.START_OBJECT && prefix.isEmpty()) {
                object(parser, key + ".", keys, values);
                continue;
            }
            if (!keys.contains(key)) {
                problems.add(
                        line(parser), key, "one of " + keys.stream().sorted().toList());
            }
            values.put(key, scalar(parser, key));
        }
    }

    private String scalar(JsonParser parser, String key) {
        if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
            problems.add(line(parser), seen(parser), "a plain value for " + key);
            parser.skipChildren();
            return "";
        }
        String text = parser.getString();
        return text == null || parser.currentToken() == JsonToken.VALUE_NULL ? "" : text;
    }

    private void device(Map<String, String> in) {
        builder.add(
                new PlannedDevice(
                        text(in, "name"),
                        PlanValues.kind(text(in, "kind"), line, problems),
                        text(in, "model"),
                        number(in, "tier"),
                        number(in, "scalableUnit"),
                        number(in, "rail"),
                        number(in, "gpus"),
                        new Location(text(in, "hall"), text(in, "row"), text(in, "rack"), number(in, "rackUnit"))),
                line);
    }

    private void cable(Map<String, String> in) {
        PortRef a = new PortRef(text(in, "a.device"), text(in, "a.port"));
        PortRef b = new PortRef(text(in, "b.device"), text(in, "b.port"));
        String id = text(in, "id");
        builder.add(
                new PlannedCable(
                        id.isEmpty() ? CableId.of(a, b) : id,
                        a,
                        b,
                        PlanValues.state(text(in, "state"), line, problems),
                        number(in, "lengthDecimetres"),
                        text(in, "media"),
                        text(in, "speed"),
                        in.getOrDefault("labelA", a.toString()),
                        in.getOrDefault("labelB", b.toString()),
                        text(in, "colour"),
                        text(in, "bundle"),
                        number(in, "installOrder")),
                line);
    }

    private static String text(Map<String, String> in, String key) {
        return in.getOrDefault(key, "");
    }

    private int number(Map<String, String> in, String key) {
        return PlanValues.number(text(in, key), key, line, problems);
    }

    static long line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    static String seen(JsonParser parser) {
        return parser.currentToken() == null ? "the end of the file" : String.valueOf(parser.getString());
    }

    static io.plimsoll.model.BadInputException refuse(JacksonException e, InputProblems problems) {
        long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        return problems.with(
                at, String.valueOf(e.getOriginalMessage()), "readable JSON", "the file is cut off or not JSON");
    }
}
