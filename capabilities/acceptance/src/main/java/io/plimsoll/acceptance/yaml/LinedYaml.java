/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.yaml;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * YAML as a tree that still knows its lines, so that every problem can be told at its place. Aliases are not followed; a key
 * that stands twice in a mapping is refused.
 */
public sealed interface LinedYaml {

    /** What people write is a page of text, and what tools ship is a few hundred KB. */
    int BYTES_MAX = 4 << 20;

    int DEPTH_MAX = 20;

    long line();

    record Scalar(long line, String text) implements LinedYaml {}

    record Sequence(long line, List<LinedYaml> items) implements LinedYaml {}

    record Mapping(long line, Map<String, LinedYaml> entries) implements LinedYaml {}

    /**
     * Reads one document.
     *
     * @param what it is, for an error: {@code a test plan}
     * @throws BadInputException if it is not YAML, is empty, longer than {@link #BYTES_MAX} or deeper than {@link #DEPTH_MAX}
     */
    static LinedYaml read(InputStream in, String source, String what) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BadInputException(new InputProblem(
                    source, 0, "more than " + BYTES_MAX + " bytes", what + " of at most " + BYTES_MAX + " bytes"));
        }
        return read(new String(bytes, StandardCharsets.UTF_8), source, what);
    }

    /** The same for text that is read already. */
    static LinedYaml read(String text, String source, String what) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new BadInputException(new InputProblem(source, 1, "", what + " in YAML"));
            }
            return value(parser, source, what, 0);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, Math.max(0, line), seen, "YAML"));
        }
    }

    private static LinedYaml value(JsonParser parser, String source, String what, int depth) {
        long line = parser.currentTokenLocation().getLineNr();
        if (depth > DEPTH_MAX) {
            throw new BadInputException(
                    new InputProblem(source, line, "more than " + DEPTH_MAX + " levels", what + ", which has fewer"));
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, LinedYaml> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                long keyLine = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                if (entries.put(key, value(parser, source, what, depth + 1)) != null) {
                    throw new BadInputException(new InputProblem(source, keyLine, key, "each key once in a mapping"));
                }
            }
            return new Mapping(line, entries);
        }
        if (token == JsonToken.START_ARRAY) {
            List<LinedYaml> items = new ArrayList<>();
            for (JsonToken t = parser.nextToken(); t != null && t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                items.add(value(parser, source, what, depth + 1));
            }
            return new Sequence(line, items);
        }
        String text = token == null || token == JsonToken.VALUE_NULL ? "" : parser.getString();
        return new Scalar(line, text == null ? "" : text);
    }

    /** The value under a key; an empty scalar where there is none. */
    default LinedYaml at(String key) {
        LinedYaml found = keys().get(key);
        return found == null ? new Scalar(line(), "") : found;
    }

    default boolean has(String key) {
        return keys().containsKey(key);
    }

    /** Its entries; none if it is no mapping. */
    default Map<String, LinedYaml> keys() {
        return this instanceof Mapping mapping ? mapping.entries() : Map.of();
    }

    /** Its items; none if it is no list. */
    default List<LinedYaml> list() {
        return this instanceof Sequence sequence ? sequence.items() : List.of();
    }

    /** Its text; empty if it is a list or a mapping. */
    default String scalar() {
        return this instanceof Scalar scalar ? scalar.text() : "";
    }
}
