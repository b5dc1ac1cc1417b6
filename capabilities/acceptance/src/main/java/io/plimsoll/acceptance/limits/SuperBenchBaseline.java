/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SuperBench's baseline JSON: a metric's name to the value that a good node has. */
public record SuperBenchBaseline(Map<String, Double> values) {

    static final String FORMAT = "superbench-baseline";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public SuperBenchBaseline {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Reads the whole text. */
    public static SuperBenchBaseline read(String text, String source) {
        Map<String, Double> values = new LinkedHashMap<>();
        List<InputProblem> problems = new ArrayList<>();
        try {
            JsonNode root = JSON.readTree(text);
            for (Map.Entry<String, JsonNode> entry : root.properties()) {
                if (entry.getValue().isNumber()) {
                    values.put(entry.getKey(), entry.getValue().asDouble(Double.NaN));
                } else if (problems.size() < BadInputException.PROBLEMS_MAX) {
                    problems.add(new InputProblem(source, 0, entry.getKey() + ": " + entry.getValue(), "a number"));
                }
            }
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            String seen = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
            throw new BadInputException(new InputProblem(source, line, seen, "a JSON object of metrics and numbers"));
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        if (values.isEmpty()) {
            throw new BadInputException(
                    new InputProblem(source, 0, "no metric", "a JSON object of metrics and numbers"));
        }
        return new SuperBenchBaseline(values);
    }

    /** The baseline of a metric: by its full name, else by its name without {@code :rank}, as SuperBench looks it up. */
    public OptionalDouble of(String metric) {
        Double exact = values.get(metric);
        if (exact != null) {
            return OptionalDouble.of(exact);
        }
        int colon = metric.lastIndexOf(':');
        Double shortened = values.get(colon > 0 ? metric.substring(0, colon) : metric.replaceFirst("/.*", ""));
        return shortened == null ? OptionalDouble.empty() : OptionalDouble.of(shortened);
    }

    FixedLimits limits() {
        List<FixedLimit> limits = new ArrayList<>();
        values.forEach((metric, value) -> limits.add(new FixedLimit(
                metric,
                "baseline",
                metric,
                Comparison.EQUAL,
                value,
                "unstated",
                0,
                value == 0 && !metric.contains("return_code")
                        ? List.of("a baseline of 0: a rule of variance cannot use it")
                        : List.of())));
        return new FixedLimits(
                FORMAT,
                limits,
                List.of(),
                List.of(
                        "these are means of good nodes, not limits: SuperBench's rules say how far one may be from them"));
    }
}
