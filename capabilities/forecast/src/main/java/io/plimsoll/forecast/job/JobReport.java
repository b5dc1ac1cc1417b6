/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.job;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Many runs of a job, and what its authors published of the same inputs.
 *
 * @param comparison null where an input was changed
 */
public record JobReport(
        String preset,
        Map<String, Double> parameters,
        int replications,
        long seed,
        Figure trainingHours,
        Figure effectiveTrainingRatio,
        Figure failures,
        Figure randomFailures,
        Figure systematicFailures,
        Figure manualRepairs,
        Figure failedRepairs,
        Figure hostSelections,
        Figure preemptions,
        Figure stalls,
        Optional<Comparison> comparison) {

    /** Mean, standard deviation between runs, and the standard error of the mean. */
    public record Figure(double mean, double sd, double standardError) {

        static Figure of(double[] values) {
            double mean = Arrays.stream(values).average().orElse(0);
            double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
            double sd = values.length < 2 ? 0 : Math.sqrt(sum / (values.length - 1));
            return new Figure(mean, sd, sd / Math.sqrt(values.length));
        }
    }

    /**
     * @param hoursApart our mean less theirs, in standard errors of the difference
     * @param failuresApart likewise
     */
    public record Comparison(JobModel.Published published, double hoursApart, double failuresApart) {}

    private static final int FIGURES = 10;

    /** Runs the job; the same for any number of threads. */
    public static JobReport of(String preset, JobModel model, int replications, long seed) {
        List<double[]> runs = IntStream.range(0, replications)
                .parallel()
                .mapToObj(r -> {
                    JobRun run = new JobRun(model, seed, r);
                    double minutes = run.run();
                    return new double[] {
                        minutes / 60,
                        model.value("job_length") / minutes,
                        run.random + (double) run.systematic,
                        run.random,
                        run.systematic,
                        run.manual,
                        run.failedRepairs,
                        run.hostSelections,
                        run.preemptions,
                        run.stalls
                    };
                })
                .toList();
        Figure[] f = new Figure[FIGURES];
        for (int i = 0; i < FIGURES; i++) {
            int which = i;
            f[i] = Figure.of(runs.stream().mapToDouble(r -> r[which]).toArray());
        }
        Optional<Comparison> comparison = Optional.empty();
        if (model.asPublished()) {
            JobModel.Published p = model.published();
            comparison = Optional.of(new Comparison(
                    p,
                    apart(f[0], p.meanHours(), p.sdHours(), p.replications()),
                    apart(f[2], p.failures(), p.failuresSd(), p.replications())));
        }
        return new JobReport(
                preset,
                model.values(),
                replications,
                seed,
                f[0],
                f[1],
                f[2],
                f[3],
                f[4],
                f[5],
                f[6],
                f[7],
                f[8],
                f[9],
                comparison);
    }

    private static double apart(Figure ours, double mean, double sd, int n) {
        return (ours.mean() - mean) / Math.sqrt(ours.standardError() * ours.standardError() + sd * sd / n);
    }
}
