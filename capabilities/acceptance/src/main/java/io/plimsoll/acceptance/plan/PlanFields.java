/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import io.plimsoll.acceptance.yaml.LinedYaml;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes typed fields out of a mapping and collects what is wrong, so that a plan's errors come all at once. */
final class PlanFields {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(s|m|h)");

    private final String source;
    private final List<InputProblem> problems = new ArrayList<>();

    PlanFields(String source) {
        this.source = source;
    }

    void problem(long line, String seen, String expected) {
        problem(line, seen, expected, "");
    }

    void problem(long line, String seen, String expected, String maybe) {
        if (problems.size() < BadInputException.PROBLEMS_MAX) {
            problems.add(new InputProblem(source, line, seen, expected, maybe));
        }
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    Optional<LinedYaml.Mapping> mapping(LinedYaml node, String what) {
        if (node instanceof LinedYaml.Mapping mapping) {
            return Optional.of(mapping);
        }
        problem(node.line(), shown(node), what);
        return Optional.empty();
    }

    /** Tells every key that is not known, with the nearest that is. */
    void onlyKeys(LinedYaml.Mapping mapping, List<String> known) {
        mapping.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                problem(value.line(), key, "one of the keys " + String.join(", ", known), nearest(key, known));
            }
        });
    }

    String text(LinedYaml.Mapping mapping, String key, String expected) {
        LinedYaml node = mapping.entries().get(key);
        if (node instanceof LinedYaml.Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text().strip();
        }
        problem(node == null ? mapping.line() : node.line(), node == null ? "no '" + key + "'" : shown(node), expected);
        return "";
    }

    String textOrEmpty(LinedYaml.Mapping mapping, String key) {
        return mapping.entries().get(key) instanceof LinedYaml.Scalar scalar
                ? scalar.text().strip()
                : "";
    }

    List<LinedYaml> items(LinedYaml.Mapping mapping, String key) {
        LinedYaml node = mapping.entries().get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof LinedYaml.Sequence sequence) {
            return sequence.items();
        }
        problem(node.line(), shown(node), "a list for '" + key + "'");
        return List.of();
    }

    List<String> texts(LinedYaml.Mapping mapping, String key) {
        List<String> out = new ArrayList<>();
        for (LinedYaml item : items(mapping, key)) {
            if (item instanceof LinedYaml.Scalar scalar && !scalar.text().isBlank()) {
                out.add(scalar.text().strip());
            } else {
                problem(item.line(), shown(item), "a word in the list '" + key + "'");
            }
        }
        return out;
    }

    Map<String, String> labels(LinedYaml.Mapping mapping, String key) {
        Map<String, String> out = new TreeMap<>();
        LinedYaml node = mapping.entries().get(key);
        if (node != null) {
            mapping(node, "labels such as {size: \"8589934592\"}")
                    .ifPresent(m -> m.entries().forEach((name, value) -> out.put(name, textOrEmpty(m, name))));
        }
        return out;
    }

    boolean flag(LinedYaml.Mapping mapping, String key) {
        String text = text(mapping, key, "'" + key + "', true or false");
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            problem(line(mapping, key), text, "true or false for '" + key + "'");
        }
        return text.equals("true");
    }

    int positive(LinedYaml.Mapping mapping, String key) {
        double value = number(mapping, key);
        if (value != Math.rint(value) || value < 1 || value > 1_000_000) {
            problem(line(mapping, key), textOrEmpty(mapping, key), "a whole number from 1 for '" + key + "'");
            return 1;
        }
        return (int) value;
    }

    double number(LinedYaml.Mapping mapping, String key) {
        String text = text(mapping, key, "'" + key + "', a number");
        try {
            double value = text.isEmpty() ? 0 : Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for infinity
        }
        problem(line(mapping, key), text, "a finite number for '" + key + "'");
        return 0;
    }

    Duration duration(LinedYaml.Mapping mapping, String key) {
        return duration(line(mapping, key), text(mapping, key, "'" + key + "', such as 30s, 15m or 2h"));
    }

    /** An empty text has been told already. */
    Duration duration(long line, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            if (!text.isEmpty()) {
                problem(line, text, "a duration such as 30s, 15m or 2h");
            }
            return Duration.ofSeconds(1);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    <E extends Enum<E>> Optional<E> word(long line, String text, Class<E> type) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return Optional.of(constant);
            }
        }
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        if (!text.isEmpty()) {
            problem(line, text, "one of " + String.join(", ", known), nearest(text.toLowerCase(Locale.ROOT), known));
        }
        return Optional.empty();
    }

    static long line(LinedYaml.Mapping mapping, String key) {
        LinedYaml node = mapping.entries().get(key);
        return node == null ? mapping.line() : node.line();
    }

    static String nearest(String seen, Collection<String> known) {
        return known.stream()
                .filter(k -> distance(seen, k) <= 2)
                .min((a, b) -> Integer.compare(distance(seen, a), distance(seen, b)))
                .map(k -> "'" + k + "' is meant.")
                .orElse("");
    }

    private static String shown(LinedYaml node) {
        return switch (node) {
            case LinedYaml.Scalar scalar -> scalar.text();
            case LinedYaml.Sequence sequence -> "a list of " + sequence.items().size();
            case LinedYaml.Mapping mapping ->
                mapping.entries().keySet().stream().limit(5).collect(Collectors.joining(", ", "a mapping with ", ""));
        };
    }

    /** Levenshtein distance, of texts cut at 40 characters. */
    private static int distance(String a, String b) {
        int n = Math.min(40, b.length());
        int[] row = new int[n + 1];
        for (int j = 0; j <= n; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(40, a.length()); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= n; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[n];
    }
}
