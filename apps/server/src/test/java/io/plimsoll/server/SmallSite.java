/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.ObservedFabric.ObservedDevice;
import io.plimsoll.fabric.ObservedFabric.ObservedLink;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanWriter;
import io.plimsoll.fabric.read.IbnetdiscoverWriter;
import io.plimsoll.server.api.AcceptanceApi.Result;
import io.plimsoll.server.api.LineApi.Crate;
import io.plimsoll.server.api.LineApi.SignOff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Four nodes of eight GPUs on two leaf switches: what a site's people and tools would send. */
final class SmallSite {

    static final int NODES = 4;
    static final int RAILS = 8;

    private SmallSite() {}

    static String node(int i) {
        return "node-0" + (i + 1);
    }

    static String leaf(int i) {
        return "leaf-0" + (i + 1);
    }

    static FabricPlan plan() {
        List<PlannedDevice> devices = new ArrayList<>();
        List<PlannedCable> cables = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            devices.add(new PlannedDevice(
                    leaf(l), DeviceKind.SWITCH, "QM9700", 1, 1, 0, 0, new Location("H1", "A", "A01", 40 + l)));
        }
        for (int n = 0; n < NODES; n++) {
            devices.add(new PlannedDevice(
                    node(n), DeviceKind.NODE, "DGX-H100", 0, 1, 0, 8, new Location("H1", "A", "A02", 1 + 8 * n)));
            for (int r = 0; r < RAILS; r++) {
                PortRef a = new PortRef(node(n), "mlx5_" + r);
                PortRef b = new PortRef(leaf(r / 4), String.valueOf(n * 4 + r % 4 + 1));
                cables.add(PlannedCable.between("C-" + n + "-" + r, a, b));
            }
        }
        return new FabricPlan("compute", "", Map.of(), devices, cables);
    }

    static byte[] planFile() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PlanWriter.write(plan(), PlanFormat.JSON, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What ibnetdiscover prints; with the far ends of two cables of node-01 swapped, if asked. */
    static byte[] dump(boolean swapped) {
        Map<String, Integer> index = new LinkedHashMap<>();
        List<ObservedDevice> devices = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            index.put(leaf(l), devices.size());
            String guid = guid(0x100 + l);
            devices.add(new ObservedDevice(DeviceKind.SWITCH, guid, guid, "MF0;" + leaf(l) + ":MQM9700/U1", 65, 1));
        }
        List<ObservedLink> links = new ArrayList<>();
        for (PlannedCable cable : plan().cables()) {
            int adapter = devices.size();
            devices.add(new ObservedDevice(
                    DeviceKind.NODE,
                    guid(0x1000 + adapter),
                    guid(0x1000 + adapter),
                    cable.a().device() + " " + cable.a().port(),
                    1,
                    1));
            String port = cable.b().port();
            if (swapped && cable.id().equals("C-0-0")) {
                port = "3";
            } else if (swapped && cable.id().equals("C-0-2")) {
                port = "1";
            }
            links.add(
                    new ObservedLink(adapter, "1", index.getOrDefault(cable.b().device(), 0), port, "4xNDR", true, 1));
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            IbnetdiscoverWriter.write(
                    new ObservedFabric("test", "ibnetdiscover", "Mon Jan  5 10:00:00 2026", devices, links), out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String guid(long number) {
        return String.format(Locale.ROOT, "%016x", 0xe09d730300000000L + number);
    }

    static List<Crate> crates() {
        List<Crate> crates = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            crates.add(new Crate("PO-1/2", "QM9700", "SW-" + l, null, leaf(l)));
        }
        for (int n = 0; n < NODES; n++) {
            List<String> gpus = new ArrayList<>();
            for (int g = 0; g < 8; g++) {
                gpus.add("GPU-" + n + "-" + g);
            }
            crates.add(new Crate("PO-1/1", "DGX-H100", "SN-" + n, gpus, node(n)));
        }
        return crates;
    }

    static List<SignOff> signOffs() {
        return plan().devices().stream()
                .map(d ->
                        new SignOff(d.name(), d.location().rack(), d.location().rackUnit(), "tina"))
                .toList();
    }

    static Fingerprint fingerprint(int node) {
        return new Fingerprint(
                "SN-" + node,
                "NVIDIA",
                "DGX-H100",
                List.of(Part.of(PartKind.CPU, "CPU0", "Xeon 8480C", "C-" + node)),
                List.of(),
                List.of());
    }

    /** A log for a test of our own format whose every judged number is just good enough, or just not. */
    static Result result(TestPlan plan, PlannedTest test, boolean good, Instant at) {
        TestLog log = new TestLog(test.id(), test.tool());
        for (Criterion c : test.criteria()) {
            double bad = c.limit() + (c.comparison() == io.plimsoll.acceptance.Comparison.AT_LEAST ? -1 : 1);
            log.measure(c.metric(), good ? c.limit() : bad, c.unit(), "node");
        }
        return new Result(test.id(), test.tool(), at, at.plusSeconds(10), log.end(), 0);
    }
}
