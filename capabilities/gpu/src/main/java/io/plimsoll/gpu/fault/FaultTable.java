/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.fault;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.gemm.GemmBench;
import io.plimsoll.gpu.gemm.Inputs;
import io.plimsoll.gpu.gemm.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What each kind of fault does to self-comparison and to the known answer, on any device. The self-comparing side computes each
 * tile on the same slot every time, as a library does on a GPU that nothing else uses; ours moves the tiles on.
 */
public final class FaultTable {

    private static final int ROUNDS = 4;
    private static final int ROW = 5;
    private static final int COLUMN = 7;

    /**
     * One kind of fault.
     *
     * @param located the known answer named the element, row or SM that was struck
     */
    public record Row(String fault, boolean selfComparison, boolean knownAnswer, boolean located, String says) {}

    private FaultTable() {}

    /** The table, for BF16, over {@link #ROUNDS} products each. */
    public static List<Row> of(Supplier<Device> devices, long seed) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("none", new Fault.Transient(-1, 0, 0, 0));
        faults.put("one result, once, high bit", new Fault.Transient(2, ROW, COLUMN, 1L << 30));
        faults.put("one result, once, lowest bit", new Fault.Transient(2, ROW, COLUMN, 1));
        faults.put("one result, once, in the very first product", new Fault.Transient(0, ROW, COLUMN, 1L << 22));
        faults.put("one result, the same each time", new Fault.Repeatable(ROW, COLUMN, 1L << 22));
        faults.put("one result, the same each time, lowest bit", new Fault.Repeatable(ROW, COLUMN, 1));
        faults.put("one input bit turned over in memory", new Fault.BadInput(0, 2L * 64 * ROW + 1, 0x80));
        faults.put("all results of one SM, always", new Fault.BadSlot(1, 1L << 22));
        faults.put("the checksum of one row, always", new Fault.BadChecksum(ROW, 8));
        List<Row> rows = new ArrayList<>();
        faults.forEach((name, fault) -> rows.add(row(name, fault, devices, seed)));
        return rows;
    }

    private static Row row(String name, Fault fault, Supplier<Device> devices, long seed) {
        boolean self;
        try (Device device = new FaultyDevice(devices.get(), fault);
                GemmBench bench = bench(device, seed, false)) {
            self = SelfComparison.sees(bench, ROUNDS);
        }
        try (Device device = new FaultyDevice(devices.get(), fault);
                GemmBench bench = bench(device, seed, true)) {
            for (int i = 0; i < ROUNDS; i++) {
                Located found = bench.round().located();
                if (!found.clean()) {
                    return new Row(name, self, true, located(fault, found), says(found));
                }
            }
        }
        return new Row(name, self, false, false, "");
    }

    private static GemmBench bench(Device device, long seed, boolean moves) {
        int size = 2 * device.info().tile();
        return new GemmBench(device, new Inputs(Arithmetic.BF16, size, size, 64, seed), moves);
    }

    private static boolean located(Fault fault, Located found) {
        return switch (fault) {
            case Fault.BadSlot s ->
                !found.elements().isEmpty() && found.elements().stream().allMatch(e -> e.slot() == s.slot());
            case Fault.BadChecksum c -> found.wrongChecksums().contains("row " + c.row());
            case Fault.BadInput b ->
                !found.elements().isEmpty() && found.elements().stream().allMatch(e -> e.row() == ROW);
            default ->
                found.elements().size() == 1
                        && found.elements().getFirst().row() == ROW
                        && found.elements().getFirst().column() == COLUMN;
        };
    }

    private static String says(Located found) {
        if (found.elements().isEmpty()) {
            return "checksum of " + String.join(", ", found.wrongChecksums()) + ", no result";
        }
        Located.Element e = found.elements().getFirst();
        return found.elements().size() + " wrong, first at row " + e.row() + " column " + e.column() + ", tile "
                + e.tile() + ", SM " + e.unit();
    }
}
