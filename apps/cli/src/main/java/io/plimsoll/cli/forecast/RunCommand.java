/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.forecast;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.forecast.ForecastResult;
import io.plimsoll.forecast.Forecaster;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.ScenarioReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code plimsoll forecast run}: the probability that each promise of a scenario holds. */
@Command(
        name = "run",
        description =
                "Simulate a fleet with crews, parts and shocks: does each promise hold, and what would help most?",
        mixinStandardHelpOptions = true,
        footer = {
            "The scenario is YAML or JSON; docs/reference/forecast.md has whole examples.",
            "The same scenario, replications and seed give the same result with any number of threads.",
            "Exit code 2: the scenario is wrong; everything that is wrong is told at once."
        })
final class RunCommand implements Callable<Integer> {

    private static final int REPLICATIONS_MAX = 2_000_000;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Fleet, rates, crews, parts, promises.")
    private @Nullable Path scenario;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "Instead of a scenario: airesim (Table 1 of arXiv 2603.07041), or airesim-corrected.")
    private @Nullable String preset;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Change a parameter of the preset, under its own name, such as recovery_time=10.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--replications", paramLabel = "N", description = "Futures to simulate. Default: ${DEFAULT-VALUE}.")
    private int replications = 1_000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the simulation. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use. Default: one for each core.")
    private @Nullable Integer threads;

    @Option(names = "--no-marginal", description = "Leave out what one more of each thing would change.")
    private boolean noMarginal;

    @Option(names = "--tail", description = "Look closer at rare breaches, by importance sampling.")
    private boolean tail;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        if (replications < 2 || replications > REPLICATIONS_MAX) {
            throw new BadInputException(
                    new InputProblem("--replications", 0, Integer.toString(replications), "2 to " + REPLICATIONS_MAX));
        }
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (workers < 1 || workers > 1024) {
            throw new BadInputException(new InputProblem("--threads", 0, Integer.toString(workers), "1 to 1024"));
        }
        if ((scenario == null) == (preset == null)) {
            throw new BadInputException(new InputProblem(
                    "forecast run", 0, scenario == null ? "neither" : "both", "--scenario FILE or --preset NAME"));
        }
        if (scenario == null) {
            return PresetRun.run(String.valueOf(preset), changes, replications, seed, workers, output);
        }
        if (!changes.isEmpty()) {
            throw new BadInputException(new InputProblem("--set", 0, changes.toString(), "a --preset to change"));
        }
        Scenario read;
        try (InputStream in = Files.newInputStream(scenario)) {
            read = ScenarioReader.read(in, scenario.toString());
        }
        Forecaster forecaster = new Forecaster(read, new Forecaster.Options(replications, seed, !noMarginal, tail));
        long start = System.nanoTime();
        ForecastResult result;
        try (ForkJoinPool pool = new ForkJoinPool(workers)) {
            result = pool.submit(forecaster::run).get();
        }
        Throughput throughput = Throughput.of(result, (System.nanoTime() - start) / 1e9, workers);
        ObjectNode json = Output.JSON.valueToTree(result);
        json.set("throughput", Output.JSON.valueToTree(throughput));
        output.print(json, out -> RunText.print(result, throughput, out));
        return ExitCode.FINE;
    }

    /**
     * How fast it went.
     *
     * @param fleetYears of all runs, those of the changed scenarios too
     */
    record Throughput(
            int threads,
            double seconds,
            int runs,
            double fleetYears,
            double fleetYearsPerSecond,
            long eventsOfFirstRun) {

        static Throughput of(ForecastResult result, double seconds, int threads) {
            int runs = 1 + result.marginal().size();
            double years = runs * (double) result.replications() * result.horizonDays() / 365;
            return new Throughput(threads, seconds, runs, years, years / seconds, result.events());
        }
    }
}
