/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON objects in a log that may have other text before, between and after them. An object starts on a line that begins with
 * a brace. One that breaks off is given as far as it goes, and says so; a line of other output in its midst is left out, and
 * told.
 */
final class EmbeddedJson {

    static final int CHARS_MAX = 64 << 20;

    private static final int STRAY_LINES_MAX = 50;
    private static final int DEPTH_MAX = 200;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /**
     * An object and where it stands.
     *
     * @param line of its brace
     * @param brokenAt the line where it breaks off; 0 if it is whole
     * @param reason why it breaks off
     * @param strays lines of other output that were left out of it
     */
    record Found(JsonNode node, long line, long brokenAt, String reason, List<String> strays) {

        boolean whole() {
            return brokenAt == 0;
        }

        /** Tells what was wrong with the object itself. */
        void report(Collected out) {
            strays.forEach(s -> out.warn(0, s));
            if (!whole()) {
                out.cutOff(brokenAt, "the rest of the JSON (" + reason + ")");
            }
        }
    }

    private EmbeddedJson() {}

    /** The first object that is wanted; if none is, the first object; refused if there is no object at all. */
    static Found read(LogLines lines, String expected, Predicate<JsonNode> wanted) throws IOException {
        Found first = null;
        for (Found found = next(lines); found != null; found = next(lines)) {
            if (wanted.test(found.node())) {
                return found;
            }
            first = first == null ? found : first;
        }
        if (first == null) {
            throw lines.refused("no line that starts with '{'", expected);
        }
        return first;
    }

    /** The next object, or null at the end of the log. */
    static @Nullable Found next(LogLines lines) throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.strip();
            if (text.startsWith("{") && (text.length() == 1 || "\" }{".indexOf(text.charAt(1)) >= 0)) {
                return object(lines, text);
            }
        }
        return null;
    }

    /** The object that begins on a line that was read already. */
    static Found after(LogLines lines, String firstLine) throws IOException {
        return object(lines, firstLine);
    }

    private static Found object(LogLines lines, String firstLine) throws IOException {
        List<String> block = new ArrayList<>();
        long start = lines.number();
        int chars = 0;
        int depth = 0;
        String line = firstLine;
        while (line != null) {
            block.add(line);
            chars += line.length() + 1;
            if (chars > CHARS_MAX) {
                throw lines.refused("over " + CHARS_MAX + " characters of JSON", "the result of one test run");
            }
            depth = depthAfter(line, depth);
            if (depth <= 0) {
                break;
            }
            line = lines.next();
        }
        return parse(block, start);
    }

    /** A string ends with its line, whatever comes: JSON has no line break in strings. */
    private static int depthAfter(String line, int before) {
        int depth = before;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                depth++;
            } else if (!quoted && c == '}' && --depth == 0) {
                return 0;
            }
        }
        return depth;
    }

    private static Found parse(List<String> block, long start) {
        List<String> strays = new ArrayList<>();
        for (int i = 0; i <= STRAY_LINES_MAX; i++) {
            Tree tree = new Tree();
            tree.build(String.join("\n", block));
            int at = tree.brokenAt - 1;
            if (tree.brokenAt == 0 || at < 0 || at >= block.size() || !isStray(block.get(at))) {
                long broken = tree.brokenAt == 0 ? 0 : start + Math.min(Math.max(at, 0), block.size() - 1);
                return new Found(tree.root, start, broken, tree.reason, strays);
            }
            strays.add("line " + (start + at) + ": other output within the JSON: " + block.get(at));
            block.set(at, "");
        }
        Tree tree = new Tree();
        tree.build(String.join("\n", block));
        return new Found(tree.root, start, start + Math.max(tree.brokenAt, 1) - 1, tree.reason, strays);
    }

    private static boolean isStray(String line) {
        String text = line.strip();
        return !text.isEmpty()
                && "\"{}[],:-0123456789".indexOf(text.charAt(0)) < 0
                && !text.startsWith("true")
                && !text.startsWith("false")
                && !text.startsWith("null");
    }

    /** Builds as much of a tree as the text has. */
    private static final class Tree {
        private final ObjectNode root = JsonNodeFactory.instance.objectNode();
        private int brokenAt;
        private String reason = "";

        void build(String text) {
            try (JsonParser parser = JSON.createParser(text)) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    object(parser, root, 0);
                }
            } catch (JacksonException e) {
                brokenAt = e.getLocation() == null
                        ? 1
                        : Math.max(1, e.getLocation().getLineNr());
                reason = e.getOriginalMessage() == null
                        ? "no JSON"
                        : e.getOriginalMessage().replaceAll(" ?[(\\[](?:start marker|Source|for ).*$", "");
            }
        }

        private static void object(JsonParser parser, ObjectNode into, int depth) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                switch (parser.currentToken()) {
                    case START_OBJECT -> {
                        ObjectNode child = into.putObject(key);
                        descend(parser, depth);
                        object(parser, child, depth + 1);
                    }
                    case START_ARRAY -> {
                        ArrayNode child = into.putArray(key);
                        descend(parser, depth);
                        array(parser, child, depth + 1);
                    }
                    default -> into.set(key, scalar(parser));
                }
            }
        }

        private static void array(JsonParser parser, ArrayNode into, int depth) {
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> {
                        descend(parser, depth);
                        object(parser, into.addObject(), depth + 1);
                    }
                    case START_ARRAY -> {
                        descend(parser, depth);
                        array(parser, into.addArray(), depth + 1);
                    }
                    default -> into.add(scalar(parser));
                }
            }
        }

        private static void descend(JsonParser parser, int depth) {
            if (depth > DEPTH_MAX) {
                parser.skipChildren();
            }
        }

        private static JsonNode scalar(JsonParser parser) {
            JsonNodeFactory make = JsonNodeFactory.instance;
            JsonToken token = parser.currentToken();
            if (token == null) {
                return make.nullNode();
            }
            return switch (token) {
                case VALUE_STRING -> make.stringNode(parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
                case VALUE_TRUE -> make.booleanNode(true);
                case VALUE_FALSE -> make.booleanNode(false);
                default -> make.nullNode();
            };
        }

        private static JsonNode number(JsonParser parser) {
            JsonNodeFactory make = JsonNodeFactory.instance;
            String text = parser.getString();
            return Numbers.whole(text).isPresent()
                    ? make.numberNode(Numbers.whole(text).getAsLong())
                    : make.numberNode(Numbers.decimal(text).orElse(Double.NaN));
        }
    }
}
