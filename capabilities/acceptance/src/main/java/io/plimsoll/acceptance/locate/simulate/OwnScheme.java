/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate.simulate;

import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.GroupLadder;
import io.plimsoll.acceptance.locate.Layer;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.Localiser;
import io.plimsoll.acceptance.locate.NextTest;
import io.plimsoll.acceptance.locate.NextTests;
import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.PairTest;
import io.plimsoll.acceptance.locate.Rounds;
import io.plimsoll.acceptance.locate.Thresholds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a campaign does with this package: three layered rounds, then rounds of next tests until all is decided or time is up. */
final class OwnScheme {

    private static final int LAYERED = 3;
    private static final double SURE = 0.9997;
    private static final int REPEATS = 2;

    /** Good parts that may be condemned at the deadline, on average over fleets. */
    private static final double GOOD_CONDEMNED_MAX = 0.2;

    private static final int LADDER_ROUNDS_MAX = 200;

    private final Fleet fleet;
    private final Localiser localiser;
    private final List<Observation> observations = new ArrayList<>();
    private int round;

    private OwnScheme(Fleet fleet, FaultModel model) {
        this.fleet = fleet;
        this.localiser = new Localiser(fleet.topology(), model, Thresholds.USUAL);
    }

    static SchemeResult run(Fleet fleet, FaultModel model, int roundsMax) {
        OwnScheme scheme = new OwnScheme(fleet, model);
        Localisation known = scheme.pairs(roundsMax).atDeadline(GOOD_CONDEMNED_MAX);
        return scheme.result(known);
    }

    private Localisation pairs(int roundsMax) {
        List<Layer> layers = Rounds.layers(fleet.topology());
        Localisation known = localiser.localise(observations);
        for (int k = 0; k < LAYERED && round < roundsMax && !layers.isEmpty(); k++) {
            List<PairTest> pairs = Rounds.next(known, layers.get(k % layers.size()), sureBad(known))
                    .pairs();
            if (!pairs.isEmpty()) {
                round++;
                pairs.forEach(p -> test(p.a(), p.b()));
                known = localiser.localise(observations);
            }
        }
        while (round < roundsMax) {
            List<NextTest> next = NextTests.choose(known, NextTests.Options.USUAL);
            if (next.isEmpty()) {
                break;
            }
            round++;
            next.forEach(t -> test(t.nodes().get(0), t.nodes().get(1)));
            known = localiser.localise(observations);
        }
        return known;
    }

    private void test(String a, String b) {
        Topology t = fleet.topology();
        if (fleet.options().rails() == 0) {
            observations.add(Observation.judged(round, List.of(a, b), t.path(a, b, -1), fleet.pairPasses(a, b)));
        } else {
            fleet.railsPass(a, b)
                    .forEach((rail, passed) ->
                            observations.add(Observation.judged(round, List.of(a, b), t.path(a, b, rail), passed)));
        }
    }

    private static List<String> sureBad(Localisation known) {
        return known.topology().nodes().stream()
                .map(TopologyNode::name)
                .filter(n -> known.trouble(n) > SURE)
                .toList();
    }

    private SchemeResult result(Localisation known) {
        Set<FaultPart> undecided = new TreeSet<>();
        for (TopologyNode n : known.topology().nodes()) {
            Verdict v = known.decision(n.name());
            if (v == Verdict.INCONCLUSIVE || v == Verdict.NOT_RUN) {
                undecided.add(FaultPart.node(n.name()));
            }
        }
        List<Set<FaultPart>> condemned = new ArrayList<>(known.condemnedGroups());
        int ladderRounds = 0;
        if (fleet.options().badPairs() > 0) {
            ladderRounds = climb(known, undecided, condemned);
        }
        return new SchemeResult(condemned, undecided, round, ladderRounds);
    }

    /** The group ladder, on the nodes that the pairs have passed. */
    private int climb(Localisation known, Set<FaultPart> undecided, List<Set<FaultPart>> condemned) {
        List<Observation> ladder = new ArrayList<>();
        List<String> leftOut = undecided.stream().map(FaultPart::name).toList();
        int rounds = 0;
        while (rounds < LADDER_ROUNDS_MAX) {
            GroupLadder.Climb climb = GroupLadder.next(known, leftOut, ladder, REPEATS);
            if (!(climb.step() instanceof GroupLadder.Step.Test test)) {
                climb.found().forEach(p -> condemned.add(Set.of(p)));
                return rounds;
            }
            rounds++;
            int at = round + rounds;
            for (List<String> group : test.groups()) {
                ladder.add(Observation.judged(at, group, List.of(), fleet.groupPasses(group)));
            }
        }
        GroupLadder.next(known, leftOut, ladder, REPEATS).found().forEach(p -> condemned.add(Set.of(p)));
        return rounds;
    }
}
