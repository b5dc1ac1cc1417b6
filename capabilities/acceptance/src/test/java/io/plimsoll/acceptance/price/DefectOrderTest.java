/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DefectOrderTest {

    private static final double GUARANTEE = (1 - 1 / Math.E) / 2;

    @Test
    void theChosenTestsFitAndAreNearTheBestOfAllSubsets() {
        List<Double> ratios = new ArrayList<>();
        Seeds.forAll(300, (random, seed) -> {
            int count = random.nextInt(2, 9);
            DefectModel model = model(random, count);
            Map<String, Duration> takes = new HashMap<>();
            List<PlannedTest> tests = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                takes.put("t" + i, Duration.ofMinutes(random.nextInt(1, 30)));
                tests.add(test("t" + i));
            }
            TestPlan plan = new TestPlan("p", 1, "P", "", tests, List.of());
            Duration budget = Duration.ofMinutes(random.nextInt(5, 80));
            Set<String> chosen = DefectOrder.choose(plan, Set.of(), takes.keySet(), takes, budget, model);
            assertThat(sum(chosen, takes)).isLessThanOrEqualTo(budget);
            double best = best(count, takes, budget, model);
            double found = DefectOrder.finds(chosen, Set.of(), model);
            assertThat(found).isBetween(GUARANTEE * best - 1e-12, best + 1e-12);
            ratios.add(best == 0 ? 1 : found / best);
        });
        assertThat(ratios.stream().mapToDouble(r -> r).average().orElseThrow()).isGreaterThan(0.97);
    }

    @Test
    void loopbackAndCopyComeFirstAsSoonAsWhatTheyNeedIsDone() {
        TestPlan plan = TestPlans.shipped("full").orElseThrow();
        Map<String, Duration> takes = new HashMap<>();
        plan.tests().forEach(t -> takes.put(t.id(), t.duration()));
        assertThat(DefectOrder.of(plan, takes, DefectModels.shipped()))
                .extracting(DefectOrder.Ranked::test)
                .startsWith("inventory", "passive-counters", "nic-loopback", "copy-bandwidth")
                .hasSize(plan.tests().size());
    }

    private static double best(int count, Map<String, Duration> takes, Duration budget, DefectModel model) {
        double best = 0;
        for (int bits = 0; bits < 1 << count; bits++) {
            Set<String> set = new TreeSet<>();
            for (int i = 0; i < count; i++) {
                if ((bits & (1 << i)) != 0) {
                    set.add("t" + i);
                }
            }
            if (sum(set, takes).compareTo(budget) <= 0) {
                best = Math.max(best, DefectOrder.finds(set, Set.of(), model));
            }
        }
        return best;
    }

    private static Duration sum(Set<String> tests, Map<String, Duration> takes) {
        return tests.stream().map(t -> takes.getOrDefault(t, Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    private static DefectModel model(RandomGenerator random, int count) {
        List<Benchmark> benchmarks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String finds = random.nextInt(4) == 0 ? DefectModel.WORKLOAD : "class" + random.nextInt(3);
            benchmarks.add(new Benchmark(
                    "b" + i, random.nextDouble(0.001, 0.05), random.nextDouble(0.9, 1), finds, Set.of("t" + i), "s"));
        }
        double sum = benchmarks.stream().mapToDouble(Benchmark::share).sum();
        double largest = benchmarks.stream().mapToDouble(Benchmark::share).max().orElseThrow();
        return new DefectModel("m", random.nextDouble(largest, sum), benchmarks, List.of(), 0, List.of());
    }

    private static PlannedTest test(String id) {
        return new PlannedTest(
                id,
                id,
                "x",
                "plimsoll",
                TestScope.NODE,
                false,
                Duration.ofMinutes(1),
                List.of("m"),
                List.of(),
                Set.of(PartKind.GPU),
                Optional.empty(),
                0);
    }
}
