/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.InputProblems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads a cabling plan in any {@link PlanFormat}, recognising it by its first bytes. Takes all of the input or nothing. */
public final class PlanReader {

    private static final int LOOK_BYTES = 8192;

    private PlanReader() {}

    /**
     * Reads a plan.
     *
     * @param source the input as the user named it
     * @param format empty to recognise it
     * @throws BadInputException names file, line or cell, what was seen and what was expected, for every fault up to a limit
     */
    public static FabricPlan read(InputStream in, String source, Optional<PlanFormat> format) throws IOException {
        return open(in, source, ReadOptions.of(format)).plan();
    }

    /**
     * Reads a plan, with the notes that came up on the way.
     *
     * @throws BadInputException names file, line or cell, what was seen and what was expected, for every fault up to a limit
     */
    public static PlanReading open(InputStream in, String source, ReadOptions options) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(LOOK_BYTES);
        byte[] look = buffered.readNBytes(LOOK_BYTES);
        buffered.reset();
        PlanFormat format = options.format().orElseGet(() -> recognise(look, source));
        PlanBuilder builder = new PlanBuilder(new InputProblems(source));
        switch (format) {
            case JSON -> new JsonPlanReader(builder).read(buffered);
            case CSV -> new CsvPlanReader(builder).read(buffered);
            case NETBOX -> new NetboxCsvReader(builder).read(buffered);
            case TOPO -> new TopoReader(builder).read(buffered);
            case DOT -> new DotReader(builder).read(buffered);
            case SHCD_XLSX -> new ShcdXlsxReader(builder, options).read(buffered);
            case SHCD_JSON -> new ShcdJsonReader(builder).read(buffered);
        }
        return new PlanReading(builder.build(), format, builder.notes());
    }

    private static PlanFormat recognise(byte[] look, String source) {
        if (look.length >= 4 && look[0] == 'P' && look[1] == 'K') {
            return PlanFormat.SHCD_XLSX;
        }
        for (byte b : look) {
            if (b == 0) {
                throw refuse(source, "a binary file");
            }
        }
        String text =
                new String(look, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        if (text.startsWith("{")) {
            return text.contains("\"plimsollPlan\"") || !text.contains("\"topology\"")
                    ? PlanFormat.JSON
                    : PlanFormat.SHCD_JSON;
        }
        String first = text.lines().findFirst().orElse("");
        if (first.contains("side_a_")) {
            return PlanFormat.NETBOX;
        }
        if (first.contains(CsvPlanFormat.A_DEVICE)) {
            return PlanFormat.CSV;
        }
        for (String line : text.lines().limit(100).toList()) {
            if (line.strip().matches("(strict\\s+)?(di)?graph\\b.*")) {
                return PlanFormat.DOT;
            }
            if (TopoReader.isConnection(line)) {
                return PlanFormat.TOPO;
            }
        }
        throw refuse(source, first);
    }

    private static BadInputException refuse(String source, String seen) {
        return new BadInputException(List.of(new InputProblem(
                source,
                1,
                seen,
                "a cabling plan: our JSON or CSV, NetBox cable CSV, SHCD xlsx or JSON, .topo, or PTM dot",
                seen.startsWith("#") || seen.startsWith("Switch") || seen.startsWith("vendid")
                        ? "this is a dump of what is there; give it as --observed"
                        : "name the format yourself")));
    }
}
