/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.acceptance.CableEnd;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.Part;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.Dice;
import io.plimsoll.twin.engine.Dice.For;
import io.plimsoll.twin.text.Serials;
import io.plimsoll.twin.text.ToolText;
import io.plimsoll.twin.truth.Defect;
import io.plimsoll.twin.truth.PhysicalSite;
import io.plimsoll.twin.truth.SiteShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs the test tools on a node: what they measure follows from the truth, with the small spread that healthy nodes have. */
final class TestBench {

    static final String GPU_MODEL = "NVIDIA H200";

    private static final String NIC_MODEL = "MT4129 ConnectX-7";
    private static final double COPY_GB_PER_SECOND = 55.2;
    private static final double BURN_GFLOPS = 51_300;
    private static final double ALL_REDUCE_GB_PER_SECOND = 484;
    private static final double NIC_GIGABITS_PER_SECOND = 392;
    private static final double SPREAD = 0.004;
    private static final int MESSAGE_BYTES = 8_388_608;

    private static final List<String> INVENTORY = List.of("parts_missing", "parts_unexpected");
    private static final List<String> COUNTERS = List.of(
            "xid_events",
            "ecc_uncorrected",
            "row_remap_pending",
            "row_remap_failed",
            "nvlinks_inactive",
            "pcie_replays",
            "link_flaps");

    private final PhysicalSite truth;
    private final SiteShape shape;
    private final Serials serials;
    private final Dice dice;
    private final SimulatedSite.Setting setting;

    TestBench(PhysicalSite truth, SimulatedSite.Setting setting) {
        this.truth = truth;
        this.shape = setting.shape();
        this.serials = setting.serials();
        this.dice = setting.dice();
        this.setting = setting;
    }

    /** What the node is made of now, as the agent on it would read it. */
    Fingerprint fingerprint(int node) {
        List<Part> parts = new ArrayList<>();
        List<CableEnd> ends = new ArrayList<>();
        for (int slot = 0; slot < shape.device(node).gpus(); slot++) {
            parts.add(Part.of(PartKind.GPU, Integer.toString(slot), GPU_MODEL, serials.gpu(node, slot)));
        }
        int[] ports = shape.portsOf(node);
        for (int slot = 0; slot < ports.length; slot++) {
            String name = shape.portRef(ports[slot]).port();
            parts.add(Part.of(PartKind.HCA, name, NIC_MODEL, serials.nic(node, slot)));
            int peer = truth.peer(ports[slot]);
            if (peer != PhysicalSite.NOWHERE) {
                ends.add(new CableEnd(
                        name + "/1",
                        shape.portRef(peer).device(),
                        shape.portRef(peer).port(),
                        ""));
            }
        }
        return new Fingerprint(serials.tray(node), "NVIDIA", shape.device(node).model(), parts, ends, List.of());
    }

    /** How long the whole test plan takes on this node this time. */
    long seconds(int node, int run) {
        double spread = 0.9 + 0.2 * dice.uniform(For.DURATION, node, 10 + run);
        return (long) (setting.rates().of("time.tests") * spread);
    }

    /** The raw logs of one run. A defect shows in nearly every run, not in all. */
    List<Doors.ToolLog> logs(int node, int run, long endedAt) {
        boolean shows = dice.hits(setting.rates().of("defect.seen"), For.HIDDEN, node, run)
                || setting.rates().of("defect.seen") == 0;
        Defect defect = shows ? truth.defect(node) : Defect.NONE;
        Instant end = setting.clock().instant(endedAt);
        Instant start = end.minusSeconds(seconds(node, run));
        int gpus = shape.device(node).gpus();
        List<Doors.ToolLog> logs = new ArrayList<>();
        logs.add(new Doors.ToolLog("inventory", "built-in:inventory", start, start, zeros("inventory", INVENTORY), 0));
        logs.add(new Doors.ToolLog(
                "passive-counters", "built-in:counters", start, start, zeros("passive-counters", COUNTERS), 0));
        double[] up = figures(node, run, 1, gpus, COPY_GB_PER_SECOND, defect == Defect.COPY);
        double[] down = figures(node, run, 2, gpus, COPY_GB_PER_SECOND * 0.985, defect == Defect.COPY);
        logs.add(new Doors.ToolLog(
                "copy-bandwidth", "nvbandwidth", start, start, ToolText.nvbandwidth(GPU_MODEL, up, down), 0));
        logs.add(new Doors.ToolLog("gpu-burn", "gpu-burn", start, end, burn(node, run, gpus, defect, end), 0));
        double bus = ALL_REDUCE_GB_PER_SECOND
                * healthy(node, run, 4)
                * (defect == Defect.COLLECTIVE ? left(node, run, defect) : 1);
        logs.add(new Doors.ToolLog(
                "nccl-allreduce",
                "all_reduce_perf",
                end,
                end,
                ToolText.allReduce(shape.device(node).name(), GPU_MODEL, gpus, bus, 0),
                0));
        double[] nics =
                figures(node, run, 5, shape.portsOf(node).length, NIC_GIGABITS_PER_SECOND, defect == Defect.NIC);
        StringBuilder loopback = new StringBuilder();
        for (int slot = 0; slot < nics.length; slot++) {
            loopback.append(ToolText.writeBandwidth("mlx5_" + slot, MESSAGE_BYTES, nics[slot]));
        }
        logs.add(new Doors.ToolLog("nic-loopback", "ib_write_bw", end, end, loopback.toString(), 0));
        return logs;
    }

    /** A log of one of the agent's own tests that found nothing. */
    private static String zeros(String test, List<String> metrics) {
        TestLog log = new TestLog(test, "plimsoll-agent");
        metrics.forEach(m -> log.measure(m, 0, "count", "node"));
        return log.end();
    }

    private String burn(int node, int run, int gpus, Defect defect, Instant end) {
        double[] rates = figures(node, run, 3, gpus, BURN_GFLOPS, false);
        long[] errors = new long[gpus];
        if (defect == Defect.COMPUTE) {
            errors[truth.defectPart(node)] = 1L + dice.below(5_000, For.MEASURED, node, run);
        }
        int[] celsius = IntStream.range(0, gpus)
                .map(g -> 52 + dice.below(14, For.MEASURED, node * 64L + g, run))
                .toArray();
        List<String> uuids =
                IntStream.range(0, gpus).mapToObj(g -> serials.gpuUuid(node, g)).toList();
        return ToolText.gpuBurn(GPU_MODEL, uuids, rates, errors, celsius, end);
    }

    private double[] figures(long node, int run, int what, int count, double typical, boolean bad) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = typical * healthy(node * 8 + i, run, what);
        }
        if (bad) {
            values[truth.defectPart((int) node)] *= left((int) node, run, truth.defect((int) node));
        }
        return values;
    }

    private double healthy(long which, int run, int what) {
        return 1 + SPREAD * dice.bell(For.MEASURED, which * 16L + what, run);
    }

    private double left(int node, int run, Defect defect) {
        return defect.left(dice.uniform(For.DEFECT_PART, node, -1)) * healthy(node, run, 9);
    }
}
