/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.rules;

import io.plimsoll.health.data.DataTree;
import io.plimsoll.health.rules.RuleSet.Budget;
import io.plimsoll.health.rules.RuleSet.Correlation;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads rule sets in YAML or JSON. All that is wrong is told at once; a key that nobody knows is wrong too. */
public final class RuleSetReader {

    private static final Pattern SPAN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min|m|h|d)");
    private static final Set<String> TOP = Set.of(
            "rules",
            "version",
            "source",
            "burstGap",
            "settle",
            "burnIn",
            "probation",
            "nodeSignalsPerMinute",
            "slotsForPart",
            "partsForSlot",
            "tests",
            "detectors",
            "correlations",
            "budgets");
    private static final Set<String> DETECTOR = Set.of(
            "id", "type", "kind", "codes", "metric", "op", "value", "count", "window", "hold", "clear", "others",
            "action", "cause", "because");
    private static final Set<String> CORRELATION =
            Set.of("domain", "causes", "children", "share", "window", "sameCode", "because");
    private static final Set<String> BUDGET =
            Set.of("id", "scope", "concurrent", "percent", "stop", "stopWindow", "retry", "because");

    /** The shipped rules; after the words that they are read by. */
    public static final RuleSet SHIPPED = read(resource(), "rules.yaml");

    private final InputProblems problems;

    private RuleSetReader(String source) {
        this.problems = new InputProblems(source);
    }

    /** The shipped rules as they are written. */
    public static String shippedText() {
        return resource();
    }

    private static String resource() {
        try (InputStream in = RuleSetReader.class.getResourceAsStream("rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("not among the resources: rules.yaml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws BadInputException with everything that is wrong
     */
    public static RuleSet read(String yaml, String source) {
        return new RuleSetReader(source).read(DataTree.yaml(yaml, source));
    }

    private RuleSet read(DataTree root) {
        known(root, TOP);
        List<Detector> detectors = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (DataTree line : root.at("detectors").list()) {
            Detector detector = detector(line);
            detectors.add(detector);
            if (!ids.add(detector.id())) {
                problems.add(line.line(), detector.id(), "each id once");
            }
        }
        if (detectors.isEmpty()) {
            problems.add(root.line(), "", "a list of detectors");
        }
        List<Correlation> correlations =
                root.at("correlations").list().stream().map(this::correlation).toList();
        List<Budget> budgets =
                root.at("budgets").list().stream().map(this::budget).toList();
        Map<Remedy, String> tests = new EnumMap<>(Remedy.class);
        root.at("tests").keys().forEach((key, value) -> {
            try {
                tests.put(Remedy.valueOf(key.toUpperCase(Locale.ROOT)), value.text());
            } catch (IllegalArgumentException e) {
                problems.add(value.line(), key, "one of " + List.of(Remedy.values()));
            }
        });
        RuleSet set = new RuleSet(
                root.text("rules"),
                root.text("version"),
                root.text("source"),
                detectors,
                correlations,
                budgets,
                span(root, "burstGap", 180_000),
                span(root, "settle", 0),
                span(root, "burnIn", 0),
                span(root, "probation", 0),
                (int) number(root, "nodeSignalsPerMinute", 10_000),
                (int) number(root, "slotsForPart", 2),
                (int) number(root, "partsForSlot", 2),
                tests);
        problems.refuseIfAny();
        return set;
    }

    private Detector detector(DataTree line) {
        known(line, DETECTOR);
        Detector.Type type = Detector.Type.MATCH;
        try {
            type = Detector.Type.valueOf(line.text("type").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            problems.add(line.line(), line.text("type"), "a type: " + List.of(Detector.Type.values()));
        }
        if (line.text("id").isEmpty()) {
            problems.add(line.line(), "", "an id");
        }
        if (line.text("because").isEmpty()) {
            problems.add(line.line(), line.text("id"), "a reason", "write because: and where it comes from");
        }
        String op = line.text("op");
        double value = number(line, "value", 0);
        Detector detector = new Detector(
                line.text("id"),
                type,
                line.text("kind"),
                texts(line.at("codes")),
                line.text("metric"),
                !op.startsWith("<"),
                value,
                (int) number(line, "count", 1),
                span(line, "window", 0),
                span(line, "hold", 0),
                number(line, "clear", value),
                texts(line.at("others")),
                line.text("action"),
                line.text("cause").isEmpty() ? "gpu" : line.text("cause"),
                line.text("because"));
        needs(line, detector);
        return detector;
    }

    private void needs(DataTree line, Detector d) {
        String missing = switch (d.type()) {
            case RATE -> d.windowMillis() > 0 && line.has("count") ? "" : "count and window";
            case FLAP ->
                d.windowMillis() > 0
                                && line.has("count")
                                && !d.codes().isEmpty()
                                && !d.others().isEmpty()
                        ? ""
                        : "codes, others, count and window";
            case CANCEL ->
                d.holdMillis() > 0 && !d.codes().isEmpty() && !d.others().isEmpty() ? "" : "codes, others and hold";
            case SYMPATHY ->
                d.windowMillis() > 0 && !d.codes().isEmpty() && !d.others().isEmpty() ? "" : "codes, others and window";
            case THRESHOLD -> !d.metric().isEmpty() && line.has("value") ? "" : "metric and value";
            case DRIFT -> !d.metric().isEmpty() && d.value() > 0 ? "" : "metric and a positive value";
            case MISSING -> d.holdMillis() > 0 ? "" : "hold";
            case LEMON -> d.windowMillis() > 0 && line.has("count") ? "" : "count and window";
            case MATCH -> "";
        };
        if (!missing.isEmpty()) {
            problems.add(line.line(), d.id() + " of type " + d.type(), missing);
        }
    }

    private Correlation correlation(DataTree line) {
        known(line, CORRELATION);
        if (line.text("domain").isEmpty() || line.at("causes").list().isEmpty() || !line.has("window")) {
            problems.add(line.line(), line.text("domain"), "domain, causes and window");
        }
        return new Correlation(
                line.text("domain"),
                texts(line.at("causes")),
                (int) number(line, "children", 2),
                number(line, "share", 0),
                span(line, "window", 0),
                line.truth("sameCode"),
                line.text("because"));
    }

    private Budget budget(DataTree line) {
        known(line, BUDGET);
        if (line.text("id").isEmpty() || line.text("scope").isEmpty()) {
            problems.add(line.line(), line.text("id"), "id and scope");
        }
        return new Budget(
                line.text("id"),
                line.text("scope"),
                (int) number(line, "concurrent", 0),
                number(line, "percent", 0),
                (int) number(line, "stop", 0),
                span(line, "stopWindow", 0),
                span(line, "retry", 3_600_000));
    }

    private void known(DataTree line, Set<String> keys) {
        line.keys().forEach((key, value) -> {
            if (!keys.contains(key)) {
                problems.add(
                        value.line(),
                        key,
                        "one of " + String.join(", ", keys.stream().sorted().toList()));
            }
        });
    }

    private static Set<String> texts(DataTree list) {
        Set<String> texts = new LinkedHashSet<>();
        list.list().forEach(item -> texts.add(item.text()));
        if (!list.text().isEmpty()) {
            texts.add(list.text());
        }
        return texts;
    }

    private double number(DataTree line, String key, double otherwise) {
        if (!line.has(key)) {
            return otherwise;
        }
        double value = line.at(key).number().orElse(Double.NaN);
        if (Double.isNaN(value) || value < 0) {
            problems.add(line.at(key).line(), key + ": " + line.text(key), "a number of at least 0");
            return otherwise;
        }
        return value;
    }

    /** {@code 30 s}, {@code 3 min}, {@code 12 h}, {@code 7 d}; in milliseconds. */
    private long span(DataTree line, String key, long otherwise) {
        if (!line.has(key)) {
            return otherwise;
        }
        Matcher m = SPAN.matcher(line.text(key).strip());
        if (!m.matches()) {
            problems.add(line.at(key).line(), key + ": " + line.text(key), "a span such as 30 s, 3 min, 12 h or 7 d");
            return otherwise;
        }
        double factor = switch (m.group(2)) {
            case "ms" -> 1;
            case "s" -> 1e3;
            case "m", "min" -> 6e4;
            case "h" -> 3.6e6;
            default -> 8.64e7;
        };
        return Math.round(Double.parseDouble(m.group(1)) * factor);
    }
}
