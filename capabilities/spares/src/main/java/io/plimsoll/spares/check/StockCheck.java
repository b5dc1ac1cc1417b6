/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.check;

import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.echelon.PartOutcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Simulates levels and says whether the formulas' backorders hold.
 *
 * <p>Independent replications from an empty start with a warm-up; Student intervals over replications. The same seed gives the same
 * result whatever the number of threads: each part and replication has its own stream.
 *
 * @param expected backorders by formula, all parts and sites
 * @param low lower end of the 95 % interval of the simulated mean
 * @param agrees whether the expected value lies in the 99.9 % interval
 * @param outside parts whose own 95 % interval misses their expected value; about one in twenty does by chance
 */
public record StockCheck(
        long seed,
        int replications,
        double expected,
        double simulated,
        double low,
        double high,
        double fillRate,
        boolean agrees,
        int outside,
        List<Part> parts) {

    public static final int REPLICATIONS = 20;

    /** Student's t with 19 degrees of freedom, both sides. */
    private static final double T95 = 2.093;

    private static final double T999 = 3.883;
    private static final double DEMANDS_MAX = 40_000_000;
    private static final double DEMANDS_EACH = 20_000;

    /** One part: its formula, its simulated mean and its 95 % interval. */
    public record Part(String part, double expected, double simulated, double low, double high, double fillRate) {}

    /** Simulates what these outcomes say. */
    public static StockCheck of(List<PartOutcome> outcomes, long seed) {
        double each = Math.max(200, Math.min(DEMANDS_EACH, DEMANDS_MAX / (outcomes.size() * (double) REPLICATIONS)));
        List<double[][]> runs = IntStream.range(0, outcomes.size())
                .parallel()
                .mapToObj(i -> runs(outcomes.get(i), seed, i, each))
                .toList();
        double[] sum = new double[REPLICATIONS];
        double demand = 0;
        double met = 0;
        double expected = 0;
        double shortest = 0;
        int outside = 0;
        List<Part> parts = new java.util.ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            double[] backorders = runs.get(i)[0];
            for (int r = 0; r < REPLICATIONS; r++) {
                sum[r] += backorders[r];
            }
            double mean = mean(backorders);
            double half = T95 * error(backorders);
            double own = outcomes.get(i).backorders();
            SparePart part = outcomes.get(i).part();
            double rare = rare(part, each);
            double fill = mean(runs.get(i)[1]);
            parts.add(new Part(part.name(), own, mean, Math.max(0, mean - half), mean + half, fill));
            outside += Math.abs(mean - own) > half + rare ? 1 : 0;
            expected += own;
            shortest += rare;
            met += fill * part.demandPerDay();
            demand += part.demandPerDay();
        }
        double mean = mean(sum);
        double error = error(sum);
        return new StockCheck(
                seed,
                REPLICATIONS,
                expected,
                mean,
                Math.max(0, mean - T95 * error),
                mean + T95 * error,
                demand == 0 ? 1 : met / demand,
                Math.abs(mean - expected) <= T999 * error + shortest,
                outside,
                parts);
    }

    /** The mean backorders of a single wait of the longest time: below this the simulation cannot tell a value from none. */
    private static double rare(SparePart part, double demands) {
        double rate = part.demandPerDay();
        return rate == 0 ? 0 : longest(part) / (REPLICATIONS * demands / rate);
    }

    private static double longest(SparePart part) {
        double longest = Math.max(part.exits().supplyDays(), part.exits().warrantyDays());
        longest = Math.max(longest, part.depot().map(d -> d.repairDays()).orElse(0.0));
        for (var site : part.sites()) {
            longest = Math.max(longest, Math.max(site.repairDays(), site.shipDays()));
        }
        return longest;
    }

    private static double[][] runs(PartOutcome outcome, long seed, int index, double demands) {
        double[][] out = new double[2][REPLICATIONS];
        SparePart part = outcome.part();
        double rate = part.demandPerDay();
        for (int r = 0; r < REPLICATIONS; r++) {
            if (rate == 0) {
                out[1][r] = 1;
                continue;
            }
            long stream = seed * 0x9E3779B97F4A7C15L + index * (long) REPLICATIONS + r;
            PartRun run = new PartRun(part, outcome.levels(), new SplittableRandom(mixed(stream)));
            double warmUp = 12 * longest(part);
            run.run(warmUp, Math.max(demands / rate, 20 * longest(part)));
            out[0][r] = run.backorders();
            out[1][r] = run.fillRate();
        }
        return out;
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Standard error of the mean. */
    private static double error(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return Math.sqrt(sum / (values.length - 1) / values.length);
    }
}
