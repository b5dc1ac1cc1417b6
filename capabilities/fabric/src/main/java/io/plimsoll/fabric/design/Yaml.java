/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML value that remembers its line, for messages that point at it. Exactly one of the three contents is used. */
final class Yaml {

    private static final int DEPTH_MAX = 20;
    private static final int VALUES_MAX = 20_000;
    private static final YAMLMapper MAPPER = new YAMLMapper();

    final int line;
    final String path;
    final Map<String, Yaml> map;
    final List<Yaml> list;
    final String text;
    private final Set<String> asked = new TreeSet<>();

    private Yaml(int line, String path, Map<String, Yaml> map, List<Yaml> list, String text) {
        this.line = line;
        this.path = path;
        this.map = map;
        this.list = list;
        this.text = text;
    }

    static Yaml read(InputStream in, InputProblems problems) {
        try (JsonParser parser = MAPPER.createParser(in)) {
            if (parser.nextToken() == null) {
                throw problems.with(0, "", "a YAML document", "");
            }
            return value(parser, "", 0, new int[1], problems);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw problems.with(
                    line,
                    String.valueOf(e.getOriginalMessage()),
                    "readable YAML",
                    "put a text with ': ' or ' #' in it in quotes");
        }
    }

    private static Yaml value(JsonParser parser, String path, int depth, int[] count, InputProblems problems) {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > DEPTH_MAX || ++count[0] > VALUES_MAX) {
            throw problems.with(line, path, "at most " + DEPTH_MAX + " levels and " + VALUES_MAX + " values", "");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Yaml> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                if (map.containsKey(key)) {
                    problems.add(line, key, "each key once");
                }
                map.put(key, value(parser, path.isEmpty() ? key : path + "." + key, depth + 1, count, problems));
            }
            return new Yaml(line, path, map, List.of(), "");
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Yaml> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw problems.with(line, path, "the end of the list", "");
                }
                list.add(value(parser, path + "[" + list.size() + "]", depth + 1, count, problems));
            }
            return new Yaml(line, path, Map.of(), list, "");
        }
        String text = parser.getString();
        return new Yaml(line, path, Map.of(), List.of(), text == null ? "" : text);
    }

    /** The value under a key; an empty value if it is not there. */
    Yaml get(String key) {
        asked.add(key);
        Yaml found = map.get(key);
        return found != null ? found : new Yaml(line, path.isEmpty() ? key : path + "." + key, Map.of(), List.of(), "");
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    String text(String fallback) {
        return text.isEmpty() ? fallback : text;
    }

    String required(InputProblems problems) {
        if (text.isEmpty()) {
            problems.add(line, "", "a value for " + path);
        }
        return text;
    }

    int integer(int fallback, int min, int max, InputProblems problems) {
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        problems.add(line, text, "a whole number from " + min + " to " + max + " for " + path);
        return fallback;
    }

    /** Complains about keys that nobody asked for: a typing error must not be a silent default. */
    void refuseUnknownKeys(InputProblems problems) {
        for (Map.Entry<String, Yaml> entry : map.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                problems.add(entry.getValue().line, entry.getKey(), "one of " + asked);
            }
        }
    }
}
