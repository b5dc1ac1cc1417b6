/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.RepairOrder.Kind;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.fault.BuiltFabric;
import io.plimsoll.fabric.fault.FaultInjector;
import io.plimsoll.fabric.fault.InjectedFault;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.fabric.verify.Verifier;
import io.plimsoll.testkit.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fabrics that the real discovery tools walked, not files that we wrote. */
final class RealToolsTest {

    private static final List<Kind> KINDS = List.of(
            Kind.SWAPPED_PAIR,
            Kind.NODE_SWAP_ON_RAIL,
            Kind.CROSSED_RAILS,
            Kind.ROTATION,
            Kind.CROSSED_TWIN,
            Kind.MISSING,
            Kind.DEAD_TWIN_MODULE,
            Kind.MOVED_END,
            Kind.EXTRA,
            Kind.DARK_NODE,
            Kind.DARK_SWITCH);

    @Test
    void aFabricOf2048GpusWithFaultsIsVerifiedThroughTheRealIbnetdiscover(@TempDir Path folder) throws IOException {
        verifyThroughIbnetdiscover(2048, folder);
    }

    @Test
    @Tag("slow")
    void aFabricOf32768GpusWithFaultsIsVerifiedThroughTheRealIbnetdiscover(@TempDir Path folder) throws IOException {
        verifyThroughIbnetdiscover(32768, folder);
    }

    private static void verifyThroughIbnetdiscover(long gpus, Path folder) throws IOException {
        Optional<String> missing = IbSimulator.missing();
        assumeTrue(missing.isEmpty(), () -> "SKIPPED: " + missing.orElse(""));
        FabricPlan plan = FabricDesigner.design(Templates.find("rail-k64").orElseThrow(), DesignRequest.of(gpus));
        BuiltFabric built = new BuiltFabric(plan);
        FaultInjector injector = new FaultInjector(built, Seeds.random(gpus));
        List<String> truth = new ArrayList<>();
        for (Kind kind : KINDS) {
            injector.put(kind).map(RealToolsTest::text).ifPresent(truth::add);
        }
        assertThat(truth).as("kinds that have a place in this fabric").hasSizeGreaterThanOrEqualTo(9);
        IbSimulator.Walk walk = IbSimulator.walk(built.observe("", ""), folder);
        try (InputStream in = Files.newInputStream(walk.dump())) {
            ObservedFabric seen = ObservedReader.read(in, "ibsim", Optional.empty());
            Verification found = Verifier.verify(plan, seen);
            assertThat(orders(found)).containsExactlyInAnyOrderElementsOf(truth);
            assertThat(found.summary().leftAfterRepair()).isZero();
            assertThat(found.summary().notes()).anyMatch(note -> note.contains("4xSDR"));
        }
    }

    private static String text(InjectedFault fault) {
        TreeSet<String> ends = new TreeSet<>();
        fault.ends().forEach(e -> ends.add(e.toString()));
        return fault.kind() + " " + ends;
    }

    private static List<String> orders(Verification verification) {
        Map<String, Finding> byId = new HashMap<>();
        verification.findings().forEach(f -> byId.put(f.id(), f));
        List<String> out = new ArrayList<>();
        for (RepairOrder order : verification.repairOrders()) {
            TreeSet<String> ends = new TreeSet<>();
            for (String id : order.findings()) {
                Optional.ofNullable(byId.get(id)).ifPresent(f -> {
                    ends.add(f.a());
                    ends.add(f.b());
                });
            }
            out.add(order.kind() + " " + ends);
        }
        return out;
    }

    @Test
    void aMovedVethBetweenTwoLldpdIsAFoundSwap(@TempDir Path folder) throws IOException {
        for (String tool : List.of("lldpd", "lldpcli", "ip")) {
            assumeTrue(
                    IbSimulator.run(folder, List.of("sh", "-c", "command -v " + tool), 5) == 0,
                    () -> "SKIPPED: " + tool + " is not installed (Debian: apt-get install lldpd iproute2)");
        }
        Path script = folder.resolve("two-lldpd.sh");
        try (InputStream in = RealToolsTest.class.getResourceAsStream("/two-lldpd.sh")) {
            Files.write(script, java.util.Objects.requireNonNull(in).readAllBytes());
        }
        Path dumps = folder.resolve("lldp");
        String prefix = "plm" + ProcessHandle.current().pid();
        int code = IbSimulator.run(folder, List.of("sh", script.toString(), dumps.toString(), prefix), 60);
        String said = Files.readString(folder.resolve("out.log"));
        assumeTrue(
                !said.contains("not permitted"), () -> "SKIPPED: this user may not make network namespaces: " + said);
        assertThat(code).as(said).isZero();
        ObservedFabric seen = ObservedReader.readHosts(
                "lldp",
                List.of(
                        new ObservedReader.HostDump("node-a.json", Files.readAllBytes(dumps.resolve("node-a.json"))),
                        new ObservedReader.HostDump("node-b.json", Files.readAllBytes(dumps.resolve("node-b.json")))));
        Verification found = Verifier.verify(twoCables(), seen);
        assertThat(found.repairOrders()).singleElement().satisfies(order -> {
            assertThat(order.kind()).isEqualTo(Kind.SWAPPED_PAIR);
            assertThat(order.moves()).hasSize(2);
        });
        assertThat(found.summary().leftAfterRepair()).isZero();
    }

    private static FabricPlan twoCables() {
        PlannedDevice a = new PlannedDevice("node-a", DeviceKind.NODE, "", 0, 1, 0, 8, Location.UNKNOWN);
        PlannedDevice b = new PlannedDevice("node-b", DeviceKind.SWITCH, "", 1, 1, 1, 0, Location.UNKNOWN);
        return new FabricPlan(
                "two",
                "",
                Map.of(),
                List.of(a, b),
                List.of(
                        PlannedCable.between("1", new PortRef("node-a", "eth1"), new PortRef("node-b", "swp1")),
                        PlannedCable.between("2", new PortRef("node-a", "eth2"), new PortRef("node-b", "swp2"))));
    }
}
