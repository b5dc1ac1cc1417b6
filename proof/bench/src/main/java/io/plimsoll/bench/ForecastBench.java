/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.forecast.ForecastResult.Tail;
import io.plimsoll.forecast.Tails;
import io.plimsoll.forecast.job.JobModel;
import io.plimsoll.forecast.job.JobReport;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.ScenarioReader;
import io.plimsoll.forecast.sim.Batch;
import io.plimsoll.forecast.sim.Tilt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Times fleet-years with crews, parts and racks beside SSJ and SimPy on a reduced model, and how long a rare month takes. */
final class ForecastBench {

    private static final int NODES = 4_096;
    private static final double RATE = 0.001625;
    private static final int TECHNICIANS = 8;
    private static final int PARTS = 110;
    private static final int ROUNDS = 5;
    private static final int SIMPY_YEARS = 5;
    private static final long SIMPY_SECONDS_MAX = 120;

    private static final String FLEET = """
            horizonDays: 365
            fleet: [{class: node, nodes: 4096, gpusPerNode: 8, rack: {trays: 16, needed: 14}}]
            parts: [{part: board, stock: 110, resupply: 14 days exponential, source: benchmark}]
            crews: [{crew: technicians, technicians: 8}]
            failures: [{kind: board, perThousandNodeDays: 1.625, source: benchmark, part: board, crew: technicians, repair: 6 hours exponential}]
            commitments:
              - {commitment: nodes, quantity: 4096, target: 0.99, feeCents: 1000000, ladder: [{below: 0.99, percent: 10}]}
            """;

    /** A month of a fleet whose crews and parts are ample: 6.5 failures in 1,000 node-days, 2 h, then 2 d for 80 %. */
    private static final String MONTH = """
            horizonDays: 30
            warmUpDays: 20
            fleet: [{class: node, nodes: 4096, gpusPerNode: 8}]
            failures:
              - {kind: any, perThousandNodeDays: 6.5, source: benchmark, triage: 2 hours exponential, fixedByTriage: 0.2,
                 repair: 2 days exponential}
            commitments: [{commitment: month, quantity: 4096, target: 0.9874}]
            """;

    private ForecastBench() {}

    /**
     * @param fleetYearsPerSecond warm, median of the rounds, wall time on all cores
     * @param fleetYearsPerProcessorSecond of the same: what one core does
     * @param firstSeconds the first round, cold
     * @param ssjFleetYearsPerSecond the reduced model, same number of threads
     * @param simpyFleetYearsPerSecond one core; null where SimPy is not there
     */
    record Result(
            Machine machine,
            int replications,
            int gpus,
            long eventsPerFleetYear,
            double fleetYearsPerSecond,
            double fleetYearsPerProcessorSecond,
            double firstSeconds,
            double ssjFleetYearsPerSecond,
            double ssjFleetYearsPerProcessorSecond,
            double breachProbability,
            double ssjBreachProbability,
            Optional<Double> simpyFleetYearsPerSecond,
            String simpy,
            double airesimReplicationsPerSecond,
            TailTime tail) {}

    /**
     * @param seconds to plus or minus ten percent at 95 %, the choice of the tilt included
     * @param plainReplications that plain sampling would need for that
     */
    record TailTime(
            double monthlyProbability,
            double relativeHalfWidth,
            double seconds,
            int replications,
            double plainReplications) {}

    /** The speed of the script, or why it is not known. */
    private record SimPy(Optional<Double> fleetYearsPerSecond, String says) {}

    static Result run(int replications) {
        Scenario fleet = read(FLEET);
        double[] wall = new double[ROUNDS];
        double[] processor = new double[ROUNDS];
        double first = timed(() -> Batch.run(fleet, replications, 0, 1, null))[0];
        Batch last = Batch.run(fleet, replications, 1, 1, null);
        for (int i = 0; i < ROUNDS; i++) {
            long seed = i + 2L;
            double[] t = timed(() -> Batch.run(fleet, replications, seed, 1, null));
            wall[i] = t[0];
            processor[i] = t[1];
        }
        Arrays.sort(wall);
        Arrays.sort(processor);
        double[] breaches = new double[1];
        timed(() -> breaches[0] = ssj(replications));
        double[] ssjTime = timed(() -> breaches[0] = ssj(replications));
        SimPy simpy = simpy();
        timed(() -> JobReport.of("airesim", JobModel.paper(), 10, 1));
        double[] job = timed(() -> JobReport.of("airesim", JobModel.paper(), 30, 2));
        long held =
                IntStream.range(0, replications).filter(r -> last.held[0][r]).count();
        return new Result(
                Machine.here(),
                replications,
                NODES * 8,
                last.total.events / replications,
                replications / wall[ROUNDS / 2],
                replications / processor[ROUNDS / 2],
                first,
                replications / ssjTime[0],
                replications / ssjTime[1],
                1 - (double) held / replications,
                breaches[0],
                simpy.fleetYearsPerSecond(),
                simpy.says(),
                30 / job[0],
                tail());
    }

    private static Scenario read(String yaml) {
        return ScenarioReader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "bench");
    }

    /** Wall and processor seconds. */
    private static double[] timed(Runnable what) {
        double processor = processorSeconds();
        long start = System.nanoTime();
        what.run();
        return new double[] {(System.nanoTime() - start) / 1e9, processorSeconds() - processor};
    }

    private static double processorSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime() / 1e9
                : Double.NaN;
    }

    private static double ssj(int replications) {
        return IntStream.range(0, replications)
                        .parallel()
                        .filter(r -> new SsjFleet(NODES, RATE, TECHNICIANS, PARTS).run() < 0.99)
                        .count()
                / (double) replications;
    }

    /** A month below 98.74 % of 4,096 nodes has a probability of about one in a thousand. */
    private static TailTime tail() {
        Scenario month = read(MONTH);
        TailTime[] out = new TailTime[1];
        once(month, 2_000);
        double[] t = timed(() -> out[0] = once(month, 12_000));
        return new TailTime(
                out[0].monthlyProbability(),
                out[0].relativeHalfWidth(),
                t[0],
                out[0].replications(),
                out[0].plainReplications());
    }

    private static TailTime once(Scenario month, int replications) {
        Optional<Tilt> tilt = Tails.choose(month, 0, 7, 1);
        if (tilt.isEmpty()) {
            return new TailTime(Double.NaN, Double.NaN, 0, replications, Double.NaN);
        }
        Tail tail = Tails.estimate(month, 0, tilt.get(), replications, 7, 1);
        double p = tail.breachProbability();
        return new TailTime(p, tail.relativeHalfWidth(), 0, replications, 1.96 * 1.96 / 0.01 * (1 - p) / p);
    }

    private static SimPy simpy() {
        try (InputStream script = ForecastBench.class.getResourceAsStream("simpy_fleet.py")) {
            if (script == null) {
                return new SimPy(Optional.empty(), "SKIPPED: the script is not in the jar");
            }
            Path file = Files.createTempFile("simpy_fleet", ".py");
            Files.write(file, script.readAllBytes());
            Process process = new ProcessBuilder("python3", file.toString(), Integer.toString(SIMPY_YEARS))
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(SIMPY_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new SimPy(Optional.empty(), "SKIPPED: not done after " + SIMPY_SECONDS_MAX + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Files.delete(file);
            if (process.exitValue() != 0) {
                return new SimPy(
                        Optional.empty(),
                        "SKIPPED: python3 has no simpy here ("
                                + said.lines().reduce((a, b) -> b).orElse("") + ")");
            }
            String[] words = said.split(" ");
            return new SimPy(Optional.of(SIMPY_YEARS / Double.parseDouble(words[0])), "SimPy " + words[1]);
        } catch (IOException e) {
            return new SimPy(Optional.empty(), "SKIPPED: no python3 here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SimPy(Optional.empty(), "SKIPPED: interrupted");
        }
    }
}
