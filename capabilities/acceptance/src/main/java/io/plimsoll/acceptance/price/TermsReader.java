/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Reads the terms under which a bad node costs something, from JSON; each number names its source. */
public final class TermsReader {

    private static final List<String> KEYS = List.of(
            "failuresPerBadNodeDay", "days", "jobGpus", "restartHours", "creditCentsPerGpuHour", "creditCapCents");
    private static final double CENTS_MAX = 1e15;

    private TermsReader() {}

    /**
     * Does not close the stream.
     *
     * @throws io.plimsoll.model.BadInputException with every problem found
     */
    public static Terms read(InputStream in, String source) throws IOException {
        JsonFields fields = new JsonFields(source);
        JsonNode root = fields.read(in);
        fields.onlyKeys(root, "", KEYS);
        OptionalLong cap = root.has("creditCapCents")
                ? OptionalLong.of((long) fields.number(root, "", "creditCapCents", 0, CENTS_MAX))
                : OptionalLong.empty();
        Terms terms = new Terms(
                fields.sourced(root, "failuresPerBadNodeDay", 1e4),
                fields.sourced(root, "days", 36_500),
                fields.sourced(root, "jobGpus", 1e7),
                fields.sourced(root, "restartHours", 1e4),
                fields.sourced(root, "creditCentsPerGpuHour", 1e9),
                cap);
        fields.throwIfAny();
        return terms;
    }
}
