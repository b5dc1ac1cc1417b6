/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A value of a YAML or JSON document that knows its line and which of its keys were asked for. */
final class Node {

    private static final int DEPTH_MAX = 20;
    private static final int VALUES_MAX = 50_000;
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private final InputProblems problems;
    private final int line;
    private final String path;
    private final Map<String, Node> map = new LinkedHashMap<>();
    private final List<Node> list = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();
    private String text = "";
    private boolean present = true;

    private Node(InputProblems problems, int line, String path) {
        this.problems = problems;
        this.line = line;
        this.path = path;
    }

    static Node read(InputStream in, InputProblems problems) {
        try (JsonParser parser = MAPPER.createParser(in)) {
            if (parser.nextToken() == null) {
                throw problems.with(0, "", "a scenario, YAML or JSON", "see docs/reference/forecast.md");
            }
            return value(parser, "", 0, new int[1], problems);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw problems.with(line, String.valueOf(e.getOriginalMessage()), "readable YAML or JSON", "");
        }
    }

    private static Node value(JsonParser parser, String path, int depth, int[] count, InputProblems problems) {
        Node node = new Node(problems, parser.currentTokenLocation().getLineNr(), path);
        if (depth > DEPTH_MAX || ++count[0] > VALUES_MAX) {
            throw problems.with(node.line, path, "at most " + DEPTH_MAX + " levels and " + VALUES_MAX + " values", "");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                String inner = path.isEmpty() ? key : path + "." + key;
                if (node.map.put(key, value(parser, inner, depth + 1, count, problems)) != null) {
                    problems.add(node.line, key, "each key once");
                }
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw problems.with(node.line, path, "the end of the list", "");
                }
                node.list.add(value(parser, path + "[" + node.list.size() + "]", depth + 1, count, problems));
            }
        } else {
            String read = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString();
            node.text = read == null ? "" : read.strip();
        }
        return node;
    }

    Node get(String key) {
        asked.add(key);
        Node found = map.get(key);
        if (found != null) {
            return found;
        }
        Node missing = new Node(problems, line, path.isEmpty() ? key : path + "." + key);
        missing.present = false;
        return missing;
    }

    boolean has(String key) {
        asked.add(key);
        return map.containsKey(key);
    }

    boolean present() {
        return present;
    }

    boolean scalar() {
        return !text.isEmpty();
    }

    List<Node> list() {
        return list;
    }

    String text() {
        return text;
    }

    Optional<String> optional() {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    String required(String what) {
        if (text.isEmpty()) {
            problem("", path + ": " + what, "");
        }
        return text;
    }

    void problem(String seen, String expected, String maybe) {
        problems.add(line, seen, expected, maybe);
    }

    String path() {
        return path;
    }

    /** A number within limits; {@code fallback} if there is none, NaN (and a problem) if that is NaN too. */
    double number(double fallback, double min, double max) {
        if (text.isEmpty()) {
            if (Double.isNaN(fallback)) {
                problem("", path + ": a number", "");
            }
            return fallback;
        }
        try {
            double value = Double.parseDouble(text.replace("_", ""));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below like any other wrong number.
        }
        problem(text, path + ": a number from " + plain(min) + " to " + plain(max), "");
        return Double.NaN;
    }

    int whole(int fallback, int min, int max) {
        double value = number(fallback < min ? Double.NaN : fallback, min, max);
        if (!Double.isNaN(value) && value != Math.rint(value)) {
            problem(text, path + ": a whole number", "");
        }
        return Double.isNaN(value) ? min : (int) value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Tells of keys that nobody asked for, here and below. */
    void refuseUnknownKeys() {
        for (Map.Entry<String, Node> entry : map.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                entry.getValue()
                        .problem(
                                entry.getKey(),
                                (path.isEmpty() ? "at the top" : path) + ": a key out of " + String.join(", ", asked),
                                "");
            } else {
                entry.getValue().refuseUnknownKeys();
            }
        }
        list.forEach(Node::refuseUnknownKeys);
    }
}
