/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads CANU's JSON of a SHCD ("paddle"): {@code topology[]} of devices with {@code ports[]} that name the far device by id.
 * Each cable stands at both of its ends; a cable that only one end knows is a fault.
 */
final class ShcdJsonReader {

    private final PlanBuilder builder;
    private final InputProblems problems;
    private final Map<Integer, String> names = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** A device of the topology and the line it begins in. */
    private record Entry(JsonNode node, String name, long line) {}

    /** One end's view of a cable. */
    private record View(PortRef near, PortRef far) {
        View fromTheOtherEnd() {
            return new View(/* near= */ far, /* far= */ near);
        }
    }

    ShcdJsonReader(PlanBuilder builder) {
        this.builder = builder;
        this.problems = builder.problems();
    }

    void read(InputStream in) {
        try (JsonParser parser = JsonPlanReader.MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw problems.with(1, JsonPlanReader.seen(parser), "a JSON object", "");
            }
            boolean found = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                if (key.equals("topology") && parser.currentToken() == JsonToken.START_ARRAY) {
                    found = true;
                    topology(parser);
                } else if (key.equals("shcd_file")) {
                    builder.name(String.valueOf(parser.getString()));
                } else {
                    parser.skipChildren();
                }
            }
            if (!found) {
                throw problems.with(1, "no topology", "a list under \"topology\"", "");
            }
        } catch (JacksonException e) {
            throw JsonPlanReader.refuse(e, problems);
        }
        cables();
    }

    private void topology(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            long line = JsonPlanReader.line(parser);
            JsonNode node = parser.readValueAsTree();
            String name = text(node, "common_name");
            Integer id = integer(node.path("id"));
            if (id == null || name.isEmpty() || names.putIfAbsent(id, name) != null) {
                problems.add(line, name + " with id " + node.path("id"), "a common_name and an id of its own");
                continue;
            }
            entries.add(new Entry(node, name, line));
            JsonNode at = node.path("location");
            builder.add(
                    new PlannedDevice(
                            name,
                            kind(text(node, "type")),
                            text(node, "model"),
                            0,
                            0,
                            0,
                            0,
                            new Location("", "", text(at, "rack"), rackUnit(text(at, "elevation")))),
                    line);
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw problems.with(JsonPlanReader.line(parser), JsonPlanReader.seen(parser), "a device", "");
        }
    }

    private void cables() {
        Map<View, Long> views = new HashMap<>();
        List<View> order = new ArrayList<>();
        Map<View, String> speeds = new HashMap<>();
        for (Entry entry : entries) {
            for (JsonNode port : entry.node.path("ports")) {
                Integer far = integer(port.path("destination_node_id"));
                String farName = far == null ? null : names.get(far);
                String farPort = port(port, "destination_port", "destination_slot");
                String nearPort = port(port, "port", "slot");
                if (farName == null || nearPort.isEmpty() || farPort.isEmpty()) {
                    problems.add(
                            entry.line,
                            entry.name + " " + port,
                            "port, destination_port and the destination_node_id of a device in this file");
                    continue;
                }
                View view = new View(new PortRef(entry.name, nearPort), new PortRef(farName, farPort));
                if (views.putIfAbsent(view, entry.line) == null) {
                    order.add(view);
                    int speed = port.path("speed").asInt(0);
                    speeds.put(view, speed > 0 ? speed + "G" : "");
                }
            }
        }
        for (View view : order) {
            join(view, views, speeds.getOrDefault(view, ""));
        }
    }

    private void join(View view, Map<View, Long> views, String speed) {
        long line = views.getOrDefault(view, 0L);
        if (views.containsKey(view.fromTheOtherEnd())) {
            if (builder.addOnce(view.near, view.far)) {
                builder.add(PlanBuilder.cable(view.near, view.far, speed), line);
            }
        } else {
            problems.add(
                    line,
                    view.near + " to " + view.far,
                    "the same cable among the ports of " + view.far.device(),
                    "the two ends disagree");
        }
    }

    private static String port(JsonNode port, String key, String slotKey) {
        Integer number = integer(port.path(key));
        String slot = text(port, slotKey);
        return number == null ? "" : slot.isEmpty() ? number.toString() : slot + ":" + number;
    }

    private static @org.jspecify.annotations.Nullable Integer integer(JsonNode node) {
        return node.isInt() ? node.intValue() : null;
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? value.stringValue().strip() : "";
    }

    private static DeviceKind kind(String type) {
        return switch (type) {
            case "switch" -> DeviceKind.SWITCH;
            case "node", "server" -> DeviceKind.NODE;
            default -> DeviceKind.OTHER;
        };
    }

    /** {@code u36} is 36; 0 for anything else. */
    static int rackUnit(String elevation) {
        return elevation.matches("[uU][0-9]{1,3}") ? Integer.parseInt(elevation.substring(1)) : 0;
    }
}
