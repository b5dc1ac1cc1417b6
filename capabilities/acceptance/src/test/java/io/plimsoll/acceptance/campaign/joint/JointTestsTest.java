/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.PairRound;
import io.plimsoll.acceptance.locate.PartPosterior;
import io.plimsoll.acceptance.locate.Rounds;
import io.plimsoll.acceptance.locate.Thresholds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JointTestsTest {

    private static final String TEST = "pair-nccl";
    private static final int ROUNDS_MAX = 6;

    private final Topology topology = Topology.regular(32, 4, 4, 0, 0);
    private final List<JointResult> results = new ArrayList<>();

    private JointTests tests(Topology on) {
        return new JointTests(on, Map.of(), Thresholds.USUAL);
    }

    private JointResult result(int round, List<String> nodes, boolean passed, Optional<JointFigure> figure) {
        long id = results.size() + 1L;
        return new JointResult(
                id,
                TEST + "/" + round + "/" + id,
                TEST,
                round,
                nodes,
                passed ? Verdict.PASS : Verdict.FAIL,
                figure,
                Sha256.of("log " + id),
                "all_reduce_perf");
    }

    private void planned(Topology on, Predicate<List<String>> passes) {
        for (PairRound round : Rounds.layered(on)) {
            round.pairs()
                    .forEach(p -> results.add(result(
                            Rounds.layered(on).indexOf(round) + 1,
                            p.nodes(),
                            passes.test(p.nodes()),
                            Optional.empty())));
        }
    }

    private Set<String> names(Topology of) {
        return of.nodes().stream().map(TopologyNode::name).collect(Collectors.toSet());
    }

    private JointTests.Progress at(int round, Set<String> ready) {
        return new JointTests.Progress(TEST, round, ready, true, ROUNDS_MAX, 3);
    }

    /** Runs what is asked for until nothing is. */
    private Map<String, JointVerdict> decided(Topology on, Predicate<List<String>> passes) {
        Map<String, JointVerdict> out = new HashMap<>();
        Set<String> ready = new HashSet<>(names(on));
        for (int round = 3; round <= ROUNDS_MAX + 1 && !ready.isEmpty(); round++) {
            JointLook look = tests(on).pairs(at(round, ready), results);
            look.decided().forEach(v -> out.put(v.node(), v));
            look.decided().forEach(v -> ready.remove(v.node()));
            look.asks()
                    .forEach(a -> results.add(result(a.round(), a.nodes(), passes.test(a.nodes()), Optional.empty())));
        }
        return out;
    }

    @Test
    void threeCleanRoundsPassEveryNodeWithThePairLogsAsEvidence() {
        planned(topology, pair -> true);
        JointLook look = tests(topology).pairs(at(3, names(topology)), results);
        assertThat(look.asks()).isEmpty();
        assertThat(look.decided()).hasSize(32).allSatisfy(v -> {
            assertThat(v.verdict()).isEqualTo(Verdict.PASS);
            assertThat(v.posterior().orElseThrow()).isLessThan(0.005);
            assertThat(v.logs()).hasSize(3);
        });
    }

    @Test
    void aBadNodeIsCondemnedAndItsPartnersAreNot() {
        Predicate<List<String>> passes = pair -> !pair.contains("node-0005") && !pair.contains("node-0020");
        planned(topology, passes);
        Map<String, JointVerdict> verdicts = decided(topology, passes);
        assertThat(verdicts).hasSize(32);
        verdicts.forEach((node, v) -> assertThat(v.verdict())
                .as("%s: %s", node, v.reason())
                .isEqualTo(node.equals("node-0005") || node.equals("node-0020") ? Verdict.FAIL : Verdict.PASS));
        assertThat(verdicts.get("node-0005")).satisfies(v -> {
            assertThat(v.evidence()).isNotEmpty().allMatch(r -> !r.passed());
            assertThat(v.reason()).contains("failed of");
        });
    }

    @Test
    void testsThatMissAndFlakeLoseFewBadNodesAndCondemnFewGoodOnes() {
        Topology fleet = Topology.regular(256, 8, 8, 0, 0);
        int lost = 0;
        int wrong = 0;
        int bad = 0;
        for (int seed = 1; seed <= 8; seed++) {
            RandomGenerator random = Seeds.random(seed);
            Set<String> sick = names(fleet).stream()
                    .sorted()
                    .filter(n -> random.nextDouble() < 0.1036)
                    .collect(Collectors.toSet());
            results.clear();
            Predicate<List<String>> passes =
                    pair -> pair.stream().noneMatch(n -> sick.contains(n) && random.nextDouble() >= 0.2)
                            && random.nextDouble() >= 0.01;
            planned(fleet, passes);
            Map<String, JointVerdict> verdicts = decided(fleet, passes);
            assertThat(verdicts).hasSize(256);
            for (JointVerdict v : verdicts.values()) {
                bad += sick.contains(v.node()) ? 1 : 0;
                lost += sick.contains(v.node()) && v.verdict() == Verdict.PASS ? 1 : 0;
                wrong += !sick.contains(v.node()) && v.verdict() == Verdict.FAIL ? 1 : 0;
            }
        }
        assertThat(bad).isGreaterThan(150);
        assertThat(lost).as("of %d bad nodes passed", bad).isLessThanOrEqualTo(bad / 33);
        assertThat(wrong).as("good nodes condemned in 8 fleets").isLessThanOrEqualTo(2);
    }

    @Test
    void whileRunsAreOnTheirWayOnlyASureFailureIsDecided() {
        planned(topology, pair -> !pair.contains("node-0005"));
        results.add(result(4, List.of("node-0005", "node-0016"), false, Optional.empty()));
        JointTests.Progress busy = new JointTests.Progress(TEST, 4, names(topology), false, ROUNDS_MAX, 3);
        JointLook look = tests(topology).pairs(busy, results);
        assertThat(look.asks()).isEmpty();
        assertThat(look.decided()).extracting(JointVerdict::node).containsExactly("node-0005");
    }

    @Test
    void twoNodesThatOnlyHaveEachOtherAndFailAreInconclusiveAndNeverPass() {
        Topology two = Topology.regular(2, 2, 1, 0, 0);
        results.add(result(1, List.of("node-0000", "node-0001"), false, Optional.empty()));
        Map<String, JointVerdict> verdicts = decided(two, pair -> false);
        assertThat(verdicts.values()).hasSize(2).allMatch(v -> v.verdict() == Verdict.INCONCLUSIVE);
    }

    @Test
    void aNodeInNoRunIsNotRun() {
        Topology two = Topology.regular(2, 2, 1, 0, 0);
        JointLook look = tests(two).pairs(at(ROUNDS_MAX, Set.of("node-0000")), List.of());
        assertThat(look.decided())
                .singleElement()
                .satisfies(v -> assertThat(v.verdict()).isEqualTo(Verdict.NOT_RUN));
    }

    @Test
    void aCampaignThatIsCutShortPassesNobodyWhoseRunsAreNotAllMade() {
        planned(topology, pair -> true);
        Localisation known = tests(topology).posteriors(results);
        JointVerdict cut = tests(topology).cutShort(TEST, "node-0003", false, Optional.of(known), results);
        assertThat(cut.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(cut.reason()).contains("ended before");
        assertThat(tests(topology)
                        .cutShort(TEST, "node-0003", true, Optional.of(known), results)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aFigureOfOneNicPointsAtThatNicItsCableAndItsPort() {
        Topology rails = Topology.regular(8, 2, 2, 2, 0);
        for (int round = 1; round <= 3; round++) {
            for (PairRound pairs : List.of(Rounds.layered(rails).get(round - 1))) {
                int now = round;
                pairs.pairs().forEach(p -> {
                    for (int nic = 0; nic < 2; nic++) {
                        boolean good = nic == 0 || !p.nodes().contains("node-0002");
                        JointFigure figure =
                                new JointFigure("ib_write_bw", "Gbit/s", good ? 390 : 190, 375, 1, "nic-" + nic);
                        results.add(result(now, p.nodes(), good, Optional.of(figure)));
                    }
                });
            }
        }
        List<PartPosterior> worst = tests(rails).posteriors(results).parts();
        assertThat(worst.getFirst().kind()).isEqualTo(FaultKind.NIC);
        assertThat(worst.getFirst().name()).isEqualTo("node-0002/nic-1");
        assertThat(worst.getFirst().togetherProbability()).isGreaterThan(0.9);
    }

    @Test
    void inGroupsAPairThatIsBadOnlyTogetherLeavesBothUndecidedAndPassesTheRest() {
        Topology eight = Topology.regular(8, 8, 1, 0, 0);
        planned(eight, pair -> true);
        List<JointResult> pairs = List.copyOf(results);
        results.clear();
        List<String> all = eight.nodes().stream().map(TopologyNode::name).toList();
        List<List<List<String>>> rungs = List.of(List.of(all.subList(0, 4), all.subList(4, 8)), List.of(all));
        Predicate<List<String>> passes = g -> !(g.contains("node-0001") && g.contains("node-0006"));
        rungs.forEach(rung ->
                rung.forEach(g -> results.add(result(rungs.indexOf(rung) + 1, g, passes.test(g), Optional.empty()))));
        Map<String, Verdict> verdicts = new HashMap<>();
        for (int round = 2; round < 14 && verdicts.isEmpty(); round++) {
            JointTests.Progress at = new JointTests.Progress(TEST, round, names(eight), true, 20, 5);
            JointLook look = tests(eight).groups(at, pairs, rungs, Set.of(), results);
            look.decided().forEach(v -> verdicts.put(v.node(), v.verdict()));
            look.asks()
                    .forEach(a -> results.add(result(a.round(), a.nodes(), passes.test(a.nodes()), Optional.empty())));
        }
        assertThat(verdicts).hasSize(8);
        verdicts.forEach((node, v) -> assertThat(v)
                .as(node)
                .isEqualTo(node.equals("node-0001") || node.equals("node-0006") ? Verdict.INCONCLUSIVE : Verdict.PASS));
    }

    @Test
    void aGroupLosesTheNodeThatIsOutAndIsRunAgainWithoutIt() {
        Topology four = Topology.regular(4, 4, 1, 0, 0);
        List<String> all = four.nodes().stream().map(TopologyNode::name).toList();
        JointTests.Progress at = new JointTests.Progress(TEST, 1, Set.copyOf(all.subList(0, 3)), true, ROUNDS_MAX, 5);
        JointLook look = tests(four).groups(at, List.of(), List.of(List.of(all)), Set.of("node-0003"), List.of());
        assertThat(look.asks())
                .singleElement()
                .satisfies(a -> assertThat(a.nodes()).containsExactlyElementsOf(all.subList(0, 3)));
    }
}
