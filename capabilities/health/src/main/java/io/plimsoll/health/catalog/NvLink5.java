/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.catalog;

import io.plimsoll.health.data.DataTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes XID 144 to 150: the unit, the sub-code and the error status tell what is to be done. Rows and bit layouts are
 * data, {@code nvlink5.yaml}.
 */
public final class NvLink5 {

    private static final List<Row> ROWS = rows();

    private static final int NETIR = 149;

    private NvLink5() {}

    private record Row(
            int xid,
            List<String> units,
            int sub,
            int v1,
            int v2,
            long status,
            String action,
            String investigatory,
            String severity) {}

    /**
     * What the table says of one error.
     *
     * @param sub the sub-code, bits 25 to 20 of the first word
     * @param severity Non-fatal, Fatal or Link Fatal
     */
    public record Decoded(String unit, int sub, String action, String investigatory, String severity) {}

    /**
     * @param unit as the log names it, such as {@code NETIR_LINK_EVT}
     * @param info the first word in brackets
     * @param status the second
     * @return empty if the table has no row for it
     */
    public static Optional<Decoded> decode(int xid, String unit, long info, long status) {
        int sub = (int) (info >>> 20 & 0x3f);
        List<String> names = Arrays.asList(unit.split("/"));
        Row best = null;
        int bestScore = -1;
        for (Row row : ROWS) {
            boolean named = row.units.stream().anyMatch(names::contains);
            boolean bits = row.v1 == (info & 0x3ff) || row.v2 == (info & 0x7f);
            if (row.xid == xid && named && statusFits(row, xid, status) && row.sub == sub) {
                int score = (bits ? 4 : 0)
                        + (row.units.containsAll(names) ? 2 : 0)
                        + (row.severity.contains("Fatal") ? 1 : 0);
                if (score > bestScore) {
                    best = row;
                    bestScore = score;
                }
            }
        }
        return Optional.ofNullable(best)
                .map(r -> new Decoded(String.join("/", r.units), sub, r.action, r.investigatory, r.severity));
    }

    private static boolean statusFits(Row row, int xid, long status) {
        return (xid == NETIR || row.status == 0) ? row.status == status : (status & row.status) != 0;
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (DataTree line : DataTree.yaml(Catalog.resource("nvlink5.yaml"), "nvlink5.yaml")
                .at("entries")
                .list()) {
            rows.add(new Row(
                    Integer.parseInt(line.text("xid")),
                    List.of(line.text("unit").split("/")),
                    Integer.parseInt(line.text("sub")),
                    Integer.parseInt(line.text("v1")),
                    Integer.parseInt(line.text("v2")),
                    Long.decode(line.text("status")),
                    line.text("action"),
                    line.text("investigatory"),
                    line.text("severity")));
        }
        return rows;
    }
}
