/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SuperBench's results of many nodes: node to metric to value; a metric without a number is not there. */
public record SuperBenchResults(Map<String, Map<String, Double>> nodes) {

    private static final int NODES_MAX = 100_000;
    private static final long VALUES_MAX = 20_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public SuperBenchResults {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /** Reads JSON lines, one node each. */
    public static SuperBenchResults read(InputStream in, String source) throws IOException {
        Map<String, Map<String, Double>> nodes = new LinkedHashMap<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        long number = 0;
        long values = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            JsonNode object = parse(line, source, number);
            String node = object.path("node").asString("");
            if (node.isEmpty() || nodes.containsKey(node)) {
                throw new BadInputException(new InputProblem(
                        source, number, node.isEmpty() ? "no 'node'" : node, "each node once, by its name"));
            }
            Map<String, Double> own = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (entry.getValue().isNumber()
                        && Double.isFinite(entry.getValue().asDouble(Double.NaN))) {
                    own.put(entry.getKey(), entry.getValue().asDouble(Double.NaN));
                }
            }
            values += own.size();
            if (nodes.size() >= NODES_MAX || values > VALUES_MAX) {
                throw new BadInputException(new InputProblem(
                        source, number, "over " + NODES_MAX + " nodes or " + VALUES_MAX + " values", "fewer"));
            }
            nodes.put(node, own);
        }
        if (nodes.isEmpty()) {
            throw new BadInputException(
                    new InputProblem(source, 0, "no node", "SuperBench's results, one node a line"));
        }
        return new SuperBenchResults(nodes);
    }

    private static JsonNode parse(String line, String source, long number) {
        try {
            JsonNode object = JSON.readTree(line);
            if (object != null && object.isObject()) {
                return object;
            }
        } catch (JacksonException e) {
            throw new BadInputException(new InputProblem(
                    source, number, e.getOriginalMessage() == null ? "" : e.getOriginalMessage(), "a JSON object"));
        }
        throw new BadInputException(new InputProblem(source, number, line, "a JSON object"));
    }
}
