/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.fault.BuiltFabric;
import io.plimsoll.fabric.fault.FaultInjector;
import io.plimsoll.fabric.fault.InjectedFault;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever is done to a fabric at one cable in a hundred comes out exactly: every order's kind, its ends, how many moves. */
final class FaultRecoveryTest {

    private static FabricPlan plan(String template, int gpus) {
        return FabricDesigner.design(Templates.find(template).orElseThrow(), DesignRequest.of(gpus));
    }

    private static final FabricPlan SMALL = plan("rail-k64", 512);
    private static final FabricPlan MIDDLE = plan("rail-k64", 2048);
    private static final FabricPlan NVL72 = plan("gb200-nvl72", 576);

    private static FabricPlan planFor(long seed) {
        return seed % 3 == 0 ? NVL72 : seed % 3 == 1 ? SMALL : MIDDLE;
    }

    @Test
    void randomFaultsComeOutAsTheyWentInForAThousandSeeds() {
        Seeds.forAll(1000, FaultRecoveryTest::recovers);
    }

    private static void recovers(RandomGenerator random, long seed) {
        FabricPlan plan = planFor(seed);
        BuiltFabric built = new BuiltFabric(plan);
        List<InjectedFault> truth =
                new FaultInjector(built, random).inject(plan.cables().size() / 100);
        Verification found = Verifier.verify(plan, built.observe("dump", ""));
        assertThat(found(found))
                .containsExactlyInAnyOrderElementsOf(
                        truth.stream().map(FaultRecoveryTest::text).toList());
        assertThat(found.summary().leftAfterRepair()).isZero();
    }

    private static String text(InjectedFault fault) {
        TreeSet<String> ends = new TreeSet<>();
        fault.ends().forEach(e -> ends.add(e.toString()));
        return fault.kind() + " " + fault.moves() + " " + ends;
    }

    private static List<String> found(Verification verification) {
        Map<String, Finding> byId = new HashMap<>();
        verification.findings().forEach(f -> byId.put(f.id(), f));
        List<String> out = new ArrayList<>();
        for (RepairOrder order : verification.repairOrders()) {
            TreeSet<String> ends = new TreeSet<>();
            for (String id : order.findings()) {
                Finding f = byId.get(id);
                if (f != null) {
                    if (order.kind() != RepairOrder.Kind.IDENTITY_GAP) {
                        ends.add(f.a());
                    }
                    ends.add(f.b());
                }
            }
            out.add(order.kind() + " " + order.moves().size() + " " + ends);
        }
        return out;
    }

    @Test
    void everyKindOfFaultIsRepairedInSimulation() {
        for (RepairOrder.Kind kind : FaultInjector.kinds()) {
            BuiltFabric built = new BuiltFabric(NVL72);
            InjectedFault fault =
                    new FaultInjector(built, Seeds.random(7)).put(kind).orElseThrow();
            Verification found = Verifier.verify(NVL72, built.observe("dump", ""));
            assertThat(found(found)).as("%s", kind).containsExactly(text(fault));
            assertThat(found.summary().leftAfterRepair()).as("%s", kind).isZero();
            assertThat(found.repairOrders().getFirst().proof()).as("%s", kind).isNotEmpty();
        }
    }

    @Test
    void aFabricAsPlannedHasNothingToRepair() {
        Verification found = Verifier.verify(MIDDLE, new BuiltFabric(MIDDLE).observe("dump", ""));
        assertThat(found.repairOrders()).isEmpty();
        assertThat(found.summary().cablesVerified()).isEqualTo(4096);
    }
}
