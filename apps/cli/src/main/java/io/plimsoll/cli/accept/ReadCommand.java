/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.ToolVerdict;
import io.plimsoll.acceptance.read.ToolReaders;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.Verdict;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll accept read}: the measurements in a tool's raw log. */
@Command(
        name = "read",
        description = "Read a test tool's raw log and print its measurements.",
        mixinStandardHelpOptions = true,
        footer = {
            "Formats: plimsoll, dcgm-diag, dcgm-mndiag, nccl-tests, nvbandwidth, gpu-burn, perftest, fio, hpl, stream,",
            "  gpu-stream, cuda-bandwidth, gpu-copy, gpcnet, superbench, ras, nccl-inspector; and as limits: nhc-conf,",
            "  dcgm-skus, superbench-rules, superbench-baseline. See docs/reference/tool-logs.md.",
            "Exit code 1: the tool reports a failure, the log is cut off, or it contradicts itself."
        })
final class ReadCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The raw log.")
    private Path file = Path.of("");

    @Option(names = "--format", paramLabel = "F", description = "Its format, if the log does not show it by itself.")
    private @Nullable String format;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Reading reading;
        try (InputStream in = Files.newInputStream(file)) {
            reading = ToolReaders.read(in, file.toString(), Optional.ofNullable(format));
        }
        output.print(reading, out -> text(reading, out));
        boolean wrong = !reading.contradictions().isEmpty()
                || reading.verdicts().stream()
                        .anyMatch(v -> v.verdict() == Verdict.FAIL || v.verdict() == Verdict.ERROR);
        return wrong ? ExitCode.FOUND : ExitCode.FINE;
    }

    private static void text(Reading reading, PrintWriter out) {
        out.println(reading.format() + " (" + reading.tool() + ")");
        for (Measurement m : reading.measurements()) {
            String labels = m.labels().isEmpty() ? "" : "  " + m.labels();
            out.printf(Locale.ROOT, "%-44s %16s %-8s %s%s%n", m.metric(), m.value(), m.unit(), m.scope(), labels);
        }
        for (ToolVerdict v : reading.verdicts()) {
            out.println("the tool says " + v.verdict() + " for " + v.scope() + " (line " + v.line() + "): " + v.text());
        }
        reading.warnings().stream()
                .filter(w -> !w.startsWith("contradiction: "))
                .forEach(w -> out.println("warning: " + w));
        reading.contradictions().forEach(c -> out.println("CONTRADICTION: " + c));
    }
}
