/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.data;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** JSON or YAML with the line of each value. YAML aliases are not followed; a key that stands twice is refused. */
public sealed interface DataTree {

    int DEPTH_MAX = 40;

    JsonFactory JSON = new JsonFactory();

    YAMLFactory YAML = new YAMLFactory();

    /** Counted from 1. */
    long line();

    /** A scalar. Numbers, truth values and null keep their written form; null is empty. */
    record Text(long line, String text) implements DataTree {}

    record Items(long line, List<DataTree> items) implements DataTree {}

    record Keys(long line, Map<String, DataTree> entries) implements DataTree {}

    /**
     * One JSON document.
     *
     * @throws BadInputException if it is no JSON
     */
    static DataTree json(InputStream in, String source) {
        List<DataTree> all = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            while (parser.nextToken() != null) {
                all.add(value(parser, source, 0));
            }
        } catch (JacksonException e) {
            throw bad(e, source, "JSON");
        }
        if (all.isEmpty()) {
            throw new BadInputException(new InputProblem(source, 1, "", "JSON"));
        }
        return all.size() == 1 ? all.getFirst() : new Items(1, all);
    }

    /**
     * @throws BadInputException if it is no JSON
     */
    static DataTree json(String text, String source) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new BadInputException(new InputProblem(source, 1, "", "JSON"));
            }
            return value(parser, source, 0);
        } catch (JacksonException e) {
            throw bad(e, source, "JSON");
        }
    }

    /**
     * @throws BadInputException if it is no YAML
     */
    static DataTree yaml(String text, String source) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new BadInputException(new InputProblem(source, 1, "", "YAML"));
            }
            return value(parser, source, 0);
        } catch (JacksonException e) {
            throw bad(e, source, "YAML");
        }
    }

    private static BadInputException bad(JacksonException e, String source, String what) {
        long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        return new BadInputException(new InputProblem(source, Math.max(0, line), seen, what));
    }

    private static DataTree value(JsonParser parser, String source, int depth) {
        long line = parser.currentTokenLocation().getLineNr();
        if (depth > DEPTH_MAX) {
            throw new BadInputException(
                    new InputProblem(source, line, "over " + DEPTH_MAX + " levels", "a flatter document"));
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, DataTree> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                long keyLine = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                if (entries.put(key, value(parser, source, depth + 1)) != null) {
                    throw new BadInputException(new InputProblem(source, keyLine, key, "each key once in an object"));
                }
            }
            return new Keys(line, entries);
        }
        if (token == JsonToken.START_ARRAY) {
            List<DataTree> items = new ArrayList<>();
            for (JsonToken t = parser.nextToken(); t != null && t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                items.add(value(parser, source, depth + 1));
            }
            return new Items(line, items);
        }
        String text = token == null || token == JsonToken.VALUE_NULL ? "" : parser.getString();
        return new Text(line, text == null ? "" : text);
    }

    /** The value under a key, or an empty text. */
    default DataTree at(String key) {
        DataTree found = this instanceof Keys keys ? keys.entries().get(key) : null;
        return found == null ? new Text(line(), "") : found;
    }

    /** The value under the first of these keys that is there, or an empty text. */
    default DataTree any(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                return at(key);
            }
        }
        return new Text(line(), "");
    }

    default boolean has(String key) {
        return this instanceof Keys keys && keys.entries().containsKey(key);
    }

    default Map<String, DataTree> keys() {
        return this instanceof Keys keys ? keys.entries() : Map.of();
    }

    default List<DataTree> list() {
        return this instanceof Items items ? items.items() : List.of();
    }

    default String text() {
        return "";
    }

    /** The text under a key, or an empty one. */
    default String text(String key) {
        return at(key) instanceof Text scalar ? scalar.text() : "";
    }

    /** The scalar as a number, if it is one and finite. */
    default OptionalDouble number() {
        if (this instanceof Text scalar && !scalar.text().isBlank()) {
            try {
                double value = Double.parseDouble(scalar.text().strip());
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    default boolean truth(String key) {
        return text(key).equalsIgnoreCase("true");
    }
}
