/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.fabric.plan.LintNote;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanReading;
import io.plimsoll.fabric.plan.PlanWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll fabric convert}: a plan from any format that we read to any that we write. */
@Command(name = "convert", description = "Convert a plan from one format to another.", mixinStandardHelpOptions = true)
public final class ConvertCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Mixin
    private PlanInput input = new PlanInput();

    @Parameters(paramLabel = "IN", description = "The plan.")
    private Path in = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "json, csv, netbox, topo or dot.")
    private String to = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path out = Path.of("");

    /** What {@code --json} prints. */
    record Result(String source, String from, String to, String file, int devices, int cables, List<LintNote> notes) {}

    @Override
    public Integer call() throws IOException {
        PlanFormat format = PlanFiles.format("--to", to);
        if (!format.writable()) {
            throw PlanFiles.bad("--to", to, "one of " + PlanFormat.writableIds());
        }
        PlanReading reading = PlanFiles.read(in, input.options());
        try {
            PlanFiles.write(out, stream -> PlanWriter.write(reading.plan(), format, stream));
        } catch (IllegalArgumentException e) {
            throw PlanFiles.bad("--to " + to, String.valueOf(e.getMessage()), "names that the format can carry");
        }
        Result result = new Result(
                in.toString(),
                reading.format().id(),
                format.id(),
                out.toString(),
                reading.plan().devices().size(),
                reading.plan().cables().size(),
                reading.notes());
        output.print(result, text -> {
            text.println("read " + result.cables + " cables as " + result.from + ", wrote " + result.file);
            result.notes.forEach(note -> text.println("  " + note));
        });
        return ExitCode.FINE;
    }
}
