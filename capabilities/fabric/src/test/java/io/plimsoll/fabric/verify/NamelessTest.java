/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.RepairOrder.Kind;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.fault.BuiltFabric;
import io.plimsoll.fabric.fault.FaultInjector;
import io.plimsoll.fabric.fault.InjectedFault;
import io.plimsoll.fabric.infer.Inference;
import io.plimsoll.fabric.infer.Proposal;
import io.plimsoll.model.BadInputException;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Fabrics whose devices do not say who they are, or say it in words that the plan does not have. */
final class NamelessTest {

    private static final FabricPlan PLAN =
            FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(1024));
    private static final FabricPlan THREE_LEVELS =
            FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(4096));

    private static ObservedFabric called(ObservedFabric seen, UnaryOperator<String> name) {
        List<ObservedDevice> devices = seen.devices().stream()
                .map(d -> new ObservedDevice(
                        d.kind(), d.guid(), d.systemGuid(), name.apply(d.description()), d.ports(), d.line()))
                .toList();
        return new ObservedFabric(seen.source(), seen.format(), seen.takenAt(), devices, seen.links());
    }

    private static String nothing(String name) {
        return name.startsWith("MF0;") ? "MF0;:QM9700/U1" : "MT4129 ConnectX7   Mellanox Technologies";
    }

    private static List<String> cabling(Verification verification) {
        Map<String, Finding> byId = new HashMap<>();
        verification.findings().forEach(f -> byId.put(f.id(), f));
        List<String> out = new ArrayList<>();
        for (RepairOrder order : verification.repairOrders()) {
            if (order.kind() != Kind.IDENTITY_GAP) {
                TreeSet<String> ends = new TreeSet<>();
                order.findings()
                        .forEach(id -> byId.computeIfPresent(id, (key, f) -> {
                            ends.add(f.a());
                            ends.add(f.b());
                            return f;
                        }));
                out.add(order.kind() + " " + ends);
            }
        }
        return out;
    }

    private static String text(InjectedFault fault) {
        TreeSet<String> ends = new TreeSet<>();
        fault.ends().forEach(e -> ends.add(e.toString()));
        return fault.kind() + " " + ends;
    }

    @Test
    void aFabricWithoutAnyNameIsRecognisedByItsWiringAndGuids() {
        for (FabricPlan plan : List.of(PLAN, THREE_LEVELS)) {
            Seeds.forAll(5, (random, seed) -> {
                BuiltFabric built = new BuiltFabric(plan);
                List<String> truth = new FaultInjector(built, random)
                        .inject(plan.cables().size() / 200).stream()
                                .filter(f -> f.kind() != Kind.IDENTITY_GAP)
                                .map(NamelessTest::text)
                                .toList();
                Verification found = Verifier.verify(plan, called(built.observe("dump", ""), NamelessTest::nothing));
                assertThat(cabling(found)).containsExactlyInAnyOrderElementsOf(truth);
                assertThat(found.summary().leftAfterRepair()).isZero();
            });
        }
    }

    @Test
    void foreignNamesStandForOnePlannedDeviceThroughout() {
        BuiltFabric built = new BuiltFabric(PLAN);
        InjectedFault swap = new FaultInjector(built, Seeds.random(3))
                .put(Kind.NODE_SWAP_ON_RAIL)
                .orElseThrow();
        ObservedFabric seen = called(built.observe("dump", ""), NamelessTest::foreign);
        Verification found = Verifier.verify(PLAN, seen);
        assertThat(cabling(found)).containsExactly(text(swap));
        assertThat(found.summary().notes()).hasSize(2);
        assertThat(found.identityGaps()).isEmpty();
    }

    private static String foreign(String name) {
        return name.replace("-n", "-gpu")
                .replace("su0", "pod1-")
                .replace("mlx5_", "ibp")
                .replace("leaf", "L")
                .replace("spine", "S");
    }

    @Test
    void inferenceTakesOverTheNamesOfTheDump() {
        BuiltFabric built = new BuiltFabric(PLAN);
        assertThat(new FaultInjector(built, Seeds.random(5)).put(Kind.DARK_NODE))
                .isPresent();
        Proposal best = Inference.infer(called(built.observe("dump", ""), NamelessTest::foreign), Templates.shipped())
                .getFirst();
        assertThat(best.template()).isEqualTo("rail-k64");
        assertThat(best.gpus()).isEqualTo(1024);
        assertThat(best.plan().devices())
                .allMatch(d -> d.kind() == DeviceKind.SWITCH || d.name().matches("pod1-\\d+-gpu\\d+"));
        assertThat(best.plan().cables().getFirst().a().port()).startsWith("ibp");
    }

    @Test
    void aNodeWhoseEveryAdapterIsElsewhereHasAWrongNameAndRightCables() {
        ObservedFabric seen = called(
                new BuiltFabric(PLAN).observe("dump", ""),
                name -> name.startsWith("su001-n01 ")
                        ? name.replace("n01", "n02")
                        : name.startsWith("su001-n02 ") ? name.replace("n02", "n01") : name);
        Verification found = Verifier.verify(PLAN, seen);
        assertThat(found.repairOrders()).hasSize(2).allMatch(o -> o.kind() == Kind.IDENTITY_GAP);
    }

    @Test
    void twoSwitchesWithSwappedNamesHaveWrongNamesAndRightCables() {
        ObservedFabric seen = called(
                new BuiltFabric(PLAN).observe("dump", ""),
                name -> name.contains("su001-leaf-1:")
                        ? name.replace("leaf-1:", "leaf-2:")
                        : name.contains("su001-leaf-2:") ? name.replace("leaf-2:", "leaf-1:") : name);
        Verification found = Verifier.verify(PLAN, seen);
        assertThat(found.repairOrders()).hasSize(2).allMatch(o -> o.kind() == Kind.IDENTITY_GAP);
    }

    @Test
    void aPlanForAnotherSiteIsRefused() {
        FabricPlan tiny = new FabricPlan("other", "", Map.of(), List.of(), List.of());
        ObservedFabric seen = new BuiltFabric(PLAN).observe("dump", "");
        Assertions.assertThatThrownBy(() -> Verifier.verify(tiny, seen))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the plan is for another site");
    }
}
