/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
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
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings a site of many nodes to CABLED over the server's HTTP, as a person would with lists. */
final class CampaignSiteUp {

    static final String SITE = "bench";
    private static final int NODES_OF_LEAF = 32;
    private static final int NODES_OF_RACK = 4;
    private static final int PAGE = 500;

    private final int nodes;

    CampaignSiteUp(int nodes) {
        this.nodes = nodes;
    }

    static String node(int i) {
        return String.format(Locale.ROOT, "gpu-%04d", i + 1);
    }

    static String serial(int i) {
        return String.format(Locale.ROOT, "SN%06d", i + 1);
    }

    private static String leaf(int i) {
        return String.format(Locale.ROOT, "leaf-%03d", i / NODES_OF_LEAF + 1);
    }

    private int leaves() {
        return (nodes + NODES_OF_LEAF - 1) / NODES_OF_LEAF;
    }

    /** An eight-GPU node. */
    static Fingerprint fingerprint(int i) {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of(PartKind.CPU, "CPU0", "Xeon 8480C", "C" + i));
        parts.add(Part.of(PartKind.DISK, "nvme0", "NVMe 3.84 TB", "D" + i));
        for (int p = 0; p < 8; p++) {
            parts.add(Part.of(PartKind.GPU, String.valueOf(p), "NVIDIA H100 80GB HBM3", "G" + i + "-" + p));
            parts.add(Part.of(PartKind.HCA, "mlx5_" + p, "ConnectX-7", "H" + i + "-" + p));
        }
        return new Fingerprint(serial(i), "NVIDIA", "DGX-H100", parts, List.of(), List.of());
    }

    private FabricPlan plan() {
        List<PlannedDevice> devices = new ArrayList<>();
        List<PlannedCable> cables = new ArrayList<>();
        for (int l = 0; l < leaves(); l++) {
            devices.add(new PlannedDevice(
                    leaf(l * NODES_OF_LEAF),
                    DeviceKind.SWITCH,
                    "QM9700",
                    1,
                    1 + l / 8,
                    0,
                    0,
                    new Location("H1", "S", "S" + (1 + l / 32), 1 + l % 32)));
        }
        for (int n = 0; n < nodes; n++) {
            Location at = new Location("H1", "A", "R" + (1 + n / NODES_OF_RACK), 1 + 8 * (n % NODES_OF_RACK));
            int unit = 1 + n / NODES_OF_LEAF / 8;
            devices.add(new PlannedDevice(node(n), DeviceKind.NODE, "DGX-H100", 0, unit, 0, 0, at));
            cables.add(PlannedCable.between(
                    "C-" + n,
                    new PortRef(node(n), "mlx5_0"),
                    new PortRef(leaf(n), String.valueOf(n % NODES_OF_LEAF + 1))));
        }
        return new FabricPlan("compute", "", Map.of(), devices, cables);
    }

    private byte[] dump() throws IOException {
        List<ObservedDevice> devices = new ArrayList<>();
        List<ObservedLink> links = new ArrayList<>();
        for (int l = 0; l < leaves(); l++) {
            String guid = String.format(Locale.ROOT, "e09d7303%08x", 0x100000 + l);
            String name = "MF0;" + leaf(l * NODES_OF_LEAF) + ":MQM9700/U1";
            devices.add(new ObservedDevice(DeviceKind.SWITCH, guid, guid, name, 65, 1));
        }
        for (int n = 0; n < nodes; n++) {
            String guid = String.format(Locale.ROOT, "e09d7303%08x", 0x200000 + n);
            devices.add(new ObservedDevice(DeviceKind.NODE, guid, guid, node(n) + " mlx5_0", 1, 1));
            String port = String.valueOf(n % NODES_OF_LEAF + 1);
            links.add(new ObservedLink(leaves() + n, "1", n / NODES_OF_LEAF, port, "4xNDR", true, 1));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IbnetdiscoverWriter.write(
                new ObservedFabric("bench", "ibnetdiscover", "Mon Jan  5 10:00:00 2026", devices, links), out);
        return out.toByteArray();
    }

    void bringUp(PlimsollClient api) throws IOException {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(SITE, "Bench", "UTC", false, null))
                .send();
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        PlanWriter.write(plan(), PlanFormat.JSON, plan);
        api.on(FabricApi.IMPORT_PLAN, SITE).bytes(plan.toByteArray()).send();
        api.on(LineApi.ORDER, SITE)
                .body(new LineApi.OrderLines(
                        List.of(
                                new LineApi.OrderLine("PO-1", "DGX-H100", nodes, "maker"),
                                new LineApi.OrderLine("PO-2", "QM9700", leaves(), "maker")),
                        null))
                .send();
        List<LineApi.Crate> crates = new ArrayList<>();
        List<LineApi.SignOff> signOffs = new ArrayList<>();
        for (int l = 0; l < leaves(); l++) {
            String name = leaf(l * NODES_OF_LEAF);
            crates.add(new LineApi.Crate("PO-2", "QM9700", "SW" + l, null, name));
            signOffs.add(new LineApi.SignOff(name, null, null, "tina"));
        }
        for (int n = 0; n < nodes; n++) {
            crates.add(new LineApi.Crate("PO-1", "DGX-H100", serial(n), null, node(n)));
            signOffs.add(new LineApi.SignOff(node(n), null, null, "tina"));
        }
        for (int from = 0; from < crates.size(); from += PAGE) {
            int to = Math.min(crates.size(), from + PAGE);
            api.on(LineApi.GOODS_IN, SITE)
                    .body(new LineApi.GoodsInList(crates.subList(from, to), null))
                    .send();
            api.on(LineApi.RACK_SIGN_OFFS, SITE)
                    .body(new LineApi.SignOffList(signOffs.subList(from, to), null))
                    .send();
        }
        api.on(FabricApi.OBSERVE, SITE)
                .with(FabricApi.SOURCE, "ibnetdiscover.txt")
                .bytes(dump())
                .send();
    }
}
