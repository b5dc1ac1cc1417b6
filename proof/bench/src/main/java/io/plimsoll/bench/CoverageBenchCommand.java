/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench coverage}: a forecast of real outages from their first days, held against the rest. */
@Command(
        name = "coverage",
        description =
                "Replay a published fault trace under a contract, forecast it from its first days, score the rest.",
        mixinStandardHelpOptions = true)
public final class CoverageBenchCommand implements Callable<Integer> {

    private static final String TRACE = "infinitehbd-fault-trace.json";
    private static final int FIT_DAYS_MIN = 84;
    private static final int WEEKS_LEFT = 35;

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder with " + TRACE + " (github.com/stepfun-ai/InfiniteHBD-Trace).")
    private @Nullable Path data;

    @Option(names = "--fit-days", description = "Days that the forecast may know. Default: ${DEFAULT-VALUE}.")
    private int fitDays = 200;

    @Option(names = "--replications", description = "Futures of each forecast. Default: ${DEFAULT-VALUE}.")
    private int replications = 2_000;

    @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    public Integer call() throws Exception {
        if (fitDays < FIT_DAYS_MIN || fitDays > CoverageTrace.DAYS - WEEKS_LEFT || replications < 20) {
            throw new BadInputException(new InputProblem(
                    "--fit-days",
                    0,
                    fitDays + ", " + replications + " futures",
                    FIT_DAYS_MIN + " to " + (CoverageTrace.DAYS - WEEKS_LEFT) + " days, and at least 20 futures"));
        }
        Path file = BenchData.folder(data, "health").resolve(TRACE);
        CoverageBench.Result result = CoverageBench.run(file, fitDays, replications, seed);
        output.print(result, out -> print(result, out));
        return ExitCode.FINE;
    }

    private static void print(CoverageBench.Result r, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "machine   %s, %d cores, load %s, Java %s%n%s: %d outages of %d nodes in %d days%n%n",
                r.machine().cpu(),
                r.machine().cores(),
                r.machine().load(),
                r.machine().java(),
                r.trace(),
                r.outages(),
                CoverageTrace.NODES,
                CoverageTrace.DAYS);
        r.measures().forEach(m -> out.printf(Locale.ROOT, "%-12s %9.5f %%%n", m.measure(), 100 * m.availability()));
        r.months()
                .forEach(m -> out.printf(
                        Locale.ROOT,
                        "%s  timeMet %9.5f %%  %-8s  credit USD %,.2f%n",
                        m.month(),
                        100 * m.availability(),
                        m.met() ? "kept" : "not kept",
                        m.creditCents() / 100.0));
        out.printf(Locale.ROOT, "credits   USD %,.2f%n%n", r.creditCents() / 100.0);
        for (CoverageModel.Fit f : r.fits()) {
            out.printf(
                    Locale.ROOT,
                    "%-14s %d outages in %d days: %.3f a 1,000 node-days, differs from month to month by %.0f %%; repairs %s, mean %.2f days%n",
                    f.model(),
                    f.outages(),
                    r.fitDays(),
                    1000 * f.ratePerNodeDay(),
                    100 * f.monthsVary(),
                    f.law(),
                    f.meanDays());
        }
        out.printf(
                "%n%-14s %-26s %5s %7s %7s %8s %9s %8s %7s %9s%n",
                "model", "made", "weeks", "in 50%", "in 90%", "width90", "down said", "down was", "Brier", "by share");
        r.scores()
                .forEach(s -> out.printf(
                        Locale.ROOT,
                        "%-14s %-26s %5d %6.0f%% %6.0f%% %8.1f %9.1f %8.1f %7.3f %9.3f%n",
                        s.model(),
                        s.made(),
                        s.weeks(),
                        100 * s.coverage50(),
                        100 * s.coverage90(),
                        s.width90(),
                        s.meanDown(),
                        s.meanDownWas(),
                        s.brier(),
                        s.brierOfShare()));
        out.println();
        r.weeks()
                .forEach(w -> out.printf(
                        Locale.ROOT,
                        "day %3.0f  %5.1f down; said %5.1f, half %5.1f to %5.1f, nine in ten %5.1f to %5.1f; keeps %.2f, %s%n",
                        w.fromDay(),
                        w.down(),
                        w.median(),
                        w.likelyLow(),
                        w.likelyHigh(),
                        w.lowest(),
                        w.highest(),
                        w.probability(),
                        w.kept() ? "kept" : "not kept"));
    }
}
