/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.bringup.BringUp;
import io.plimsoll.crew.bringup.BringUpPlan;
import io.plimsoll.crew.bringup.BringUpPlanner;
import io.plimsoll.crew.bringup.BringUpReader;
import io.plimsoll.crew.bringup.PlanExport;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll crew bringup}: when each SU will be ready, and how sure that is. */
@Command(
        name = "bringup",
        description =
                "Schedule a bring-up with its crews, lifts, docks and test power: dates, floats, and P50 and P90 for each SU.",
        mixinStandardHelpOptions = true,
        footer = {
            "The input is YAML or CSV; docs/reference/crew.md has a whole example.",
            "The same seed and --schedules give the same plan. Exit code 1: the independent checker refuses the schedule."
        })
final class BringUpCommand implements Callable<Integer> {

    private static final int RUNS_MAX = 100_000;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "Work packages and resources: YAML or CSV.")
    private Path input = Path.of("");

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "When all starts, ISO 8601 with an offset; a CSV has no other.")
    private @Nullable String start;

    @Option(names = "--seconds", paramLabel = "S", description = "Longest time to search. Default: ${DEFAULT-VALUE}.")
    private double seconds = 10;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            description = "Schedules to build at most. Default: ${DEFAULT-VALUE}.")
    private long schedules = 20_000;

    @Option(names = "--runs", paramLabel = "N", description = "Runs of the simulation. Default: ${DEFAULT-VALUE}.")
    private int runs = 1_000;

    @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the schedule as CSV too.")
    private @Nullable Path csv;

    @Option(names = "--mspdi", paramLabel = "FILE", description = "Write it as Microsoft Project XML too.")
    private @Nullable Path mspdi;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Deadline deadline = new Deadline(seconds);
        if (runs < 1 || runs > RUNS_MAX || schedules < 1) {
            throw new BadInputException(new InputProblem(
                    "--runs, --schedules",
                    0,
                    runs + ", " + schedules,
                    "runs from 1 to " + RUNS_MAX + ", schedules of 1 or more"));
        }
        Optional<OffsetDateTime> from = start == null ? Optional.empty() : Optional.of(moment(start));
        BringUp bringUp = BringUpReader.read(Files.readString(input), input.toString(), from);
        if (bringUp.start().getEpochSecond() == 0) {
            throw new BadInputException(
                    new InputProblem("--start", 0, "", "when all starts", "add --start 2026-12-01T07:00+01:00"));
        }
        BringUpPlan plan = new BringUpPlanner(bringUp).plan(seed, runs, schedules, deadline);
        if (csv != null) {
            Files.writeString(csv, PlanExport.csv(plan));
        }
        if (mspdi != null) {
            Files.writeString(mspdi, PlanExport.mspdi(bringUp, plan));
        }
        output.print(plan, out -> text(plan, out));
        return plan.faults().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static OffsetDateTime moment(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    new InputProblem("--start", 0, text, "a time with its offset, such as 2026-12-01T07:00+01:00"));
        }
    }

    private static void text(BringUpPlan plan, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "finish    %s by median durations (%.1f h; %s), P50 %s, P90 %s%n",
                plan.finish(),
                plan.makespanHours(),
                plan.proven()
                        ? "proven shortest"
                        : String.format(Locale.ROOT, "at least %.1f h", plan.lowerBoundHours()),
                plan.finishP50(),
                plan.finishP90());
        out.println("longest   " + String.join(" -> ", plan.criticalPath()));
        plan.units()
                .forEach(u -> out.printf(
                        "su        %-12s planned %s  P50 %s  P90 %s%n", u.su(), u.planned(), u.p50(), u.p90()));
        for (BringUpPlan.Step s : plan.packages()) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %s to %s  float %7.1f h  slack %7.1f h%s%n",
                    s.id(),
                    s.start(),
                    s.end(),
                    s.totalFloatHours(),
                    s.slackHours(),
                    s.criticality()
                            .map(c -> String.format(Locale.ROOT, "  critical in %3.0f %%", 100 * c))
                            .orElse(""));
        }
        plan.faults().forEach(f -> out.println("FAULT     " + f));
    }
}
