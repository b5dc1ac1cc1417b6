/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes a cabling plan. The same plan gives the same bytes on every machine. */
public final class PlanWriter {

    private PlanWriter() {}

    /**
     * Writes a plan; does not close the stream.
     *
     * @throws IllegalArgumentException if the format is for reading only, or cannot carry a name of this plan
     */
    public static void write(FabricPlan plan, PlanFormat format, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        switch (format) {
            case JSON -> JsonPlanWriter.write(plan, writer);
            case CSV -> CsvPlanWriter.write(plan, writer);
            case NETBOX -> NetboxCsvWriter.write(plan, writer);
            case TOPO -> TopoWriter.write(plan, writer);
            case DOT -> DotWriter.write(plan, writer);
            case SHCD_XLSX, SHCD_JSON ->
                throw new IllegalArgumentException(
                        format.id() + " is read only; write one of " + PlanFormat.writableIds());
        }
        writer.flush();
    }
}
