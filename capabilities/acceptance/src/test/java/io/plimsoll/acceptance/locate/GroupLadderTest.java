/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class GroupLadderTest {

    private static final Topology TOPOLOGY = Topology.regular(32, 8, 2, 0, 0);
    private static final FaultModel MODEL = FaultModel.ofNodes(0.01, 0.2, 0.01, "test");

    @Test
    void noGroupIsTestedBeforeEveryPairHasPassed() {
        Localisation untested = new Localiser(TOPOLOGY, MODEL, Thresholds.USUAL).localise(List.of());
        GroupLadder.Climb climb = GroupLadder.next(untested, List.of(), List.of(), 1);
        assertThat(climb.step())
                .isInstanceOfSatisfying(
                        GroupLadder.Step.Wait.class,
                        w -> assertThat(w.undecided()).hasSize(32));
    }

    @Test
    void aCleanFleetClimbsAllRungsAndFindsNothing() {
        List<Integer> rungs = new ArrayList<>();
        assertThat(climb(group -> true, rungs)).isEmpty();
        assertThat(rungs).containsExactly(4, 4, 16, 16, 32, 32);
    }

    @Test
    void aPairThatIsBadOnlyTogetherIsFoundByMixedHalves() {
        Set<String> pair = Set.of("node-0001", "node-0030");
        List<FaultPart> found = climb(group -> !group.containsAll(pair), new ArrayList<>());
        assertThat(found).containsExactly(FaultPart.pair("node-0001", "node-0030"));
    }

    @Test
    void twoBadPairsInOneGroupAreBothFound() {
        Set<String> one = Set.of("node-0001", "node-0030");
        Set<String> other = Set.of("node-0009", "node-0021");
        List<FaultPart> found = climb(group -> !group.containsAll(one) && !group.containsAll(other), new ArrayList<>());
        assertThat(found)
                .containsExactlyInAnyOrder(
                        FaultPart.pair("node-0001", "node-0030"), FaultPart.pair("node-0009", "node-0021"));
    }

    @Test
    void aNodeThatThePairsMissedIsFoundInItsGroup() {
        List<FaultPart> found = climb(group -> !group.contains("node-0013"), new ArrayList<>());
        assertThat(found).containsExactly(FaultPart.node("node-0013"));
    }

    @Test
    void aGroupThatFlakedOnceCondemnsNobody() {
        int[] tests = new int[1];
        List<FaultPart> found = climb(group -> tests[0]++ != 3, new ArrayList<>());
        assertThat(found).isEmpty();
    }

    private static List<FaultPart> climb(Predicate<List<String>> passes, List<Integer> rungs) {
        Localisation known = passed();
        List<Observation> ladder = new ArrayList<>();
        for (int round = 10; round < 200; round++) {
            GroupLadder.Climb climb = GroupLadder.next(known, List.of(), ladder, 2);
            if (!(climb.step() instanceof GroupLadder.Step.Test test)) {
                assertThat(climb.step()).isInstanceOf(GroupLadder.Step.Done.class);
                return climb.found();
            }
            rungs.add(test.rung());
            for (List<String> group : test.groups()) {
                ladder.add(Observation.judged(round, group, List.of(), passes.test(group)));
            }
        }
        throw new AssertionError("the ladder did not end");
    }

    private static Localisation passed() {
        List<Observation> seen = new ArrayList<>();
        int round = 1;
        for (PairRound r : Rounds.layered(TOPOLOGY)) {
            for (PairTest p : r.pairs()) {
                seen.add(Observation.judged(round, p.nodes(), List.of(), true));
            }
            round++;
        }
        return new Localiser(TOPOLOGY, MODEL, Thresholds.USUAL).localise(seen);
    }
}
