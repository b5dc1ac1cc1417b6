/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.locate.FaultKind;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** Not among the seeds that are reported. */
    private static final long FIRST_SEED = 900_001;

    @Test
    void withTestsThatNeverErrAllThreeWaysFindEveryBadNode() {
        for (Scheme scheme : Scheme.values()) {
            SimulationResult r = run(scheme, FleetOptions.ofNodes(512, 0.1, 0, 0), 3);
            assertThat(r.badLostShare()).as("%s", scheme).isZero();
            assertThat(r.falseBadMean()).as("%s", scheme).isZero();
        }
    }

    @Test
    void withIntermittentFaultsFarFewerAreLostThanByThePeers() {
        FleetOptions fleet = FleetOptions.ofNodes(1024, 0.1036, 0.2, 0.01);
        SimulationResult ours = run(Scheme.PLIMSOLL, fleet, 4);
        assertThat(ours.rounds()).isLessThanOrEqualTo(6);
        assertThat(ours.falseBadMean()).isLessThanOrEqualTo(1);
        assertThat(ours.badLostShare()).isLessThan(0.06);
        assertThat(run(Scheme.TWO_PASS, fleet, 4).badLostShare()).isGreaterThan(0.25);
        assertThat(run(Scheme.BISECT, fleet, 4).badLostShare()).isGreaterThan(0.4);
    }

    @Test
    void aFleetWithoutBadNodesHasNobodyCondemned() {
        SimulationResult r = run(Scheme.PLIMSOLL, FleetOptions.ofNodes(1024, 0, 0.2, 0.01), 4, 0.02);
        assertThat(r.falseBadMean()).isZero();
    }

    @Test
    void badLinksAreFoundAndNoGoodNodeIsBlamedForThem() {
        FleetOptions fleet = FleetOptions.ofNodes(512, 0.01, 0.2, 0.01).withLinks(0.02, 8);
        SimulationResult r = run(Scheme.PLIMSOLL, fleet, 4);
        assertThat(r.kinds().get(FaultKind.LINK)).satisfies(k -> {
            assertThat(k.bad()).isPositive();
            assertThat(k.lostShare()).isLessThan(0.2);
        });
        assertThat(r.falseBadMean()).isLessThanOrEqualTo(0.5);
    }

    @Test
    void fewBadNodesAreFoundInSixRoundsBecauseTheDeadlineCondemnsWhatIsLikelyBad() {
        SimulationResult r = run(Scheme.PLIMSOLL, FleetOptions.ofNodes(512, 0.01, 0.2, 0.01), 30);
        assertThat(r.badMean()).isGreaterThan(4);
        assertThat(r.badLostShare()).isLessThan(0.06);
        assertThat(r.falseBadMean()).isLessThanOrEqualTo(0.2);
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        FleetOptions fleet = FleetOptions.ofNodes(256, 0.1, 0.2, 0.01);
        SimulationResult one = pooled(1, fleet);
        SimulationResult four = pooled(4, fleet);
        assertThat(four).isEqualTo(one);
    }

    private static SimulationResult pooled(int threads, FleetOptions fleet) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> run(Scheme.PLIMSOLL, fleet, 6)).get();
        }
    }

    private static SimulationResult run(Scheme scheme, FleetOptions fleet, int seeds) {
        return run(scheme, fleet, seeds, fleet.bad());
    }

    private static SimulationResult run(Scheme scheme, FleetOptions fleet, int seeds, double prior) {
        return Simulation.run(fleet, new Simulation.Options(scheme, prior, 6, FIRST_SEED, seeds), k -> {});
    }
}
