/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.plan.BillLinter;
import io.plimsoll.fabric.plan.LintNote;
import io.plimsoll.fabric.plan.PlanCounts;
import io.plimsoll.fabric.plan.PlanLinter;
import io.plimsoll.fabric.plan.PlanReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll fabric lint}: does this plan, or this bill, make sense? */
@Command(
        name = "lint",
        description = "Check a plan of any format: double ports, counts, lengths, rails, speeds, labels.",
        footer = "Exit code 1 if there is a FATAL or a WARNING.",
        mixinStandardHelpOptions = true)
public final class LintCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Mixin
    private PlanInput input = new PlanInput();

    @Parameters(paramLabel = "PLAN", description = "The plan; with --bill a CSV of counts.")
    private Path file = Path.of("");

    @Option(
            names = "--template",
            paramLabel = "NAME|FILE",
            description = "Check against this law; else against the one that the plan names.")
    private @Nullable String template;

    @Option(
            names = "--bill",
            description =
                    "PLAN is a bill: CSV with nodes, gpus_per_node, gpus, leaf, spine, node_leaf, leaf_spine, radix.")
    private boolean bill;

    /** What {@code --json} prints. */
    record Result(String source, String format, @Nullable PlanCounts counts, List<LintNote> notes) {}

    @Override
    public Integer call() throws IOException {
        Result result = bill ? bill() : plan();
        output.print(result, out -> {
            result.notes.forEach(out::println);
            out.println(result.notes.isEmpty() ? "nothing to say against it" : result.notes.size() + " notes");
        });
        boolean found = result.notes.stream().anyMatch(n -> n.severity() != LintNote.Severity.NOTE);
        return found ? ExitCode.FOUND : ExitCode.FINE;
    }

    private Result bill() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Result(file.toString(), "bill", null, BillLinter.lint(BillLinter.read(in, file.toString())));
        }
    }

    private Result plan() throws IOException {
        PlanReading reading = PlanFiles.read(file, input.options());
        Optional<Template> law = template == null
                ? Templates.find(reading.plan().template())
                : Optional.of(PlanFiles.template(template));
        List<LintNote> notes = new ArrayList<>(PlanLinter.lint(reading.plan(), law));
        notes.addAll(reading.notes());
        return new Result(
                file.toString(), reading.format().id(), PlanCounts.of(reading.plan(), law), List.copyOf(notes));
    }
}
