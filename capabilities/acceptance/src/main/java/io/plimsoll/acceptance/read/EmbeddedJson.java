/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object in a log that may have lines of other text before and after it. */
final class EmbeddedJson {

    static final int BYTES_MAX = 64 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EmbeddedJson() {}

    /** The object that starts on the first line beginning with a brace. */
    static JsonNode read(InputStream in, String source, String expected) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new BadInputException(
                    new InputProblem(source, 0, "over " + BYTES_MAX + " bytes", expected + " of at most that size"));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int start = start(text);
        if (start < 0) {
            throw new BadInputException(new InputProblem(source, 1, "no line that starts with '{'", expected));
        }
        long before = text.substring(0, start).chars().filter(c -> c == '\n').count();
        try (JsonParser parser = JSON.createParser(text.substring(start))) {
            JsonNode node = JSON.readTree(parser);
            if (node != null && node.isObject()) {
                return node;
            }
            throw new BadInputException(new InputProblem(source, before + 1, "no JSON object", expected));
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, before + line, seen, expected + " in JSON"));
        }
    }

    private static int start(String text) {
        for (int at = 0; at >= 0 && at < text.length(); at = text.indexOf('\n', at) + 1) {
            int i = at;
            while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
                i++;
            }
            if (i < text.length() && text.charAt(i) == '{') {
                return i;
            }
            if (text.indexOf('\n', at) < 0) {
                return -1;
            }
        }
        return -1;
    }
}
