/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads results of many nodes: SuperBench's JSON lines (one object a node, {@code benchmark/metric[:rank]} to a number), or
 * one object that {@code plimsoll accept read --json} printed for one node. A rank is a scope. A return code that is not 0
 * is an error of its benchmark, and a reading that contradicts itself is one too; neither is learned from.
 */
public final class ResultsReader {

    /** A line of one node's results; SuperBench's own are about 20 kB. */
    private static final int LINE_MAX = 16 << 20;

    private static final Pattern RANK = Pattern.compile("(.+):(\\d{1,6})");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String source;
    private final List<InputProblem> problems = new ArrayList<>();

    private ResultsReader(String source) {
        this.source = source;
    }

    /**
     * Reads JSON lines; does not close the stream.
     *
     * @throws BadInputException with every line that is not one node's results
     */
    public static List<Run> lines(InputStream in, String source) throws IOException {
        return new ResultsReader(source).lines(in);
    }

    private List<Run> lines(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<Run> out = new ArrayList<>();
        long number = 0;
        for (String line = next(reader); !line.isEmpty(); line = next(reader)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode node = JSON.readTree(line);
                String name = node.path("node").asString("");
                if (!node.isObject() || name.isBlank()) {
                    problem(number, line, "an object with a 'node'");
                } else {
                    out.add(node(node, name, number));
                }
            } catch (JacksonException e) {
                problem(number, e.getOriginalMessage(), "one JSON object a line");
            }
        }
        if (out.isEmpty() && problems.isEmpty()) {
            problem(0, "", "one JSON object a node, each on its own line");
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return out;
    }

    /** A line with its end; empty at the end of the input. */
    private String next(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            line.append((char) c);
            if (c == '\n') {
                break;
            }
            if (line.length() > LINE_MAX) {
                throw new BadInputException(new InputProblem(
                        source, 0, "a line of over " + LINE_MAX + " characters", "one node's results"));
            }
        }
        return line.toString();
    }

    private Run node(JsonNode node, String name, long line) {
        List<Measurement> out = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            if (e.getKey().equals("node") || e.getValue().isNull()) {
                continue;
            }
            Matcher ranked = RANK.matcher(e.getKey());
            String metric = ranked.matches() ? ranked.group(1) : e.getKey();
            String scope = ranked.matches() ? "rank:" + ranked.group(2) : Measurement.NODE;
            if (!e.getValue().isNumber()) {
                problem(line, e.getKey() + ": " + e.getValue(), "a number for each metric");
            } else if (metric.endsWith("return_code")) {
                if (e.getValue().doubleValue() != 0) {
                    errors.add(e.getKey() + " is " + e.getValue());
                }
            } else {
                out.add(new Measurement(metric, "", e.getValue().doubleValue(), scope));
            }
        }
        return new Run(name, source + ":" + line, out, errors);
    }

    /**
     * Reads one {@code accept read --json}.
     *
     * @param node whose results they are; a label {@code node} in a measurement counts before it
     * @throws BadInputException if it is something else
     */
    public static List<Run> reading(byte[] bytes, String node, String source) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root == null || !root.path("measurements").isArray()) {
                throw new BadInputException(
                        new InputProblem(source, 0, "no 'measurements'", "what 'plimsoll accept read --json' prints"));
            }
            Map<String, List<Measurement>> byNode = new TreeMap<>();
            List<String> errors = new ArrayList<>();
            root.path("contradictions").forEach(c -> errors.add("the log contradicts itself: " + c.asString("")));
            for (JsonNode m : root.path("measurements")) {
                TreeMap<String, String> labels = new TreeMap<>();
                m.path("labels")
                        .properties()
                        .forEach(e -> labels.put(e.getKey(), e.getValue().asString("")));
                String own = labels.getOrDefault("node", node);
                labels.remove("node");
                byNode.computeIfAbsent(own, k -> new ArrayList<>())
                        .add(new Measurement(
                                m.path("metric").asString("?"),
                                m.path("unit").asString(""),
                                m.path("value").asDouble(Double.NaN),
                                m.path("scope").asString(Measurement.NODE),
                                labels));
            }
            if (byNode.isEmpty() || !errors.isEmpty()) {
                return List.of(new Run(node, source, List.of(), errors));
            }
            return byNode.entrySet().stream()
                    .map(e -> new Run(e.getKey(), source, e.getValue(), List.of()))
                    .toList();
        } catch (JacksonException e) {
            throw new BadInputException(
                    new InputProblem(source, 0, e.getOriginalMessage(), "what 'plimsoll accept read --json' prints"));
        }
    }

    private void problem(long line, String seen, String expected) {
        if (problems.size() < BadInputException.PROBLEMS_MAX) {
            problems.add(new InputProblem(source, line, seen, expected));
        }
    }
}
