/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes fields out of JSON and collects what is wrong, each with its JSON pointer (RFC 6901). */
final class JsonFields {

    private static final int BYTES_MAX = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String source;
    private final List<InputProblem> problems = new ArrayList<>();

    JsonFields(String source) {
        this.source = source;
    }

    JsonNode read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BadInputException(new InputProblem(
                    source, 0, "more than " + BYTES_MAX + " bytes", "at most " + BYTES_MAX + " bytes"));
        }
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root.isObject()) {
                return root;
            }
            throw new BadInputException(new InputProblem(source, 1, "no object", "a JSON object"));
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, line, seen, "JSON"));
        }
    }

    void problem(String pointer, String seen, String expected) {
        if (problems.size() < BadInputException.PROBLEMS_MAX) {
            problems.add(new InputProblem(source + "#" + pointer, 0, seen, expected));
        }
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    void onlyKeys(JsonNode node, String pointer, List<String> known) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                problem(pointer + "/" + key, key, "one of the keys " + String.join(", ", known));
            }
        }
    }

    String text(JsonNode node, String pointer, String key) {
        JsonNode value = node.path(key);
        if (value.isString() && !value.stringValue().isBlank()) {
            return value.stringValue().strip();
        }
        problem(pointer + "/" + key, value.isMissingNode() ? "" : value.toString(), "a text '" + key + "'");
        return "";
    }

    double number(JsonNode node, String pointer, String key, double min, double max) {
        JsonNode value = node.path(key);
        if (value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max) {
            return value.doubleValue();
        }
        problem(
                pointer + "/" + key,
                value.isMissingNode() ? "" : value.toString(),
                "a number '" + key + "' from " + plain(min) + " to " + plain(max));
        return min;
    }

    /** A number with its source: {"value": 0.1, "source": "..."}; empty if the key is not there. */
    Optional<Sourced> sourced(JsonNode node, String key, double max) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        String pointer = "/" + key;
        if (!value.isObject()) {
            problem(pointer, value.toString(), "{\"value\": a number, \"source\": who says so}");
            return Optional.empty();
        }
        onlyKeys(value, pointer, List.of("value", "source"));
        return Optional.of(new Sourced(number(value, pointer, "value", 0, max), text(value, pointer, "source")));
    }

    Set<String> texts(JsonNode node, String pointer, String key) {
        Set<String> out = new TreeSet<>();
        for (JsonNode item : node.path(key)) {
            if (item.isString()) {
                out.add(item.stringValue());
            } else {
                problem(pointer + "/" + key, item.toString(), "texts");
            }
        }
        return out;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
