/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.HallLayout;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.plan.InstallSheets;
import io.plimsoll.fabric.plan.LintNote;
import io.plimsoll.fabric.plan.PlanCounts;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanLinter;
import io.plimsoll.fabric.plan.PlanWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll fabric design}: a template and a number of GPUs become a plan in every format, labels and a bill. */
@Command(
        name = "design",
        description = "Design a fabric: ports, cables with length and media, labels, trunks, order of laying.",
        mixinStandardHelpOptions = true)
public final class DesignCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--template",
            required = true,
            paramLabel = "NAME|FILE",
            description = "A shipped template (see 'fabric templates') or the path of your own.")
    private String template = "";

    @Option(names = "--gpus", required = true, description = "How many GPUs the fabric joins.")
    private long gpus;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the plan's files go; nothing is written without it.")
    private @Nullable Path out;

    @Option(names = "--name", defaultValue = "compute", description = "The fabric's name. Default: ${DEFAULT-VALUE}.")
    private String name = "compute";

    @Option(
            names = "--layout",
            paramLabel = "FILE",
            description = "Your hall (YAML); else the one that the template names.")
    private @Nullable Path layout;

    @Option(
            names = "--param",
            paramLabel = "NAME=N",
            description = "A parameter of the template, for example minUnits=4.")
    private Map<String, Long> parameters = new LinkedHashMap<>();

    /** What {@code --json} prints. */
    record Result(
            String template,
            long gpus,
            long nodes,
            long leaf,
            long spine,
            long core,
            long cables,
            long links,
            long reserved,
            List<LintNote> lint,
            List<String> files) {}

    @Override
    public Integer call() throws IOException {
        Template law = PlanFiles.template(template);
        Optional<HallLayout> hall = layout == null ? Optional.empty() : Optional.of(PlanFiles.layout(layout));
        FabricPlan plan = FabricDesigner.design(law, new DesignRequest(name, gpus, parameters, hall));
        List<LintNote> lint = PlanLinter.lint(plan, Optional.of(law));
        List<String> files = out == null ? List.of() : write(plan, out);
        PlanCounts n = PlanCounts.of(plan, Optional.of(law));
        Result result = new Result(
                law.name(),
                n.gpus(),
                n.nodes(),
                n.leaf(),
                n.spine(),
                n.core(),
                n.cables(),
                n.links(),
                n.reserved(),
                lint,
                files);
        output.print(result, text -> print(text, result));
        return lint.stream().anyMatch(note -> note.severity() == LintNote.Severity.FATAL)
                ? ExitCode.FOUND
                : ExitCode.FINE;
    }

    private static void print(PrintWriter text, Result result) {
        text.printf("%s: %,d GPUs in %,d nodes%n", result.template, result.gpus, result.nodes);
        text.printf("  switches  %,d leaf, %,d spine, %,d core%n", result.leaf, result.spine, result.core);
        text.printf("  cables    %,d", result.cables);
        if (result.links != result.cables) {
            text.printf(" (%,d port-to-port links)", result.links);
        }
        text.println();
        if (result.reserved > 0) {
            text.printf("  reserved  %,d links stay dark until their nodes come%n", result.reserved);
        }
        result.lint.forEach(note -> text.println("  " + note));
        result.files.forEach(file -> text.println("  wrote " + file));
    }

    private static List<String> write(FabricPlan plan, Path dir) throws IOException {
        Files.createDirectories(dir);
        List<String> files = new ArrayList<>();
        for (PlanFormat format : PlanFormat.values()) {
            if (format.writable()) {
                files.add(file(dir, format.fileName(), stream -> PlanWriter.write(plan, format, stream)));
            }
        }
        files.add(file(dir, "labels.csv", stream -> sheet(stream, w -> InstallSheets.labels(plan, w))));
        files.add(file(dir, "bill.csv", stream -> sheet(stream, w -> InstallSheets.bill(plan, w))));
        return files;
    }

    private static String file(Path dir, String name, PlanFiles.Content content) throws IOException {
        Path file = dir.resolve(name);
        PlanFiles.write(file, content);
        return file.toString();
    }

    @FunctionalInterface
    private interface Sheet {
        void to(Writer out) throws IOException;
    }

    private static void sheet(OutputStream stream, Sheet sheet) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        sheet.to(writer);
        writer.flush();
    }
}
