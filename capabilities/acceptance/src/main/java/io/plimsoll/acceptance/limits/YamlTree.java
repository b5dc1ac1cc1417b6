/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** YAML with the line of each value. Aliases are not followed; a key that stands twice is refused. */
sealed interface YamlTree {

    int DEPTH_MAX = 20;

    long line();

    record Text(long line, String text) implements YamlTree {}

    record Items(long line, List<YamlTree> items) implements YamlTree {}

    record Keys(long line, Map<String, YamlTree> entries) implements YamlTree {}

    static YamlTree read(String text, String source) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new BadInputException(new InputProblem(source, 1, "", "YAML"));
            }
            return value(parser, source, 0);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, Math.max(0, line), seen, "YAML"));
        }
    }

    private static YamlTree value(JsonParser parser, String source, int depth) {
        long line = parser.currentTokenLocation().getLineNr();
        if (depth > DEPTH_MAX) {
            throw new BadInputException(new InputProblem(source, line, "over " + DEPTH_MAX + " levels", "a flat file"));
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, YamlTree> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                long keyLine = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                if (entries.put(key, value(parser, source, depth + 1)) != null) {
                    throw new BadInputException(new InputProblem(source, keyLine, key, "each key once in a mapping"));
                }
            }
            return new Keys(line, entries);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlTree> items = new ArrayList<>();
            for (JsonToken t = parser.nextToken(); t != null && t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                items.add(value(parser, source, depth + 1));
            }
            return new Items(line, items);
        }
        String text = token == null || token == JsonToken.VALUE_NULL ? "" : parser.getString();
        return new Text(line, text == null ? "" : text);
    }

    /** The value under a key, or an empty text. */
    default YamlTree at(String key) {
        YamlTree found = this instanceof Keys keys ? keys.entries().get(key) : null;
        return found == null ? new Text(line(), "") : found;
    }

    default boolean has(String key) {
        return this instanceof Keys keys && keys.entries().containsKey(key);
    }

    default Map<String, YamlTree> keys() {
        return this instanceof Keys keys ? keys.entries() : Map.of();
    }

    default List<YamlTree> list() {
        return this instanceof Items items ? items.items() : List.of();
    }

    default String scalar() {
        return this instanceof Text text ? text.text() : "";
    }
}
