/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.acceptance.limits.SuperBenchRules.Function;
import io.plimsoll.acceptance.limits.SuperBenchRules.Rule;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * SuperBench's own data diagnosis over its rules and baseline (superbench/analyzer/data_diagnosis.py and
 * diagnosis_rule_op.py), and beside it what we would say: a missing result never passes here, while there a node that misses
 * results and violates nothing else is accepted.
 */
public final class SuperBenchDiagnosis {

    /** One thing that a node does not keep. Baseline, value and variance are NaN where there is none. */
    public record Issue(
            String rule, String metric, String category, String kind, double baseline, double value, double variance) {}

    /**
     * A node.
     *
     * @param defective what SuperBench says
     * @param categories as SuperBench prints them, sorted
     * @param details as SuperBench prints them, sorted
     * @param verdict what we say: PASS, FAIL, or ERROR where results are missing or a test failed to run
     */
    public record NodeDiagnosis(
            String node,
            boolean defective,
            List<String> categories,
            List<String> details,
            List<Issue> issues,
            String verdict) {
        public NodeDiagnosis {
            categories = List.copyOf(categories);
            details = List.copyOf(details);
            issues = List.copyOf(issues);
        }
    }

    /** All nodes, in the order of the results. */
    public record Diagnosis(
            List<String> defective, List<String> accepted, List<String> notPassedByUs, List<NodeDiagnosis> nodes) {
        public Diagnosis {
            defective = List.copyOf(defective);
            accepted = List.copyOf(accepted);
            notPassedByUs = List.copyOf(notPassedByUs);
            nodes = List.copyOf(nodes);
        }
    }

    private final SuperBenchRules rules;
    private final SuperBenchBaseline baseline;
    private final Map<String, NavigableSet<String>> metricsOfRule = new LinkedHashMap<>();

    private SuperBenchDiagnosis(SuperBenchRules rules, SuperBenchBaseline baseline) {
        this.rules = rules;
        this.baseline = baseline;
    }

    /** Judges every node. */
    public static Diagnosis diagnose(SuperBenchResults results, SuperBenchRules rules, SuperBenchBaseline baseline) {
        SuperBenchDiagnosis diagnosis = new SuperBenchDiagnosis(rules, baseline);
        diagnosis.match(results);
        List<NodeDiagnosis> nodes = new ArrayList<>();
        results.nodes().forEach((node, values) -> nodes.add(diagnosis.node(node, values)));
        return new Diagnosis(
                nodes.stream()
                        .filter(NodeDiagnosis::defective)
                        .map(NodeDiagnosis::node)
                        .toList(),
                nodes.stream()
                        .filter(n -> !n.defective())
                        .map(NodeDiagnosis::node)
                        .toList(),
                nodes.stream()
                        .filter(n -> !n.verdict().equals("PASS"))
                        .map(NodeDiagnosis::node)
                        .toList(),
                nodes);
    }

    /** A rule speaks of every metric that any node has and one of its patterns finds, within the pattern's benchmark. */
    private void match(SuperBenchResults results) {
        Map<String, TreeSet<String>> byBenchmark = new HashMap<>();
        for (Map<String, Double> values : results.nodes().values()) {
            for (String metric : values.keySet()) {
                byBenchmark
                        .computeIfAbsent(benchmark(metric), b -> new TreeSet<>())
                        .add(metric);
            }
        }
        List<InputProblem> problems = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            NavigableSet<String> metrics = new TreeSet<>();
            for (Pattern pattern : rule.metrics()) {
                Pattern benchmark = benchmarkPattern(pattern.pattern());
                byBenchmark.forEach((name, all) -> {
                    if (benchmark.matcher(name).find()) {
                        all.stream().filter(m -> pattern.matcher(m).find()).forEach(metrics::add);
                    }
                });
            }
            metricsOfRule.put(rule.name(), metrics);
            if (rule.function() == Function.VARIANCE) {
                for (String metric : metrics) {
                    if (baseline.of(metric).orElse(0) == 0 && problems.size() < BadInputException.PROBLEMS_MAX) {
                        problems.add(new InputProblem(
                                "baseline", 0, metric, "a baseline that is not 0, for the rule " + rule.name()));
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    private static String benchmark(String metric) {
        int slash = metric.indexOf('/');
        return slash < 0 ? metric : metric.substring(0, slash);
    }

    /** The part of a pattern before the first slash may be a pattern itself. */
    private static Pattern benchmarkPattern(String pattern) {
        try {
            return Pattern.compile(benchmark(pattern));
        } catch (java.util.regex.PatternSyntaxException e) {
            return Pattern.compile(".*");
        }
    }

    /** What is gathered of one node. */
    private static final class Work {
        private final Map<String, Double> values;
        private final List<String> details = new ArrayList<>();
        private final NavigableSet<String> categories = new TreeSet<>();
        private final List<Issue> issues = new ArrayList<>();
        private final Map<String, Double> counts = new HashMap<>();
        private boolean defective;
        private boolean missing;

        Work(Map<String, Double> values) {
            this.values = values;
        }
    }

    private NodeDiagnosis node(String node, Map<String, Double> values) {
        Work work = new Work(values);
        for (Rule rule : rules.rules()) {
            if (rule.function() == Function.STORE) {
                continue;
            }
            int violated = rule.function() == Function.MULTI_RULES ? combine(rule, work) : judge(rule, work);
            if (rule.store()) {
                work.counts.put(rule.name(), (double) violated);
            } else if (violated > 0) {
                work.defective = true;
            }
        }
        List<String> details = new ArrayList<>(work.details);
        details.sort(null);
        boolean failedToRun = work.issues.stream().anyMatch(i -> i.metric().contains("return_code"));
        String verdict = failedToRun || (work.missing && !work.defective) ? "ERROR" : work.defective ? "FAIL" : "PASS";
        return new NodeDiagnosis(
                node,
                work.defective,
                work.defective || work.missing ? List.copyOf(work.categories) : List.of(),
                details,
                work.issues,
                verdict);
    }

    private int judge(Rule rule, Work work) {
        int violated = 0;
        NavigableSet<String> metrics = metricsOfRule.getOrDefault(rule.name(), new TreeSet<>());
        if (rule.function() == Function.FAILURE_CHECK) {
            violated += notFound(rule, metrics, work);
        }
        Expression condition = rule.condition().orElseThrow();
        for (String metric : metrics) {
            Double value = work.values.get(metric);
            if (value == null) {
                miss(rule, metric, "FailedTest", work);
                continue;
            }
            boolean relative = rule.function() == Function.VARIANCE;
            double base = relative ? baseline.of(metric).orElse(Double.NaN) : Double.NaN;
            double variance = relative ? (value - base) / base : Double.NaN;
            if (condition.holds(relative ? variance : value)) {
                violated++;
                work.details.add(metric
                        + (relative
                                ? String.format(
                                        Locale.ROOT,
                                        "(B/L: %.4f VAL: %.4f VAR: %.2f%% Rule:%s)",
                                        base,
                                        value,
                                        variance * 100,
                                        condition.text())
                                : String.format(Locale.ROOT, "(VAL: %.4f Rule:%s)", value, condition.text())));
                if (!rule.store()) {
                    work.categories.add(rule.category());
                }
                work.issues.add(new Issue(
                        rule.name(), metric, rule.category(), relative ? "variance" : "value", base, value, variance));
            }
        }
        return violated;
    }

    private static void miss(Rule rule, String metric, String category, Work work) {
        work.missing = true;
        work.details.add(metric + "_miss");
        work.categories.add(category);
        work.issues.add(new Issue(rule.name(), metric, category, "miss", Double.NaN, Double.NaN, Double.NaN));
    }

    private static int notFound(Rule rule, NavigableSet<String> metrics, Work work) {
        int violated = 0;
        for (Pattern pattern : rule.metrics()) {
            String first = metrics.stream()
                    .filter(m -> pattern.matcher(m).find())
                    .findFirst()
                    .orElse("");
            if (first.isEmpty()) {
                violated++;
                miss(rule, pattern.pattern(), rule.category(), work);
            } else if (!work.values.containsKey(first)) {
                violated++;
            }
        }
        return violated;
    }

    /** A rule over the counts and the kept values of others. Where a kept value is missing it is not violated. */
    private int combine(Rule rule, Work work) {
        Expression condition = rule.condition().orElseThrow();
        boolean violated = condition.holds(keys -> {
            if (keys.size() > 1) {
                return work.values.getOrDefault(keys.get(1), Double.NaN);
            }
            return work.counts.getOrDefault(keys.isEmpty() ? "" : keys.getFirst(), Double.NaN);
        });
        if (violated) {
            work.details.add(rule.name() + ":" + condition.text());
            work.categories.add(rule.category());
            work.issues.add(
                    new Issue(rule.name(), "", rule.category(), "multi_rules", Double.NaN, Double.NaN, Double.NaN));
        }
        return violated ? 1 : 0;
    }
}
