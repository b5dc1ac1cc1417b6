/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A YAML or JSON document that still knows its lines. Anchors are not followed. */
sealed interface Tree {

    int DEPTH_MAX = 20;

    long line();

    record Scalar(long line, String text) implements Tree {}

    record Sequence(long line, List<Tree> items) implements Tree {}

    record Mapping(long line, Map<String, Tree> entries) implements Tree {}

    static Tree read(String text, InputProblems problems) {
        String plain = text.strip();
        boolean json = plain.startsWith("{") || plain.startsWith("[");
        try (JsonParser parser =
                (json ? new JsonFactory() : new YAMLFactory()).createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw problems.with(1, "", "commitments in YAML or JSON", "");
            }
            return value(parser, problems, 0);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw problems.with(Math.max(0, line), seen, json ? "JSON" : "YAML", "");
        }
    }

    private static Tree value(JsonParser parser, InputProblems problems, int depth) {
        long line = parser.currentTokenLocation().getLineNr();
        if (depth > DEPTH_MAX) {
            throw problems.with(line, "more than " + DEPTH_MAX + " levels", "commitments, which have five", "");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Tree> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                long keyLine = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                if (entries.put(key, value(parser, problems, depth + 1)) != null) {
                    problems.add(keyLine, key, "each key once");
                }
            }
            return new Mapping(line, entries);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Tree> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, problems, depth + 1));
            }
            return new Sequence(line, items);
        }
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getString();
        return new Scalar(line, text == null ? "" : text.strip());
    }
}
