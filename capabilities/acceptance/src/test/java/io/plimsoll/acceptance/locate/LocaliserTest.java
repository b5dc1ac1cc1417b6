/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.model.Verdict;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocaliserTest {

    private static final Topology EIGHT = Topology.flat(List.of("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8"));
    private static final FaultModel MODEL = FaultModel.ofNodes(0.1, 0.2, 0.01, "test");

    @Test
    void whatWasNotTestedIsNotRunAndKeepsItsPrior() {
        Localisation nothing = localise(EIGHT, MODEL, List.of());
        assertThat(nothing.decision("n1")).isEqualTo(Verdict.NOT_RUN);
        assertThat(nothing.probability(FaultPart.node("n1"))).isCloseTo(0.1, within(1e-9));
        FaultModel weak = new FaultModel(
                Map.of(FaultKind.NODE, 0.1), Map.of(FaultPart.node("n2"), 0.6), 0.2, 0.01, Map.of(), "test");
        assertThat(localise(EIGHT, weak, List.of()).probability(FaultPart.node("n2")))
                .isCloseTo(0.6, within(1e-9));
    }

    @Test
    void onePassedPartnerIsNotEnoughToClear() {
        FaultModel good = FaultModel.ofNodes(0.0001, 0.2, 0.01, "test");
        Localisation one = localise(EIGHT, good, List.of(pair(1, "n1", "n2", true)));
        assertThat(one.decision("n1")).isEqualTo(Verdict.INCONCLUSIVE);
        Localisation two = localise(EIGHT, good, List.of(pair(1, "n1", "n2", true), pair(2, "n1", "n3", true)));
        assertThat(two.decision("n1")).isEqualTo(Verdict.PASS);
    }

    @Test
    void theCommonNodeOfFailingPairsIsCondemnedAndItsPartnersAreNot() {
        Localisation known = localise(EIGHT, MODEL, threeRounds("n4"));
        assertThat(known.decision("n4")).isEqualTo(Verdict.FAIL);
        assertThat(known.condemned()).extracting(PartPosterior::name).containsExactly("n4");
        assertThat(known.decision("n1")).isNotEqualTo(Verdict.FAIL);
        PartPosterior part = known.part(FaultPart.node("n4"));
        assertThat(part.evidence()).hasSize(3).allMatch(e -> e.bits() > 0 && !e.passed());
    }

    @Test
    void theDeadlineCondemnsWhatIsLikelyBadAsLongAsFewGoodOnesAreAmongThem() {
        FaultModel few = FaultModel.ofNodes(0.01, 0.2, 0.01, "test");
        List<Observation> seen = new ArrayList<>();
        for (int k = 2; k <= 7; k++) {
            seen.add(pair(k, "n1", "n" + k, k > 4));
        }
        Localisation known = localise(EIGHT, few, seen);
        // A star is a tree, so the odds are a product: prior, three failures that the partner may explain, three
        // passes.
        double odds = 0.01 / 0.99 * Math.pow(0.802 / (0.01 + 0.99 * 0.008), 3) * Math.pow(0.2, 3);
        assertThat(known.trouble("n1")).isCloseTo(odds / (1 + odds), within(0.02));
        assertThat(known.decision("n1")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(known.atDeadline(0.05).decision("n1")).isEqualTo(Verdict.INCONCLUSIVE);
        Localisation last = known.atDeadline(0.2);
        assertThat(last.decision("n1")).isEqualTo(Verdict.FAIL);
        assertThat(last.condemned()).extracting(PartPosterior::name).containsExactly("n1");
    }

    @Test
    void theOrderOfObservationsChangesNothing() {
        Seeds.forAll(20, (random, seed) -> {
            List<Observation> seen = threeRounds("n" + (1 + random.nextInt(8)));
            List<Observation> shuffled = new ArrayList<>(seen);
            Collections.shuffle(shuffled, Random.from(random));
            Localisation a = localise(EIGHT, MODEL, seen);
            Localisation b = localise(EIGHT, MODEL, shuffled);
            assertThat(b.parts()).isEqualTo(a.parts());
        });
    }

    @Test
    void anotherFailureOnlyRaisesAndAnotherPassOnlyLowersTheSuspicion() {
        for (String partner : List.of("n2", "n3", "n5")) {
            List<Observation> seen = new ArrayList<>(threeRounds("n4"));
            double before = localise(EIGHT, MODEL, seen).probability(FaultPart.node("n1"));
            String other = partner.equals("n2") || partner.equals("n3") ? "n7" : partner;
            seen.add(pair(4, "n1", other, false));
            double failed = localise(EIGHT, MODEL, seen).probability(FaultPart.node("n1"));
            seen.set(seen.size() - 1, pair(4, "n1", other, true));
            double passed = localise(EIGHT, MODEL, seen).probability(FaultPart.node("n1"));
            assertThat(failed).isGreaterThan(before);
            assertThat(passed).isLessThan(before);
        }
    }

    @Test
    void aBadRailBlamesTheRailAndNotTheNode() {
        Topology rails = Topology.regular(6, 6, 1, 4, 0);
        FaultModel model = FaultModel.ofNodes(0.02, 0.05, 0.005, "test")
                .withPrior(FaultKind.NIC, 0.004)
                .withPrior(FaultKind.CABLE, 0.002)
                .withPrior(FaultKind.PORT, 0.002);
        List<Observation> seen = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            String partner = "node-000" + round;
            for (int rail = 0; rail < 4; rail++) {
                seen.add(Observation.judged(
                        round, List.of("node-0000", partner), rails.path("node-0000", partner, rail), rail != 2));
            }
        }
        Localisation known = localise(rails, model, seen);
        PartPosterior nic = known.part(new FaultPart(FaultKind.NIC, "node-0000/nic-2"));
        assertThat(nic.togetherProbability()).isGreaterThan(0.99);
        assertThat(nic.probability()).isCloseTo(0.5, within(0.01));
        assertThat(nic.alternatives()).containsExactly("CABLE node-0000/cable-2", "PORT leaf-000.2/port-1");
        assertThat(known.probability(FaultPart.node("node-0000"))).isLessThan(0.01);
        assertThat(known.decision("node-0000")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aValueFarBelowTheHealthySaysMoreThanOneJustBelow() {
        FaultModel model =
                MODEL.withHealthy(Map.of("busbw", HealthyValues.of(List.of(388.0, 390.0, 391.0, 392.0, 394.0))));
        double far = value(model, 250);
        double near = value(model, 384);
        double usual = value(model, 391);
        assertThat(far).isGreaterThan(near);
        assertThat(near).isGreaterThan(usual);
        assertThat(value(model, 420)).isLessThan(0.1);
    }

    @Test
    void anUnknownNodeIsRefused() {
        assertThatThrownBy(() -> localise(EIGHT, MODEL, List.of(pair(1, "n1", "zz", true))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zz");
    }

    @Test
    void nextTestsAreDisjointWithGoodReferencesAndWithoutTheCondemned() {
        Localisation known = localise(EIGHT, MODEL, threeRounds("n4"));
        List<NextTest> next = NextTests.choose(known, NextTests.Options.USUAL);
        List<String> used = next.stream().flatMap(t -> t.nodes().stream()).toList();
        assertThat(next).isNotEmpty();
        assertThat(used).doesNotHaveDuplicates().doesNotContain("n4");
        assertThat(next).allMatch(t -> t.bits() > 0 && t.minutes() > 0);
        assertThat(next).isSortedAccordingTo((a, b) -> Double.compare(b.bitsPerMinute(), a.bitsPerMinute()));
    }

    @Test
    void aKnownGoodPartnerTellsMoreThanASuspect() {
        assertThat(NextTests.information(0.5, 0.001, 0.2, 0.01))
                .isGreaterThan(NextTests.information(0.5, 0.3, 0.2, 0.01) / 1.5);
        assertThat(NextTests.information(0.5, 0, 0, 0)).isCloseTo(1, within(1e-9));
        assertThat(NextTests.information(0, 0, 0.2, 0.01)).isZero();
    }

    private static double value(FaultModel model, double value) {
        return localise(
                        EIGHT,
                        model,
                        List.of(Observation.measured(1, List.of("n1", "n2"), List.of(), "busbw", value, 370)))
                .probability(FaultPart.node("n1"));
    }

    private static List<Observation> threeRounds(String bad) {
        String[][] pairs = {
            {"n1", "n2"}, {"n3", "n4"}, {"n5", "n6"}, {"n7", "n8"},
            {"n1", "n3"}, {"n2", "n4"}, {"n5", "n7"}, {"n6", "n8"},
            {"n1", "n4"}, {"n2", "n3"}, {"n5", "n8"}, {"n6", "n7"}
        };
        List<Observation> out = new ArrayList<>();
        for (int i = 0; i < pairs.length; i++) {
            boolean passed = !pairs[i][0].equals(bad) && !pairs[i][1].equals(bad);
            out.add(pair(1 + i / 4, pairs[i][0], pairs[i][1], passed));
        }
        return out;
    }

    private static Observation pair(int round, String a, String b, boolean passed) {
        return Observation.judged(round, List.of(a, b), List.of(), passed);
    }

    private static Localisation localise(Topology topology, FaultModel model, List<Observation> seen) {
        return new Localiser(topology, model, Thresholds.USUAL).localise(seen);
    }
}
