/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.plan.LintNote.Severity;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the arithmetic of a published or quoted bill: nodes times GPUs against GPUs, GPUs against node cables, uplinks
 * against switch ports. NVIDIA's own table for DGX B300 with XDR has such an error (18 scalable units: 1,296 nodes, "9,216"
 * GPUs, 10,368 cables).
 */
public final class BillLinter {

    private BillLinter() {}

    /**
     * One row of a bill; 0 for what it does not say.
     *
     * @param where the row as the reader of the bill would find it
     * @param cablesPerGpu node cables that one GPU needs
     * @param radix ports of a switch in units of these cables
     */
    public record Row(
            String where,
            long nodes,
            long gpusPerNode,
            long gpus,
            long leaf,
            long spine,
            long nodeLeaf,
            long leafSpine,
            long cablesPerGpu,
            long radix) {}

    /** What does not add up. */
    public static List<LintNote> lint(List<Row> rows) {
        List<LintNote> notes = new ArrayList<>();
        for (Row row : rows) {
            equal(notes, row, "GPUs", row.gpus, "nodes x GPUs per node", row.nodes * row.gpusPerNode);
            long perGpu = Math.max(1, row.cablesPerGpu);
            equal(
                    notes,
                    row,
                    "node cables",
                    row.nodeLeaf,
                    "nodes x GPUs per node x cables per GPU",
                    row.nodes * row.gpusPerNode * perGpu);
            atMost(notes, row, "leaf ports", row.nodeLeaf + row.leafSpine, row.leaf * row.radix);
            atMost(notes, row, "spine ports", row.leafSpine, row.spine * row.radix);
        }
        return notes;
    }

    private static void equal(List<LintNote> notes, Row row, String what, long said, String from, long computed) {
        if (said > 0 && computed > 0 && said != computed) {
            notes.add(new LintNote(
                    Severity.FATAL,
                    "bill-arithmetic",
                    row.where,
                    what + ": the bill says " + said + ", " + from + " is " + computed));
        }
    }

    private static void atMost(List<LintNote> notes, Row row, String what, long used, long there) {
        if (used > 0 && there > 0 && used > there) {
            notes.add(new LintNote(
                    Severity.FATAL, "bill-arithmetic", row.where, what + ": " + used + " needed, " + there + " there"));
        }
    }

    /**
     * Reads a bill: CSV with the columns nodes, gpus_per_node, gpus, leaf, spine, node_leaf, leaf_spine, and if wanted
     * cables_per_gpu and radix.
     *
     * @throws io.plimsoll.model.BadInputException if it is not one
     */
    public static List<Row> read(InputStream in, String source) {
        InputProblems problems = new InputProblems(source);
        List<Row> rows = new ArrayList<>();
        new CsvTable(problems)
                .read(
                        in,
                        List.of("nodes", "gpus_per_node", "gpus"),
                        List.of(),
                        row -> rows.add(new Row(
                                source + ":" + row.line(),
                                row.number("nodes"),
                                row.number("gpus_per_node"),
                                row.number("gpus"),
                                row.number("leaf"),
                                row.number("spine"),
                                row.number("node_leaf"),
                                row.number("leaf_spine"),
                                row.number("cables_per_gpu"),
                                row.number("radix"))));
        problems.refuseIfAny();
        return rows;
    }
}
