/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.model.UnitState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Times the record at 32,768 GPUs: run its main by hand. Fabric of 4,096 nodes, 2,560 switches and 98,304 cables, as wide as
 * the rail-k64 design, if not wired like it.
 */
final class RecordBench {

    private static final int STEP_NODES = 500;

    private RecordBench() {}

    public static void main(String[] args) {
        int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 4_096;
        SampleSite small = new SampleSite(TestRecord.empty(), 8);
        small.cabled();
        small.db.close();
        try (Database db = TestRecord.empty()) {
            FabricPlan plan = plan(nodes);
            System.out.printf(
                    "%d nodes, %d devices, %d cables%n",
                    nodes, plan.devices().size(), plan.cables().size());
            SampleSite site = time("site with plan imported", () -> new SampleSite(db, plan));
            time("goods-in of everything", site::receiveAll);
            time("rack sign-off of everything", site::installAll);
            time("observation, everything cabled", () -> site.observe());
            time("the same observation again", () -> site.observe());
            List<String> some = site.nodes().subList(0, Math.min(nodes, STEP_NODES));
            time(
                    "step of " + some.size() + " nodes (" + some.size() * 9 + " units)",
                    () -> db.line()
                            .step(
                                    site.stamp(),
                                    SampleSite.SITE,
                                    some,
                                    UnitState.TESTING,
                                    io.plimsoll.model.EvidenceKind.TEST_START,
                                    "test",
                                    "{}"));
            time(
                    "step back",
                    () -> db.line()
                            .step(
                                    site.stamp(),
                                    SampleSite.SITE,
                                    some,
                                    UnitState.CABLED,
                                    io.plimsoll.model.EvidenceKind.FAULT,
                                    "test",
                                    "{}"));
            time("certificates of 50 nodes, one by one", () -> {
                for (int i = 0; i < 50; i++) {
                    site.accept(SampleSite.node(i), Optional.empty());
                }
                return 50;
            });
            for (int i = 0; i < 3; i++) {
                time("floor now", () -> db.line().floor(SampleSite.SITE, Optional.empty()));
                time(
                        "floor at an instant",
                        () -> db.line()
                                .floor(SampleSite.SITE, Optional.of(SampleSite.START.plus(Duration.ofHours(4)))));
                time(
                        "load line of 200 points",
                        () -> db.ledger().loadLine(SampleSite.SITE, SampleSite.START, site.now(), 200));
                time("ledger now", () -> db.ledger().at(SampleSite.SITE, site.now()));
                time("site summary", () -> db.sites().summary(SampleSite.SITE, site.now()));
                time("node page", () -> db.line().node(SampleSite.SITE, SampleSite.node(7), site.now()));
                time("search", () -> db.sites().search("node-0007", 20));
                time(
                        "100 nodes of a list",
                        () -> db.line().nodes(SampleSite.SITE, new NodeQuery(Optional.empty(), "", "", "", 100)));
            }
            time("plan read back", () -> db.fabric().plan(SampleSite.SITE));
            JournalCheck check = time("journal verify", () -> db.journal().verify());
            System.out.println(check);
        }
        System.exit(0);
    }

    private static FabricPlan plan(int nodes) {
        FabricPlan base = SampleSite.plan(nodes, 8, 32);
        List<PlannedDevice> devices = new ArrayList<>(base.devices());
        for (int i = devices.size(); i < nodes + 2_560 && nodes >= 4_096; i++) {
            devices.add(new PlannedDevice(
                    "spare-" + i,
                    DeviceKind.SWITCH,
                    "QM9700",
                    2,
                    0,
                    0,
                    0,
                    new io.plimsoll.fabric.Location("H1", "B", "C" + i / 32, 1 + i % 32)));
        }
        List<io.plimsoll.fabric.PlannedCable> cables = new ArrayList<>(base.cables());
        for (int i = 0; i < nodes * 8; i++) {
            cables.add(io.plimsoll.fabric.PlannedCable.between(
                    "core-" + i,
                    new io.plimsoll.fabric.PortRef("spine-" + i % 32, "u" + i),
                    new io.plimsoll.fabric.PortRef("leaf-" + i % 8, "c" + i)));
        }
        return new FabricPlan(base.name(), base.template(), base.parameters(), devices, cables);
    }

    private static <T> T time(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        System.out.printf("%8.1f ms  %s%n", (System.nanoTime() - start) / 1e6, what);
        return result;
    }
}
