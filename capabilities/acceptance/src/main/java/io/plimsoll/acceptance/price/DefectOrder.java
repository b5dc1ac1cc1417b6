/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tests by the bad nodes that they find a minute. What a test adds falls with the tests before it (the found share is
 * submodular), so the greedy choice is never below (1 - 1/e)/2 of the best under a time limit, where the single best test is
 * tried too (Khuller, Moss, Naor 1999); on small plans a test compares it with all subsets.
 */
public final class DefectOrder {

    private DefectOrder() {}

    /**
     * One test in its place.
     *
     * @param takes how long all nodes need for it, under the limits
     * @param finds the share of all nodes that it adds to what those before it find
     * @param priced whether a source says what it finds; if not it counts as nothing and comes last
     */
    public record Ranked(String test, boolean required, Duration takes, double finds, boolean priced) {

        /** The share of nodes found a minute. */
        public double perMinute() {
            return finds * 60 / Math.max(1, takes.toSeconds());
        }
    }

    /** All tests: at each place the one that adds most a minute, none before what it needs. */
    public static List<Ranked> of(TestPlan plan, Map<String, Duration> takes, DefectModel model) {
        List<PlannedTest> left = new ArrayList<>(plan.tests());
        Set<String> done = new LinkedHashSet<>();
        List<Ranked> out = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> waiting = new TreeSet<>();
            left.forEach(t -> waiting.add(t.id()));
            Ranked best = left.stream()
                    .filter(t -> t.needs().stream().noneMatch(waiting::contains))
                    .map(t -> promising(plan, t, done, takes, model))
                    .max(Comparator.comparingDouble(Ranked::perMinute))
                    .orElseThrow();
            PlannedTest test = plan.test(best.test()).orElseThrow();
            out.add(ranked(test, done, takes, model));
            left.remove(test);
            done.add(test.id());
        }
        return out;
    }

    /** A test that opens the way to others counts by the best of them, with all that must go before it. */
    private static Ranked promising(
            TestPlan plan, PlannedTest test, Set<String> done, Map<String, Duration> takes, DefectModel model) {
        Ranked best = ranked(test, done, takes, model);
        for (PlannedTest other : plan.tests()) {
            Set<String> bundle = bundle(plan, other.id(), done);
            if (!done.contains(other.id()) && bundle.contains(test.id())) {
                Ranked way = bundled(test, bundle, done, takes, model);
                best = way.perMinute() > best.perMinute() ? way : best;
            }
        }
        return best;
    }

    private static Ranked ranked(PlannedTest test, Set<String> done, Map<String, Duration> takes, DefectModel model) {
        return bundled(test, Set.of(test.id()), done, takes, model);
    }

    private static Ranked bundled(
            PlannedTest test, Set<String> bundle, Set<String> done, Map<String, Duration> takes, DefectModel model) {
        return new Ranked(
                test.id(),
                test.required(),
                sum(bundle, takes),
                finds(bundle, done, model),
                !model.of(test.id()).isEmpty());
    }

    /**
     * The tests to add to {@code fixed} within {@code budget}: greedy by what a test and all that it needs add a minute, or
     * the single best one if that adds more.
     */
    public static Set<String> choose(
            TestPlan plan,
            Collection<String> fixed,
            Collection<String> optional,
            Map<String, Duration> takes,
            Duration budget,
            DefectModel model) {
        Set<String> base = new TreeSet<>(fixed);
        Set<String> greedy = new LinkedHashSet<>();
        Duration left = budget;
        while (true) {
            Optional<Set<String>> next = best(plan, union(base, greedy), optional, takes, left, model, true);
            if (next.isEmpty()) {
                break;
            }
            greedy.addAll(next.get());
            left = left.minus(sum(next.get(), takes));
        }
        Set<String> single =
                best(plan, base, optional, takes, budget, model, false).orElse(Set.of());
        return finds(single, base, model) > finds(greedy, base, model) + 1e-15 ? single : greedy;
    }

    private static Optional<Set<String>> best(
            TestPlan plan,
            Set<String> done,
            Collection<String> optional,
            Map<String, Duration> takes,
            Duration left,
            DefectModel model,
            boolean perMinute) {
        return optional.stream()
                .filter(t -> !done.contains(t))
                .map(t -> bundle(plan, t, done))
                .filter(b -> optional.containsAll(b) && sum(b, takes).compareTo(left) <= 0)
                .max(Comparator.comparingDouble((Set<String> b) -> finds(b, done, model)
                                / (perMinute ? Math.max(1, sum(b, takes).toSeconds()) : 1))
                        .thenComparing(b -> sum(b, takes).negated())
                        .thenComparing(b -> b.iterator().next(), Comparator.reverseOrder()));
    }

    /** A test and all that it needs and that is not done. */
    private static Set<String> bundle(TestPlan plan, String test, Set<String> done) {
        Set<String> out = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(test));
        while (!open.isEmpty()) {
            String id = open.removeLast();
            if (!done.contains(id) && out.add(id)) {
                plan.test(id).ifPresent(t -> open.addAll(t.needs()));
            }
        }
        return out;
    }

    /** The share of nodes that the tests find and those before do not. */
    public static double finds(Set<String> tests, Set<String> before, DefectModel model) {
        return Math.max(0, model.missed(before) - model.missed(union(before, tests)));
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> out = new TreeSet<>(a);
        out.addAll(b);
        return out;
    }

    private static Duration sum(Collection<String> tests, Map<String, Duration> takes) {
        return tests.stream().map(t -> takes.getOrDefault(t, Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }
}
