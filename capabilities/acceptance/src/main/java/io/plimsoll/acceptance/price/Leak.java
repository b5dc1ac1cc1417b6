/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The price of a skip; docs/concepts/price-of-a-skip.md has the formulas. */
public final class Leak {

    private static final long NODES_MAX = 10_000_000;

    private Leak() {}

    /** The bad nodes that the skipped tests let through. */
    public static LeakEstimate of(TestPlan plan, Collection<String> skipped, long nodes, DefectModel model) {
        return of(plan, skipped, nodes, model, Terms.NONE);
    }

    /**
     * The bad nodes that the skipped tests let through, and what they cost under the terms.
     *
     * @throws BadInputException for tests that the plan does not have, or a number of nodes below 1
     */
    public static LeakEstimate of(
            TestPlan plan, Collection<String> skipped, long nodes, DefectModel model, Terms terms) {
        Set<String> skip = new TreeSet<>(skipped);
        check(plan, skip, nodes);
        Set<String> all = ids(plan);
        Set<String> kept = new TreeSet<>(all);
        kept.removeAll(skip);
        double withAll = model.missed(all);
        double expected = Math.max(0, model.missed(kept) - withAll) * nodes;
        List<TestLeak> perTest = new ArrayList<>();
        List<String> unpriced = new ArrayList<>();
        for (PlannedTest test : plan.tests()) {
            if (skip.contains(test.id())) {
                perTest.add(perTest(test, all, nodes, model));
                if (model.of(test.id()).isEmpty()) {
                    unpriced.add(test.id());
                }
            }
        }
        double low = Math.min(expected, Bounds.low(model, kept, skip) * nodes);
        double high = Math.max(expected, Bounds.high(model, kept, skip) * nodes);
        OptionalDouble hours = Cost.interruptedGpuHours(expected, terms);
        return new LeakEstimate(
                plan.name(),
                nodes,
                List.copyOf(skip),
                expected,
                low,
                high,
                withAll * nodes,
                perTest,
                unpriced,
                hours,
                Cost.creditsCents(hours, terms),
                Cost.asked(terms),
                sources(model, terms));
    }

    /**
     * The chance that a node is bad of which the test was not run, or which it flagged. A flag is right in d of d + (1 - d)
     * (1 - r) cases, with the share d and the repeatability r.
     *
     * @return empty where no source says what the test finds
     */
    public static OptionalDouble badAfter(TestPlan plan, String test, boolean failed, DefectModel model) {
        if (model.of(test).isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!failed) {
            return OptionalDouble.of(of(plan, List.of(test), 1, model).expectedBadNodes());
        }
        double share = model.share(test);
        double repeatability = model.of(test).stream()
                .mapToDouble(Benchmark::repeatability)
                .min()
                .orElse(1);
        return OptionalDouble.of(share / (share + (1 - share) * (1 - repeatability)));
    }

    /** What a waiver of the test on one node is expected to cost; empty where a source or a term is missing. */
    public static OptionalLong waiverCents(TestPlan plan, String test, boolean failed, DefectModel model, Terms terms) {
        OptionalDouble bad = badAfter(plan, test, failed, model);
        return bad.isEmpty()
                ? OptionalLong.empty()
                : Cost.creditsCents(Cost.interruptedGpuHours(bad.getAsDouble(), terms), terms);
    }

    private static TestLeak perTest(PlannedTest test, Set<String> all, long nodes, DefectModel model) {
        List<Benchmark> known = model.of(test.id());
        if (known.isEmpty()) {
            return new TestLeak(
                    test.id(),
                    test.title(),
                    test.required(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    "no source says which share of nodes this test finds");
        }
        Set<String> others = new HashSet<>(all);
        others.remove(test.id());
        return new TestLeak(
                test.id(),
                test.title(),
                test.required(),
                OptionalDouble.of(model.share(test.id())),
                OptionalDouble.of(Math.max(0, model.missed(others) - model.missed(all)) * nodes),
                known.getFirst().source());
    }

    private static void check(TestPlan plan, Set<String> skip, long nodes) {
        List<InputProblem> problems = new ArrayList<>();
        Set<String> ids = ids(plan);
        for (String test : skip) {
            if (!ids.contains(test) && problems.size() < BadInputException.PROBLEMS_MAX) {
                problems.add(
                        new InputProblem("skip", 0, test, "a test of " + plan.name() + ": " + String.join(", ", ids)));
            }
        }
        if (nodes < 1 || nodes > NODES_MAX) {
            problems.add(
                    new InputProblem("nodes", 0, Long.toString(nodes), "a number of nodes from 1 to " + NODES_MAX));
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    private static Set<String> ids(TestPlan plan) {
        Set<String> out = new TreeSet<>();
        plan.tests().forEach(t -> out.add(t.id()));
        return out;
    }

    private static List<String> sources(DefectModel model, Terms terms) {
        List<String> out = new ArrayList<>(model.sources());
        List.of(
                        terms.failuresPerBadNodeDay(),
                        terms.days(),
                        terms.jobGpus(),
                        terms.restartHours(),
                        terms.creditCentsPerGpuHour())
                .forEach((Optional<Sourced> s) -> s.ifPresent(given -> out.add(given.source())));
        return out.stream().distinct().toList();
    }
}
