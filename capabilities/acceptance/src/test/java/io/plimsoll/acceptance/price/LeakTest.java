/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LeakTest {

    private static final TestPlan FULL = TestPlans.shipped("full").orElseThrow();
    private static final DefectModel MODEL = DefectModels.shipped();

    @Test
    void skippingNicLoopbackOn2048NodesShipsAbout124BadOnes() {
        LeakEstimate leak = Leak.of(FULL, List.of("nic-loopback"), 2048, MODEL);
        assertThat(leak.high()).isCloseTo(0.0604 * 2048, within(0.01));
        assertThat(leak.expectedBadNodes()).isBetween(115.0, 124.0);
        assertThat(leak.low()).isLessThan(leak.expectedBadNodes());
        LeakEstimate quick = Leak.of(TestPlans.shipped("quick").orElseThrow(), List.of("nic-loopback"), 2048, MODEL);
        assertThat(quick.expectedBadNodes()).isCloseTo(124, within(0.5));
    }

    @Test
    void theModelGivesBackBothPrintedSums() {
        assertThat(MODEL.benchmarks().stream().mapToDouble(Benchmark::share).sum())
                .isCloseTo(0.1507, within(1e-9));
        assertThat(MODEL.classes().values().stream().mapToDouble(d -> d).sum()).isCloseTo(0.1036, within(1e-9));
    }

    @Test
    void skippingMoreNeverLetsFewerThroughAndTheBandHoldsTheExpectation() {
        Seeds.forAll(200, (random, seed) -> {
            TreeSet<String> skip = new TreeSet<>();
            double before = 0;
            List<PlannedTest> tests = new ArrayList<>(FULL.tests());
            while (!tests.isEmpty()) {
                skip.add(tests.remove(random.nextInt(tests.size())).id());
                LeakEstimate leak = Leak.of(FULL, skip, 1000, MODEL);
                assertThat(leak.expectedBadNodes()).isGreaterThanOrEqualTo(before - 1e-9);
                assertThat(leak.low()).isLessThanOrEqualTo(leak.expectedBadNodes());
                assertThat(leak.high()).isBetween(leak.expectedBadNodes(), 103.6 + 1e-9);
                before = leak.expectedBadNodes();
            }
            assertThat(before + Leak.of(FULL, skip, 1000, MODEL).residualBadNodes())
                    .isCloseTo(103.6, within(1e-6));
        });
    }

    @Test
    void aTestOfWhichNoSourceSaysWhatItFindsIsToldAndNotPricedAsNothing() {
        LeakEstimate leak = Leak.of(FULL, List.of("fabric-burn"), 100, MODEL);
        assertThat(leak.unpriced()).containsExactly("fabric-burn");
        assertThat(leak.perTest().getFirst().badNodesAlone()).isEmpty();
    }

    @Test
    void hoursAndCreditsAreAskedForAndHaveNoDefault() throws IOException {
        LeakEstimate without = Leak.of(FULL, List.of("copy-bandwidth"), 100, MODEL);
        assertThat(without.creditsCents()).isEmpty();
        assertThat(without.asked()).hasSize(5);
        Terms terms = terms("""
                {"failuresPerBadNodeDay": {"value": 0.5, "source": "our incidents"},
                 "days": {"value": 10, "source": "contract 7"},
                 "jobGpus": {"value": 512, "source": "contract 7"},
                 "restartHours": {"value": 0.5, "source": "customer"},
                 "creditCentsPerGpuHour": {"value": 250, "source": "contract 7"}}""");
        LeakEstimate leak = Leak.of(FULL, List.of("copy-bandwidth"), 100, MODEL, terms);
        double hours = leak.expectedBadNodes() * 0.5 * 10 * 512 * 0.5;
        assertThat(leak.interruptedGpuHours().orElseThrow()).isCloseTo(hours, within(1e-6));
        assertThat(leak.creditsCents().orElseThrow()).isEqualTo((long) Math.ceil(hours * 250));
        assertThat(leak.sources()).contains("contract 7", "our incidents");
    }

    @Test
    void aFleetThatFoundNoBadNicMakesTheSkipCheaperByTheStatedWeight() throws IOException {
        DefectModel fleet = model("""
                {"fleet": {"priorWeightNodes": 100, "counts": [{"test": "nic-loopback", "nodes": 900, "failed": 0}]}}""");
        assertThat(fleet.share("nic-loopback")).isCloseTo(0.00604, within(1e-9));
        assertThat(fleet.badShare()).isCloseTo(0.1036 - 0.0604 + 0.00604, within(1e-9));
        assertThat(Leak.of(FULL, List.of("nic-loopback"), 1000, fleet).expectedBadNodes())
                .isLessThan(6.1);
    }

    @Test
    void aNodeThatFailedIsBadAlmostForSure() {
        assertThat(Leak.badAfter(FULL, "nic-loopback", true, MODEL).orElseThrow())
                .isBetween(0.98, 1.0);
        assertThat(Leak.badAfter(FULL, "nic-loopback", false, MODEL).orElseThrow())
                .isBetween(0.05, 0.07);
        assertThat(Leak.badAfter(FULL, "pair-nccl", true, MODEL)).isEmpty();
    }

    @Test
    void everyErrorOfARatesFileIsToldAtOnce() {
        assertThatThrownBy(() -> model("""
                {"model": "m", "source": "s", "badShare": 2, "colour": 1,
                 "benchmarks": [{"name": "a", "share": "x", "repeatability": 1, "finds": "f"}],
                 "fleet": {"counts": []}}"""))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.problems())
                                .extracting(p -> p.source())
                                .contains(
                                        "r.json#/colour",
                                        "r.json#/badShare",
                                        "r.json#/benchmarks/0/share",
                                        "r.json#/fleet/priorWeightNodes",
                                        "r.json#/fleet/counts"));
        assertThatThrownBy(() -> Leak.of(FULL, List.of("nope"), 0, MODEL))
                .satisfies(e -> assertThat(((BadInputException) e).problems()).hasSize(2));
    }

    private static DefectModel model(String json) throws IOException {
        return DefectModels.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "r.json");
    }

    private static Terms terms(String json) throws IOException {
        return TermsReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "t.json");
    }
}
