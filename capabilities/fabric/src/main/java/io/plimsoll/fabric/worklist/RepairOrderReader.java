/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads repair orders from what {@code plimsoll fabric verify --json} prints, or from a plain list of them. */
public final class RepairOrderReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final InputProblems problems;
    private final List<RepairOrder> orders = new ArrayList<>();

    private RepairOrderReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * Reads the orders; other keys of a verification are skipped.
     *
     * @throws io.plimsoll.model.BadInputException names the lines that are wrong
     */
    public static List<RepairOrder> read(InputStream in, String source) {
        RepairOrderReader reader = new RepairOrderReader(new InputProblems(source));
        reader.read(in);
        reader.problems.refuseIfAny();
        return List.copyOf(reader.orders);
    }

    private void read(InputStream in) {
        try (JsonParser parser = MAPPER.createParser(in)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                list(parser);
                return;
            }
            boolean found = false;
            while (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals("repairOrders");
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    found = true;
                    list(parser);
                } else {
                    parser.skipChildren();
                }
            }
            if (!found) {
                throw problems.with(1, "no repairOrders", "the JSON that 'plimsoll fabric verify --json' prints", "");
            }
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw problems.with(line, String.valueOf(e.getOriginalMessage()), "readable JSON", "the file is cut off");
        }
    }

    private void list(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            long line = parser.currentTokenLocation().getLineNr();
            order(parser.readValueAsTree(), line);
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw problems.with(
                    parser.currentTokenLocation().getLineNr(),
                    String.valueOf(parser.getString()),
                    "a repair order",
                    "");
        }
    }

    private void order(JsonNode node, long line) {
        List<RepairOrder.Move> moves = new ArrayList<>();
        for (JsonNode move : node.path("moves")) {
            moves.add(new RepairOrder.Move(
                    oneOf(RepairOrder.Move.Action.values(), move, "action", line),
                    text(move, "from", line),
                    move.path("to").isString() ? move.path("to").stringValue() : "",
                    move.path("text").isString() ? move.path("text").stringValue() : ""));
        }
        orders.add(new RepairOrder(
                text(node, "id", line),
                oneOf(RepairOrder.Kind.values(), node, "kind", line),
                oneOf(RepairOrder.Severity.values(), node, "severity", line),
                moves,
                strings(node.path("findings")),
                strings(node.path("proof")),
                node.path("location").isString() ? node.path("location").stringValue() : ""));
    }

    private String text(JsonNode node, String key, long line) {
        JsonNode value = node.path(key);
        if (!value.isString()) {
            problems.add(line, key + " " + value, "a text for " + key + " of the repair order that begins here");
            return "";
        }
        return value.stringValue();
    }

    private <E extends Enum<E>> E oneOf(E[] values, JsonNode node, String key, long line) {
        String text = text(node, key, line);
        for (E value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        if (!text.isEmpty()) {
            problems.add(line, key + " " + text, "one of " + Arrays.toString(values));
        }
        return values[0];
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        for (JsonNode entry : list) {
            if (entry.isString()) {
                strings.add(entry.stringValue());
            }
        }
        return strings;
    }
}
