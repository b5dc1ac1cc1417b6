/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.ProjectSchedule;
import io.plimsoll.crew.project.check.ScheduleCheck;
import io.plimsoll.crew.project.read.PsplibReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll crew schedule}: the shortest schedule of a project that can be found in a time. */
@Command(
        name = "schedule",
        description =
                "Find a short schedule of a project under its links and resources, and say whether it is proven shortest.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the checker, which shares nothing with the search, refuses the schedule.")
final class ScheduleCommand implements Callable<Integer> {

    @Option(
            names = "--psplib",
            required = true,
            paramLabel = "FILE",
            description = "A project in PSPLIB's .sm or Patterson's (.rcp) format.")
    private Path psplib = Path.of("");

    @Option(names = "--seconds", paramLabel = "S", description = "Time to search. Default: ${DEFAULT-VALUE}.")
    private double seconds = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the search. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Searches side by side, each with its own seed. Default: the cores, at most 4.")
    private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

    @Mixin
    private Output output = new Output();

    /** What is printed. */
    record Shown(
            String project,
            int makespan,
            int lowerBound,
            boolean proven,
            List<Integer> starts,
            long schedules,
            double seconds,
            List<String> faults) {}

    @Override
    public Integer call() throws Exception {
        Deadline deadline = new Deadline(seconds);
        Project project;
        try (Reader in = Files.newBufferedReader(psplib, StandardCharsets.ISO_8859_1)) {
            project = PsplibReader.read(in, psplib.toString());
        }
        ProjectSchedule best = SideBySide.schedule(project, seed, threads, deadline);
        List<String> faults = ScheduleCheck.faults(project, best.starts(), best.makespan());
        Shown shown = new Shown(
                project.name(),
                best.makespan(),
                best.lowerBound(),
                best.proven(),
                best.starts(),
                best.schedules(),
                deadline.spent(),
                faults);
        output.print(shown, out -> text(shown, out));
        return faults.isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(Shown shown, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "makespan  %d, %s (%d activities, %,d schedules in %.1f s)%n",
                shown.makespan(),
                shown.proven() ? "proven shortest" : "no schedule is shorter than " + shown.lowerBound(),
                shown.starts().size(),
                shown.schedules(),
                shown.seconds());
        for (int i = 0; i < shown.starts().size(); i++) {
            out.printf(Locale.ROOT, "%6d starts %d%n", i + 1, shown.starts().get(i));
        }
        shown.faults().forEach(f -> out.println("FAULT     " + f));
    }
}
