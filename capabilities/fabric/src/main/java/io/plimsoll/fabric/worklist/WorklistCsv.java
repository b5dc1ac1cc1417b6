/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.worklist;

import io.plimsoll.fabric.worklist.Worklist.Stop;
import io.plimsoll.fabric.worklist.Worklist.Task;
import java.io.IOException;
import java.io.Writer;

/** A worklist for a spreadsheet: one row a move, in the order of the walk. */
public final class WorklistCsv {

    private WorklistCsv() {}

    /** Writes the list; does not close the writer. */
    public static void write(Worklist list, Writer out) throws IOException {
        row(
                out,
                "stop",
                "walk_m",
                "hall",
                "row",
                "rack",
                "rack_unit",
                "order",
                "kind",
                "severity",
                "move",
                "action",
                "from_label",
                "to_label",
                "from_port",
                "to_port",
                "text");
        for (Stop stop : list.stops()) {
            for (Task task : stop.tasks()) {
                row(
                        out,
                        stop.number(),
                        task.number() == 1 ? stop.walkMetres() : 0,
                        stop.location().hall(),
                        stop.location().row(),
                        stop.location().rack(),
                        stop.location().rackUnit(),
                        stop.order(),
                        stop.kind(),
                        stop.severity(),
                        task.number(),
                        task.action(),
                        task.from().label(),
                        task.to().label(),
                        task.from().port(),
                        task.to().port(),
                        task.text());
            }
        }
    }

    private static void row(Writer out, Object... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            String text = cells[i].toString();
            boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            out.write((i > 0 ? "," : "") + (quote ? '"' + text.replace("\"", "\"\"") + '"' : text));
        }
        out.write('\n');
    }
}
