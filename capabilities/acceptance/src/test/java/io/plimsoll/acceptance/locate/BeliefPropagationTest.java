/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.acceptance.locate.FactorGraph.Factor;
import io.plimsoll.acceptance.locate.FactorGraph.Outcome;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Belief propagation against the enumeration of all states. */
class BeliefPropagationTest {

    private static final int[] NONE = {};

    @Test
    void onAGraphWithoutLoopsItIsExact() {
        Seeds.forAll(100, (random, seed) -> {
            int n = 2 + random.nextInt(9);
            List<Factor> factors = new ArrayList<>();
            for (int i = 1; i < n; i++) {
                factors.add(Factor.of(NONE, List.of(outcome(random, i, random.nextInt(i)))));
            }
            FactorGraph graph = graph(random, n, factors);
            assertExact(graph, 1e-4);
        });
    }

    @Test
    void aGroupTestIsWeighedExactlyWhateverItsSize() {
        Seeds.forAll(30, (random, seed) -> {
            int n = 3 + random.nextInt(12);
            int[] all = java.util.stream.IntStream.range(0, n).toArray();
            FactorGraph graph =
                    graph(random, n, List.of(Factor.of(NONE, List.of(new Outcome(all, 0, random.nextDouble(), 0.9)))));
            assertExact(graph, 1e-4);
        });
    }

    @Test
    void railsOfOnePairAreWeighedTogetherAndExactly() {
        Seeds.forAll(60, (random, seed) -> {
            int rails = 1 + random.nextInt(6);
            List<Outcome> outcomes = new ArrayList<>();
            for (int r = 0; r < rails; r++) {
                boolean passed = random.nextBoolean();
                outcomes.add(new Outcome(new int[] {2 + 2 * r, 3 + 2 * r}, 0b11, passed ? 0.99 : 0.01, passed ? 0 : 1));
            }
            FactorGraph graph = graph(random, 2 + 2 * rails, List.of(Factor.of(new int[] {0, 1}, outcomes)));
            assertExact(graph, 1e-4);
        });
    }

    @Test
    void withLoopsItStaysNearAndDecidesTheSame() {
        double[] worst = new double[1];
        Seeds.forAll(60, (random, seed) -> {
            int n = 8 + random.nextInt(6);
            List<Factor> factors = new ArrayList<>();
            for (int round = 1; round <= 3; round++) {
                for (int i = 0; i + round < n; i += 2) {
                    factors.add(Factor.of(NONE, List.of(outcome(random, i, i + round))));
                }
            }
            FactorGraph graph = graph(random, n, factors);
            double[] exact = Enumeration.posterior(graph);
            Beliefs beliefs = BeliefPropagation.run(graph);
            assertThat(beliefs.converged()).isTrue();
            for (int i = 0; i < n; i++) {
                worst[0] = Math.max(worst[0], Math.abs(beliefs.posterior()[i] - exact[i]));
                if (beliefs.posterior()[i] > 0.99) {
                    assertThat(exact[i]).as("part %d of seed %d", i, seed).isGreaterThan(0.95);
                }
                if (beliefs.posterior()[i] < 0.005) {
                    assertThat(exact[i]).as("part %d of seed %d", i, seed).isLessThan(0.03);
                }
            }
        });
        assertThat(worst[0]).as("largest error of a posterior").isLessThan(0.2);
    }

    private static void assertExact(FactorGraph graph, double error) {
        Beliefs beliefs = BeliefPropagation.run(graph);
        double[] exact = Enumeration.posterior(graph);
        assertThat(beliefs.converged()).isTrue();
        for (int i = 0; i < exact.length; i++) {
            assertThat(beliefs.posterior()[i]).isCloseTo(exact[i], within(error));
        }
    }

    private static Outcome outcome(RandomGenerator random, int a, int b) {
        boolean passed = random.nextInt(3) > 0;
        return new Outcome(new int[] {a, b}, 0, passed ? 0.99 : 0.01, passed ? 0 : 1);
    }

    private static FactorGraph graph(RandomGenerator random, int n, List<Factor> factors) {
        double[] prior = new double[n];
        double[] miss = new double[n];
        for (int i = 0; i < n; i++) {
            prior[i] = 0.02 + 0.2 * random.nextDouble();
            miss[i] = 0.05 + 0.3 * random.nextDouble();
        }
        return new FactorGraph(prior, miss, factors);
    }
}
