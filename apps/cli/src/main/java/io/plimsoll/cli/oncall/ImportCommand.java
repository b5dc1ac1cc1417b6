/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.oncall.read.Import;
import io.plimsoll.oncall.read.PlanWriter;
import io.plimsoll.oncall.schedule.OnCallPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll oncall import}: a plan out of another product's export. */
@Command(
        name = "import",
        description = "Make a plan out of an export. Phone numbers and addresses are counted and left out.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: something had to be left out; the notes say what.")
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "EXPORT", description = "JSON as the product's own API gives it.")
    private Path file = Path.of("");

    @Option(names = "--from", required = true, paramLabel = "PRODUCT", description = "${COMPLETION-CANDIDATES}")
    private Import product = Import.GOALERT;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the plan here.")
    private @Nullable Path to;

    @Mixin
    private Output output = new Output();

    record Answer(int people, int schedules, int policies, List<String> notes, Map<String, Object> plan) {}

    @Override
    public Integer call() throws Exception {
        OnCallPlan plan = product.read(Files.readString(file), file.toString());
        Answer answer = new Answer(
                plan.people().size(),
                plan.schedules().size(),
                plan.policies().size(),
                plan.notes(),
                PlanWriter.document(plan));
        if (to != null) {
            Files.writeString(to, Output.JSON.writeValueAsString(answer.plan()) + "\n");
        }
        output.print(answer, out -> {
            out.println(answer.people() + " people, " + answer.schedules() + " schedules, " + answer.policies()
                    + " policies");
            answer.notes().forEach(n -> out.println("  note: " + n));
        });
        return plan.notes().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }
}
