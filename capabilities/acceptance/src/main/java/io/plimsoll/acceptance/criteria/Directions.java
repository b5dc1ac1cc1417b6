/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which side of a metric is bad, as data: lines of {@code WORDS TAB DIRECTION}, the first line of which one word is a part
 * of the metric's name counts. A metric that no line names is {@link Direction#BOTH}, and that is told.
 */
public final class Directions {

    private record Rule(List<String> words, Direction direction) {}

    private final List<Rule> rules;

    private Directions(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The table that Plimsoll ships, {@code directions.tsv}. */
    public static Directions shipped() {
        try (InputStream in = Directions.class.getResourceAsStream("directions.tsv")) {
            if (in == null) {
                throw new IllegalStateException("directions.tsv is missing from the jar");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "directions.tsv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws BadInputException with every line that is not one
     */
    public static Directions read(String text, String source) {
        List<Rule> rules = new ArrayList<>();
        List<InputProblem> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int tab = line.indexOf('\t');
            String word = tab < 0 ? "" : line.substring(tab + 1).strip().toUpperCase(Locale.ROOT);
            switch (word) {
                case "HIGHER_IS_BETTER", "LOWER_IS_BETTER", "BOTH" ->
                    rules.add(new Rule(List.of(line.substring(0, tab).strip().split(" +")), Direction.valueOf(word)));
                default ->
                    problems.add(new InputProblem(
                            source, i + 1L, line, "words, a tab, and HIGHER_IS_BETTER, LOWER_IS_BETTER or BOTH"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems.subList(0, Math.min(problems.size(), BadInputException.PROBLEMS_MAX)));
        }
        return new Directions(rules);
    }

    /** These rules first, then the others. */
    public Directions before(Directions others) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new Directions(all);
    }

    /** Whether a line names the metric. */
    public boolean knows(String metric) {
        return rules.stream().anyMatch(r -> names(r, metric));
    }

    public Direction of(String metric) {
        return rules.stream()
                .filter(r -> names(r, metric))
                .map(Rule::direction)
                .findFirst()
                .orElse(Direction.BOTH);
    }

    private static boolean names(Rule rule, String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        return rule.words().stream().anyMatch(w -> name.contains(w.toLowerCase(Locale.ROOT)));
    }
}
