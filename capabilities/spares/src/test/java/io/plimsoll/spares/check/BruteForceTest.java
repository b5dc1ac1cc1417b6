/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.spares.Optimiser;
import io.plimsoll.spares.SparesPlan;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.Target;
import io.plimsoll.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** On a thousand random small problems the optimiser finds what looking at every stock finds. */
class BruteForceTest {

    @Test
    void theOptimumIsThatOfLookingAtEveryStock() {
        Seeds.forAll(1_000, (random, seed) -> {
            SparesProblem problem = BruteForce.small(random);
            long budget = random.nextInt(22);
            BruteForce.Best best = BruteForce.withinBudget(problem, budget);
            SparesPlan plan = Optimiser.optimise(problem.withTarget(new Target.Budget(budget)));
            assertThat(plan.proven()).isTrue();
            assertThat(plan.cost()).isLessThanOrEqualTo(budget);
            assertThat(plan.backorders()).isCloseTo(best.backorders(), within(1e-8));

            double asked = Math.max(1e-6, best.backorders()) * (1 + random.nextDouble() * 0.2);
            BruteForce.Best cheapest = BruteForce.forBackorders(problem, asked, budget);
            SparesPlan target = Optimiser.optimise(problem.withTarget(new Target.Backorders(asked)));
            assertThat(target.cost()).isEqualTo(cheapest.cost());
            assertThat(target.backorders()).isCloseTo(cheapest.backorders(), within(1e-8));
        });
    }
}
