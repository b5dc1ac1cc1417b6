/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.util.HashSet;
import java.util.Set;

/**
 * What only the printed shares allow, whatever the overlap. With d the share that each test flags, U the share of nodes that
 * any benchmark flags, K the tests that stay, S those that are skipped and O the benchmarks that the plan does not have:
 * P(K or S) lies from max(d, U - sum of O) up, P(K) lies from max(K) to min(U, sum of K) (Boole, Fréchet).
 */
final class Bounds {

    private Bounds() {}

    static double high(DefectModel model, Set<String> kept, Set<String> skipped) {
        double largestKept = kept.stream().mapToDouble(model::share).max().orElse(0);
        return Math.max(0, Math.min(sum(model, skipped), model.badShare() - largestKept));
    }

    static double low(DefectModel model, Set<String> kept, Set<String> skipped) {
        Set<String> plan = new HashSet<>(kept);
        plan.addAll(skipped);
        double outside = model.benchmarks().stream()
                .filter(b -> b.tests().stream().noneMatch(plan::contains))
                .mapToDouble(Benchmark::share)
                .sum();
        double largest = plan.stream().mapToDouble(model::share).max().orElse(0);
        double together = Math.max(largest, model.badShare() - outside - weaker(model, plan));
        return Math.max(0, together - Math.min(model.badShare(), sum(model, kept)));
    }

    /** What benchmarks flag that stand for a test beside a stronger one: the test counts only the strongest. */
    private static double weaker(DefectModel model, Set<String> plan) {
        double all = model.benchmarks().stream()
                .filter(b -> b.tests().stream().anyMatch(plan::contains))
                .mapToDouble(Benchmark::share)
                .sum();
        return Math.max(0, all - sum(model, plan));
    }

    /** Tests that stand for the same benchmark see the same nodes and count once. */
    private static double sum(DefectModel model, Set<String> tests) {
        return model.benchmarks().stream()
                .filter(b -> b.tests().stream().anyMatch(tests::contains))
                .filter(b -> b.tests().stream()
                        .filter(tests::contains)
                        .anyMatch(t -> model.of(t).stream().noneMatch(o -> o.share() > b.share())))
                .mapToDouble(Benchmark::share)
                .sum();
    }
}
