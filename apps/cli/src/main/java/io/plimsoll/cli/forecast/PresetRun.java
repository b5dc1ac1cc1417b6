/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.forecast;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.forecast.job.JobModel;
import io.plimsoll.forecast.job.JobReport;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import tools.jackson.databind.node.ObjectNode;

/** Runs a model of others under their names and compares with what they report. */
final class PresetRun {

    private PresetRun() {}

    /** How fast it went. */
    record Throughput(int threads, double seconds, double replicationsPerSecond) {}

    static int run(String preset, Map<String, String> changes, int replications, long seed, int threads, Output output)
            throws Exception {
        JobModel model = switch (preset) {
            case "airesim" -> JobModel.paper();
            case "airesim-corrected" -> JobModel.corrected();
            default ->
                throw new BadInputException(new InputProblem("--preset", 0, preset, "airesim or airesim-corrected"));
        };
        JobModel changed = model.with(changes);
        long start = System.nanoTime();
        JobReport report;
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            report = pool.submit(() -> JobReport.of(preset, changed, replications, seed))
                    .get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Throughput throughput = new Throughput(threads, seconds, replications / seconds);
        ObjectNode json = Output.JSON.createObjectNode();
        json.putArray("promises");
        json.putArray("marginal");
        json.set("job", Output.JSON.valueToTree(report));
        json.set("throughput", Output.JSON.valueToTree(throughput));
        output.print(json, out -> print(report, throughput, out));
        return ExitCode.FINE;
    }

    private static void print(JobReport r, Throughput t, PrintWriter out) {
        out.printf(Locale.ROOT, "preset    %s, %,d replications, seed %d%n", r.preset(), r.replications(), r.seed());
        line("training hours", r.trainingHours(), out);
        line("training ratio", r.effectiveTrainingRatio(), out);
        line("failures", r.failures(), out);
        line("systematic", r.systematicFailures(), out);
        line("manual repairs", r.manualRepairs(), out);
        line("failed repairs", r.failedRepairs(), out);
        line("host selections", r.hostSelections(), out);
        line("preemptions", r.preemptions(), out);
        line("stalls", r.stalls(), out);
        r.comparison()
                .ifPresent(c -> out.printf(
                        Locale.ROOT,
                        "published %s: %,.2f hours, sd %.2f, %,.1f failures; ours is %+.2f and %+.2f standard errors away%n",
                        c.published().source(),
                        c.published().meanHours(),
                        c.published().sdHours(),
                        c.published().failures(),
                        c.hoursApart(),
                        c.failuresApart()));
        out.printf(
                Locale.ROOT, "speed     %.2f replications/s on %d thread(s)%n", t.replicationsPerSecond(), t.threads());
    }

    private static void line(String what, JobReport.Figure f, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-16s mean %,14.4f  sd %,12.4f  standard error %.4f%n",
                what,
                f.mean(),
                f.sd(),
                f.standardError());
    }
}
