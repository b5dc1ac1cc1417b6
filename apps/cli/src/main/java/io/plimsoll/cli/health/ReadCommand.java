/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.read.ReadOptions;
import io.plimsoll.health.read.SignalReaders;
import io.plimsoll.health.read.SignalReading;
import io.plimsoll.health.read.TreeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll health read}: the signals in a log, in metrics or in an event of another system. */
@Command(
        name = "read",
        description = "Read signals from a log, metrics, counters or another system's events and print them.",
        mixinStandardHelpOptions = true,
        footer = {
            "Without --format the format is found out. Formats and their aliases: docs/reference/health.md.",
            "Exit code 1: at least one event is FATAL."
        })
final class ReadCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file, or a folder of InfiniBand counters; .gz is unpacked.")
    private Path file = Path.of("");

    @Option(names = "--format", paramLabel = "F", description = "Its format, if it shall not be found out.")
    private @Nullable String format;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Output output = new Output();

    /** What {@code --json} prints. */
    record Answer(String format, long lines, List<EventView> events, List<String> warnings) {}

    @Override
    public Integer call() throws Exception {
        SignalReading reading = read(file, Optional.ofNullable(format), source.of(file));
        Answer answer = new Answer(
                reading.format(),
                reading.lines(),
                reading.events().stream().map(EventView::of).toList(),
                reading.warnings());
        output.print(answer, out -> text(reading, out));
        return reading.events().stream().anyMatch(e -> e.severity() == Severity.FATAL) ? ExitCode.FOUND : ExitCode.FINE;
    }

    static SignalReading read(Path file, Optional<String> format, ReadOptions options) throws IOException {
        if (Files.isDirectory(file)) {
            return SignalReaders.read(to -> folder(file, to), file.toString(), format, options);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return SignalReaders.read(in, file.toString(), format, options);
        }
    }

    /** The plain files below a folder, links to folders not followed; /sys/class/infiniband/mlx5_0 itself is such a link. */
    private static void folder(Path folder, Consumer<TreeFile> to) throws IOException {
        try (Stream<Path> paths = Files.walk(folder, 12)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).limit(TreeFile.FILES_MAX)::iterator) {
                if (Files.size(path) <= TreeFile.BYTES_MAX) {
                    to.accept(new TreeFile(
                            folder.toAbsolutePath()
                                    .relativize(path.toAbsolutePath())
                                    .toString(),
                            new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
                }
            }
        }
    }

    private static void text(SignalReading reading, PrintWriter out) {
        out.println(reading.format() + ": " + reading.lines() + " lines, "
                + reading.events().size() + " events");
        for (Signal s : reading.events()) {
            out.printf(
                    "%-30s %-7s %-28s %-6s %-8s %-36s %s%n",
                    s.time().map(Object::toString).orElse("-"),
                    s.severity(),
                    s.place(),
                    s.kind(),
                    s.code(),
                    s.mnemonic(),
                    s.action());
        }
        reading.warnings().forEach(w -> out.println("warning: " + w));
    }
}
