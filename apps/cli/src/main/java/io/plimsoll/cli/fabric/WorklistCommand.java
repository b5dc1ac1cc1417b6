/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.worklist.RepairOrderReader;
import io.plimsoll.fabric.worklist.Worklist;
import io.plimsoll.fabric.worklist.WorklistCsv;
import io.plimsoll.fabric.worklist.WorklistPdf;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll fabric worklist}: repair orders in the order of the shortest walk, on paper or for a spreadsheet. */
@Command(
        name = "worklist",
        description = "Put repair orders into the order of the shortest walk; write them as PDF with QR codes or CSV.",
        mixinStandardHelpOptions = true)
public final class WorklistCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Mixin
    private PlanInput input = new PlanInput();

    @Parameters(paramLabel = "PLAN", description = "The plan; it says where the racks stand.")
    private Path plan = Path.of("");

    @Option(
            names = "--orders",
            required = true,
            paramLabel = "FILE",
            description = "What 'fabric verify --json' printed.")
    private Path orders = Path.of("");

    @Option(names = "--hall", defaultValue = "", description = "Only this hall.")
    private String hall = "";

    @Option(names = "--row", defaultValue = "", description = "Only this row.")
    private String row = "";

    @Option(names = "--pdf", paramLabel = "FILE", description = "Write the printable list here.")
    private @Nullable Path pdf;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the list for a spreadsheet here.")
    private @Nullable Path csv;

    @Override
    public Integer call() throws IOException {
        FabricPlan read = PlanFiles.read(plan, input.options()).plan();
        List<RepairOrder> list;
        try (InputStream in = Files.newInputStream(orders)) {
            list = RepairOrderReader.read(in, orders.toString());
        }
        Worklist walk = Worklist.of(read, list).only(hall, row);
        if (pdf != null) {
            PlanFiles.write(pdf, out -> WorklistPdf.write(walk, out));
        }
        if (csv != null) {
            PlanFiles.write(csv, out -> {
                Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                WorklistCsv.write(walk, writer);
                writer.flush();
            });
        }
        output.print(walk, text -> print(text, walk));
        return ExitCode.FINE;
    }

    private void print(PrintWriter text, Worklist walk) {
        for (Worklist.Stop stop : walk.stops()) {
            text.printf("%3d  %-16s %-18s %s%n", stop.number(), stop.location(), stop.kind(), stop.order());
            for (Worklist.Task task : stop.tasks()) {
                String to = task.to().label().isEmpty() ? "" : " > " + task.to().label();
                text.printf(
                        "       %d %-9s %s%s%n",
                        task.number(), task.action(), task.from().label(), to);
            }
        }
        text.printf("%d orders, %d m to walk%n", walk.stops().size(), walk.walkMetres());
        if (pdf != null) {
            text.println("wrote " + pdf);
        }
        if (csv != null) {
            text.println("wrote " + csv);
        }
    }
}
