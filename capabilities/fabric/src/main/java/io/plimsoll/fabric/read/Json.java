/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.read;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON document and says on which line it breaks. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static JsonNode read(InputStream in, String source, Problems problems) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(in.readAllBytes());
            if (root.isObject() || root.isArray()) {
                return root;
            }
            throw problems.refusal(1, root.toString(), "a JSON object or array", "");
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw problems.refusal(line, e.getOriginalMessage(), "well-formed JSON", "the file was cut off");
        }
    }
}
