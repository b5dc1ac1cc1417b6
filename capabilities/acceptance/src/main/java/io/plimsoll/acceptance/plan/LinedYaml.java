/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** YAML as a tree that still knows its lines, so that every problem can be told at its place. Aliases are not followed. */
sealed interface LinedYaml {

    /** A plan is a page of text; more is a mistake. */
    int BYTES_MAX = 1 << 20;

    int DEPTH_MAX = 20;

    long line();

    record Scalar(long line, String text) implements LinedYaml {}

    record Sequence(long line, List<LinedYaml> items) implements LinedYaml {}

    record Mapping(long line, Map<String, LinedYaml> entries) implements LinedYaml {}

    /** Reads one document. */
    static LinedYaml read(InputStream in, String source) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BadInputException(new InputProblem(
                    source, 0, "more than " + BYTES_MAX + " bytes", "a test plan of at most " + BYTES_MAX + " bytes"));
        }
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                throw new BadInputException(new InputProblem(source, 1, "", "a test plan in YAML"));
            }
            return value(parser, source, 0);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, Math.max(0, line), seen, "YAML"));
        }
    }

    private static LinedYaml value(JsonParser parser, String source, int depth) {
        long line = parser.currentTokenLocation().getLineNr();
        if (depth > DEPTH_MAX) {
            throw new BadInputException(new InputProblem(
                    source, line, "more than " + DEPTH_MAX + " levels", "a test plan, which has five levels"));
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, LinedYaml> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                long keyLine = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                if (entries.put(key, value(parser, source, depth + 1)) != null) {
                    throw new BadInputException(new InputProblem(source, keyLine, key, "each key once in a mapping"));
                }
            }
            return new Mapping(line, entries);
        }
        if (token == JsonToken.START_ARRAY) {
            List<LinedYaml> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, source, depth + 1));
            }
            return new Sequence(line, items);
        }
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getString();
        return new Scalar(line, text == null ? "" : text);
    }
}
