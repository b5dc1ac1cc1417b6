/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.spares.demand.CountLaw;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crew's kit finishes as many trips as its limit allows. */
class KitPlannerTest {

    @Test
    void theKitIsTheBestOfAllKits() {
        Seeds.forAll(200, (random, seed) -> {
            List<KitPlanner.Kind> kinds = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                kinds.add(new KitPlanner.Kind("p" + i, 1 + random.nextInt(4), 0.05 + random.nextDouble() * 1.5, 1));
            }
            long limit = random.nextInt(13);
            double best = 0;
            for (int a = 0; a <= limit; a++) {
                for (int b = 0; b <= limit; b++) {
                    for (int c = 0; c <= limit; c++) {
                        long burden = a * kinds.get(0).burden()
                                + b * kinds.get(1).burden()
                                + c * kinds.get(2).burden();
                        if (burden <= limit) {
                            best = Math.max(
                                    best, chance(kinds.get(0), a) * chance(kinds.get(1), b) * chance(kinds.get(2), c));
                        }
                    }
                }
            }
            KitPlanner.Kit kit = KitPlanner.within(kinds, limit).orElseThrow();
            assertThat(kit.burden()).isLessThanOrEqualTo(limit);
            assertThat(kit.completion()).isCloseTo(best, within(1e-8));
            KitPlanner.Kit lightest =
                    KitPlanner.reaching(kinds, kit.completion() * (1 - 1e-9)).orElseThrow();
            assertThat(lightest.burden()).isLessThanOrEqualTo(kit.burden());
        });
    }

    private static double chance(KitPlanner.Kind kind, int take) {
        return CountLaw.poisson(kind.meanPerTrip()).atMost(take);
    }
}
