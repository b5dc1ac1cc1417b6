/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void aRegularFabricGetsThreePerfectRoundsThatCrossEveryLink() {
        Topology topology = Topology.regular(2048, 32, 8, 8, 16);
        List<PairRound> rounds = Rounds.layered(topology);
        assertThat(rounds).extracting(PairRound::layer).containsExactly(Layer.LEAF, Layer.POD, Layer.FABRIC);
        for (PairRound r : rounds) {
            assertThat(r.pairs()).hasSize(1024).allMatch(p -> p.layer() == r.layer());
            assertThat(r.left()).isEmpty();
        }
        List<PairTest> all = rounds.stream().flatMap(r -> r.pairs().stream()).toList();
        Coverage coverage = Coverage.of(topology, all);
        assertThat(coverage.linksMet()).isEqualTo(coverage.links()).isEqualTo(64 * 16);
        long withinPods = 8 * (8 * 7 / 2);
        assertThat(Coverage.of(topology, rounds.get(1).pairs()).leafPairsMet()).isEqualTo(withinPods);
    }

    @Test
    void unevenLeavesOddCountsAndFewNodesLeaveAtMostOneWaiting() {
        Seeds.forAll(150, (random, seed) -> {
            List<TopologyNode> nodes = new ArrayList<>();
            int leaves = 1 + random.nextInt(7);
            for (int l = 0; l < leaves; l++) {
                int size = 3 + random.nextInt(9);
                for (int i = 0; i < size; i++) {
                    nodes.add(new TopologyNode("n" + nodes.size(), "leaf" + l, "pod" + l % 3, List.of()));
                }
            }
            Topology topology = new Topology(nodes, 0);
            Set<Set<String>> met = new HashSet<>();
            for (PairRound r : Rounds.layered(topology)) {
                Set<String> busy = new HashSet<>();
                for (PairTest p : r.pairs()) {
                    assertThat(met.add(Set.copyOf(p.nodes()))).as("%s again", p).isTrue();
                    assertThat(busy).doesNotContain(p.a(), p.b());
                    busy.addAll(p.nodes());
                }
                assertThat(busy.size() + r.left().size()).isEqualTo(nodes.size());
                assertThat(r.left()).as("%s of seed %d", r.layer(), seed).hasSize(nodes.size() % 2);
            }
        });
    }

    @Test
    void twoNodesMeetOnceAndNeverAgain() {
        Topology two = Topology.flat(List.of("a", "b"));
        assertThat(Rounds.layered(two)).hasSize(1);
        FaultModel model = FaultModel.ofNodes(0.1, 0.2, 0.01, "test");
        Localisation known = new Localiser(two, model, Thresholds.USUAL)
                .localise(List.of(Observation.judged(1, List.of("a", "b"), List.of(), true)));
        assertThat(Rounds.next(known, Layer.LEAF, List.of()).pairs()).isEmpty();
    }

    @Test
    void theCircleMethodPairsEachWithEachOnce() {
        for (int n = 2; n < 12; n++) {
            Set<List<Integer>> seen = new HashSet<>();
            for (int k = 0; k < n + n % 2 - 1; k++) {
                for (int x = 0; x < n; x++) {
                    int y = Rounds.circle(n, k, x);
                    if (y >= 0) {
                        assertThat(Rounds.circle(n, k, y)).isEqualTo(x).isNotEqualTo(y);
                        seen.add(List.of(Math.min(x, y), Math.max(x, y)));
                    }
                }
            }
            assertThat(seen).hasSize(n * (n - 1) / 2);
        }
    }
}
