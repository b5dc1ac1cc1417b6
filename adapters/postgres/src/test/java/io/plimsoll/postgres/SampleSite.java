/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A small made-up site that goes through the record's doors, an hour a step. */
final class SampleSite {

    static final Instant START = Instant.parse("2026-10-01T08:00:00Z");
    static final String SITE = "oslo-1";

    final Database db;
    final FabricPlan plan;
    private Instant now = START;

    SampleSite(Database db, int nodes) {
        this(db, plan(nodes, 8, 4));
    }

    SampleSite(Database db, FabricPlan plan) {
        this.db = db;
        this.plan = plan;
        db.sites().create(stamp(), SITE, "Oslo 1", "Europe/Oslo", true, AssuranceLevel.IDENTITY_BOTH_ENDS);
        db.fabric().importPlan(stamp(), SITE, plan, "plan".getBytes(StandardCharsets.UTF_8), "test");
    }

    /** An hour later than the last. */
    Stamp stamp() {
        now = now.plus(Duration.ofHours(1));
        return new Stamp("anna", now);
    }

    Instant now() {
        return now;
    }

    static String node(int i) {
        return String.format(Locale.ROOT, "node-%04d", i);
    }

    List<String> nodes() {
        return plan.devices().stream()
                .filter(d -> d.kind() == DeviceKind.NODE)
                .map(PlannedDevice::name)
                .toList();
    }

    /** Nodes with one port to each of {@code leaves} leaf switches, which go up to spines on as many cables again. */
    static FabricPlan plan(int nodes, int leaves, int spines) {
        List<PlannedDevice> devices = new ArrayList<>();
        List<PlannedCable> cables = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            devices.add(new PlannedDevice(
                    node(n), DeviceKind.NODE, "DGX-B200", 0, 1 + n / 32, 0, 8, place("R" + n / 4, 1 + n % 4 * 10)));
            for (int p = 0; p < leaves; p++) {
                cables.add(cable(node(n), "mlx5_" + p, "leaf-" + p, Integer.toString(n + 1)));
            }
        }
        for (int l = 0; l < leaves; l++) {
            devices.add(
                    new PlannedDevice("leaf-" + l, DeviceKind.SWITCH, "QM9700", 1, 1, l + 1, 0, place("S1", l + 1)));
            for (int n = 0; n < nodes; n++) {
                cables.add(cable("leaf-" + l, "u" + n, "spine-" + n % spines, "d" + l + "." + n));
            }
        }
        for (int s = 0; s < spines; s++) {
            devices.add(new PlannedDevice("spine-" + s, DeviceKind.SWITCH, "QM9700", 2, 0, 0, 0, place("S2", s + 1)));
        }
        return new FabricPlan("compute", "test", Map.of("nodes", Integer.toString(nodes)), devices, cables);
    }

    private static Location place(String rack, int unit) {
        return new Location("H1", "A", rack, unit);
    }

    private static PlannedCable cable(String a, String portA, String b, String portB) {
        PortRef from = new PortRef(a, portA);
        PortRef to = new PortRef(b, portB);
        return PlannedCable.between(from + "/" + to, from, to);
    }

    GoodsIn.Result receiveAll() {
        db.line()
                .order(
                        stamp(),
                        SITE,
                        List.of(
                                new GoodsIn.OrderLine("PO-1/1", "DGX-B200", 10_000, "maker"),
                                new GoodsIn.OrderLine("PO-1/2", "QM9700", 10_000, "maker")));
        List<GoodsIn.Item> items = new ArrayList<>();
        for (PlannedDevice d : plan.devices()) {
            boolean node = d.kind() == DeviceKind.NODE;
            List<String> gpus = new ArrayList<>();
            for (int g = 0; g < d.gpus(); g++) {
                gpus.add("G-" + d.name() + "-" + g);
            }
            items.add(new GoodsIn.Item(
                    node ? "PO-1/1" : "PO-1/2", d.model(), "S-" + d.name(), gpus, node ? "" : d.name()));
        }
        return db.line().goodsIn(stamp(), SITE, items);
    }

    RackSignOff.Result installAll() {
        return db.line()
                .rackSignOff(
                        stamp(),
                        SITE,
                        plan.devices().stream()
                                .map(d -> new RackSignOff(d.name(), "", 0, "tom"))
                                .toList());
    }

    /** Everything as planned, but for the cables that are named. */
    ObservationResult observe(String... missing) {
        return db.fabric()
                .observe(stamp(), SITE, "dump.txt", "ibnetdiscover", new byte[] {1, 2, 3}, verification(missing));
    }

    Verification verification(String... missing) {
        Map<String, AssuranceLevel> levels = new TreeMap<>();
        plan.cables().forEach(c -> levels.put(c.id(), AssuranceLevel.IDENTITY_BOTH_ENDS));
        List<Finding> findings = new ArrayList<>();
        List<RepairOrder> orders = new ArrayList<>();
        for (String id : missing) {
            PlannedCable cable = plan.cables().stream()
                    .filter(c -> c.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            levels.put(id, AssuranceLevel.UNCHECKED);
            findings.add(new Finding(
                    "F-" + id,
                    Finding.Kind.MISSING,
                    cable.a().toString(),
                    cable.b().toString(),
                    "a link",
                    ""));
            orders.add(new RepairOrder(
                    "R-" + id,
                    RepairOrder.Kind.MISSING,
                    RepairOrder.Severity.MEDIUM,
                    List.of(
                            new RepairOrder.Move(
                                    RepairOrder.Move.Action.CONNECT, cable.labelA(), cable.labelB(), "connect"),
                            new RepairOrder.Move(RepairOrder.Move.Action.CHECK, cable.labelA(), "", "check")),
                    List.of("F-" + id),
                    List.of("line 17"),
                    "H1/A/R0/U1"));
        }
        return new Verification(
                new Verification.Summary(
                        plan.devices().size(),
                        plan.cables().size(),
                        plan.cables().size() - missing.length,
                        new EnumMap<>(Map.of(
                                AssuranceLevel.IDENTITY_BOTH_ENDS, plan.cables().size() - missing.length)),
                        findings.size(),
                        orders.size(),
                        Map.of(),
                        0,
                        List.of()),
                orders,
                findings,
                List.of(),
                levels);
    }

    String cableOf(String node) {
        return plan.cables().stream()
                .filter(c -> c.a().device().equals(node))
                .findFirst()
                .orElseThrow()
                .id();
    }

    long startRun(String node) {
        return db.acceptance()
                .start(
                        stamp(),
                        SITE,
                        node,
                        new RunStart(
                                "quick",
                                Sha256.of("quick"),
                                List.of(
                                        new RunStart.PlannedTest("cpu", true),
                                        new RunStart.PlannedTest("memory", true),
                                        new RunStart.PlannedTest("extra", false)),
                                "{\"serial\":\"S-" + node + "\"}"));
    }

    void result(long run, String test, Verdict verdict) {
        Instant at = now;
        db.acceptance()
                .addResults(
                        stamp(),
                        run,
                        List.of(new TestOutcome(
                                test,
                                "tool",
                                at,
                                at.plusSeconds(60),
                                0,
                                ("log of " + test).getBytes(StandardCharsets.UTF_8),
                                verdict,
                                "[{\"metric\":\"flops\",\"value\":1}]",
                                "at least 1",
                                "",
                                Optional.empty())));
    }

    RunOutcome certify(long run, List<RunFinish.Judged> judged, Optional<Instant> validUntil) {
        Stamp stamp = stamp();
        byte[] dsse = ("{\"payload\":\"" + run + "\"}").getBytes(StandardCharsets.UTF_8);
        return db.acceptance()
                .finish(
                        stamp,
                        run,
                        new RunFinish(
                                Verdict.PASS,
                                judged,
                                Optional.of(new RunFinish.NewCertificate(
                                        dsse, Sha256.of("statement"), stamp.effectiveAt(), validUntil, "key-1")),
                                false,
                                ""));
    }

    static RunFinish.Judged judged(String test, Verdict verdict) {
        return new RunFinish.Judged(test, verdict, OptionalLong.empty(), "");
    }

    /** CABLED to ACCEPTED with every required test passed. */
    RunOutcome accept(String node, Optional<Instant> validUntil) {
        long run = startRun(node);
        result(run, "cpu", Verdict.PASS);
        result(run, "memory", Verdict.PASS);
        return certify(run, List.of(judged("cpu", Verdict.PASS), judged("memory", Verdict.PASS)), validUntil);
    }

    /** PLANNED to CABLED for all. */
    SampleSite cabled() {
        receiveAll();
        installAll();
        observe();
        return this;
    }
}
