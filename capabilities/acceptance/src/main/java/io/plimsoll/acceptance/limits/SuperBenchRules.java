/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.yaml.LinedYaml;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** SuperBench's diagnosis rules; their Python conditions translated into {@link Expression}s. */
public record SuperBenchRules(List<Rule> rules, List<String> warnings) {

    static final String FORMAT = "superbench-rules";

    private static final int PATTERN_LENGTH_MAX = 300;

    /** What a rule does with its metrics. */
    public enum Function {
        VARIANCE,
        VALUE,
        MULTI_RULES,
        FAILURE_CHECK,
        /** No function and no condition: the metrics' values are kept for rules that combine. */
        STORE
    }

    /**
     * One rule. A node violates it where the condition holds.
     *
     * @param condition empty for {@link Function#STORE}
     * @param store its result is only kept for rules that combine
     */
    public record Rule(
            String name,
            Function function,
            Optional<Expression> condition,
            String category,
            List<Pattern> metrics,
            boolean store,
            long line) {

        public Rule {
            metrics = List.copyOf(metrics);
        }
    }

    public SuperBenchRules {
        rules = List.copyOf(rules);
        warnings = List.copyOf(warnings);
    }

    /** Reads rules; every problem at once. */
    public static SuperBenchRules read(String text, String source) {
        LinedYaml root = LinedYaml.read(text, source, "SuperBench's rules");
        Map<String, LinedYaml> all = root.at("superbench").at("rules").keys();
        if (all.isEmpty()) {
            throw new BadInputException(new InputProblem(source, 1, "no 'superbench: rules:'", "SuperBench's rules"));
        }
        List<InputProblem> problems = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        all.forEach((name, node) -> rule(name, node, source, problems).ifPresent(rules::add));
        List<String> names = rules.stream().map(Rule::name).toList();
        for (Rule rule : rules) {
            if (rule.function() == Function.MULTI_RULES) {
                references(rule, names, source, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems.subList(0, Math.min(problems.size(), BadInputException.PROBLEMS_MAX)));
        }
        return new SuperBenchRules(rules, List.of());
    }

    private static void references(Rule rule, List<String> names, String source, List<InputProblem> problems) {
        for (List<String> entry : rule.condition().orElseThrow().entries()) {
            if (entry.isEmpty() || !names.contains(entry.getFirst())) {
                String seen = entry.isEmpty() ? "the variable itself" : entry.getFirst();
                problems.add(
                        new InputProblem(source, rule.line(), seen, "the name of another rule, as label[\"rule\"]"));
            }
        }
    }

    private static Optional<Rule> rule(String name, LinedYaml node, String source, List<InputProblem> problems) {
        int before = problems.size();
        boolean store = node.at("store").scalar().equalsIgnoreCase("true");
        Optional<Function> function = function(name, node, store, source, problems);
        Optional<Expression> condition = condition(node, source, problems);
        if (condition.isEmpty()
                && function.isPresent()
                && function.get() != Function.STORE
                && before == problems.size()) {
            problems.add(new InputProblem(source, node.line(), name, "a rule with 'criteria'"));
        }
        if (!node.has("categories")) {
            problems.add(new InputProblem(source, node.line(), name, "a rule with 'categories'"));
        }
        List<Pattern> metrics = new ArrayList<>();
        LinedYaml listed = node.at("metrics");
        List<LinedYaml> items = listed.scalar().isEmpty() ? listed.list() : List.of(listed);
        for (LinedYaml item : items) {
            pattern(item, source, problems).ifPresent(metrics::add);
        }
        if (metrics.isEmpty()
                && function.orElse(Function.MULTI_RULES) != Function.MULTI_RULES
                && before == problems.size()) {
            problems.add(new InputProblem(source, node.line(), name, "a rule with 'metrics'"));
        }
        return before == problems.size() && function.isPresent()
                ? Optional.of(new Rule(
                        name, function.get(), condition, node.at("categories").scalar(), metrics, store, node.line()))
                : Optional.empty();
    }

    private static Optional<Function> function(
            String name, LinedYaml node, boolean store, String source, List<InputProblem> problems) {
        String text = node.at("function").scalar();
        if (text.isEmpty() && store && !node.has("criteria")) {
            return Optional.of(Function.STORE);
        }
        Optional<Function> found = switch (text) {
            case "variance" -> Optional.of(Function.VARIANCE);
            case "value" -> Optional.of(Function.VALUE);
            case "multi_rules" -> Optional.of(Function.MULTI_RULES);
            case "failure_check" -> Optional.of(Function.FAILURE_CHECK);
            default -> Optional.empty();
        };
        if (found.isEmpty()) {
            problems.add(new InputProblem(
                    source,
                    node.at("function").line(),
                    name + ": " + text,
                    "function: variance, value, multi_rules or failure_check"));
        }
        return found;
    }

    private static Optional<Expression> condition(LinedYaml node, String source, List<InputProblem> problems) {
        LinedYaml criteria = node.at("criteria");
        if (criteria.scalar().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Expression.parse(criteria.scalar(), source, criteria.line()));
        } catch (BadInputException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static Optional<Pattern> pattern(LinedYaml item, String source, List<InputProblem> problems) {
        String text = item.scalar();
        try {
            if (text.length() > PATTERN_LENGTH_MAX || NESTED.matcher(text).find()) {
                problems.add(new InputProblem(source, item.line(), text, "a pattern without repeats of repeats"));
                return Optional.empty();
            }
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            problems.add(new InputProblem(source, item.line(), text, "a metric's name or a regular expression"));
            return Optional.empty();
        }
    }

    /** {@code (a+)+} can take forever on a name that does not match. */
    private static final Pattern NESTED = Pattern.compile("[+*}]\\)\\s*[+*{]");

    FixedLimits limits() {
        List<FixedLimit> limits = new ArrayList<>();
        List<String> checks = new ArrayList<>();
        for (Rule rule : rules) {
            Optional<Simple> simple = rule.condition().flatMap(SuperBenchRules::simple);
            if (simple.isEmpty() || rule.function() == Function.MULTI_RULES) {
                String text = rule.condition().map(Expression::text).orElse("");
                checks.add(rule.name() + ": " + rule.function() + " " + text);
                continue;
            }
            List<String> flags = new ArrayList<>();
            if (rule.function() == Function.VARIANCE) {
                flags.add("relative to a baseline of means: how much good nodes scatter is not asked");
                if (Math.abs(simple.get().value()) >= 0.1) {
                    flags.add("loose: " + Math.round(Math.abs(simple.get().value()) * 100)
                            + " % off the baseline passes");
                }
            }
            if (rule.function() != Function.FAILURE_CHECK
                    && rule.metrics().stream().noneMatch(p -> p.pattern().contains("return_code"))) {
                flags.add("a node whose result is missing passes this rule in SuperBench");
            }
            for (Pattern metric : rule.metrics()) {
                limits.add(new FixedLimit(
                        rule.name() + ": " + rule.function().name().toLowerCase(java.util.Locale.ROOT),
                        rule.category(),
                        metric.pattern(),
                        simple.get().good(),
                        simple.get().value(),
                        rule.function() == Function.VARIANCE ? "ratio" : "unstated",
                        rule.line(),
                        flags));
            }
        }
        return new FixedLimits(FORMAT, limits, checks, warnings);
    }

    /** A condition of one comparison with a number, turned from what violates into what is good. */
    private record Simple(Comparison good, double value) {}

    private static Optional<Simple> simple(Expression condition) {
        java.util.regex.Matcher m = SIMPLE.matcher(condition.text());
        if (!m.matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(m.group(2));
        return switch (m.group(1)) {
            case ">", ">=" -> Optional.of(new Simple(Comparison.AT_MOST, value));
            case "<", "<=" -> Optional.of(new Simple(Comparison.AT_LEAST, value));
            case "!=" -> Optional.of(new Simple(Comparison.EQUAL, value));
            default -> Optional.empty();
        };
    }

    private static final Pattern SIMPLE = Pattern.compile(
            "^\\s*(?:lambda\\s+\\w+\\s*:)?\\s*\\w+\\s*(>=|<=|!=|==|>|<)\\s*(-?[0-9]{1,15}(?:\\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?)\\s*$");
}
