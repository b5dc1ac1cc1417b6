/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

import io.plimsoll.forecast.math.Special;
import io.plimsoll.forecast.scenario.Scenario;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many replications of one scenario. They run side by side on whatever threads the caller's parallel streams have; each takes its
 * draws from its own number and results are put together in the order of the numbers, so the sums are the same to the last bit.
 */
public final class Batch {

    private static final int BLOCK = 16;

    /** So many replications are enough for the bands of single weeks. */
    public static final int WEEKLY_MAX = 5_000;

    /** So many weeks are told one by one. */
    public static final int WEEKS_MAX = 53;

    public final int replications;
    public final int draws;

    /** By commitment, then replication. */
    public final double[][] worst;

    public final double[][] mean;
    public final boolean[][] held;
    public final double[][] credits;

    /** By commitment, week, and replication up to {@link #WEEKLY_MAX}: deliverable units on average over the week. */
    public final double[][][] weekUnits;

    /** The same: the share of the promise by its own measure. */
    public final double[][][] weekShare;

    /** By replication. */
    public final double[] weights;

    /** Sums over all replications. */
    public final Outcome total;

    private Batch(Layout layout, int replications, int draws, int weeks) {
        this.replications = replications;
        this.draws = draws;
        int commitments = layout.commitmentClass.length;
        worst = new double[commitments][replications];
        mean = new double[commitments][replications];
        held = new boolean[commitments][replications];
        credits = new double[commitments][replications];
        weights = new double[replications];
        weekUnits = new double[commitments][weeks][Math.min(replications, WEEKLY_MAX)];
        weekShare = new double[commitments][weeks][Math.min(replications, WEEKLY_MAX)];
        total = new Outcome(layout, 0);
    }

    /**
     * @param draws of the uncertain rates; replication r has draw r modulo this. 1 for the rates as given
     * @param tilt importance sampling; null for none
     */
    public static Batch run(Scenario scenario, int replications, long seed, int draws, @Nullable Tilt tilt) {
        return run(scenario, replications, seed, draws, tilt, 0);
    }

    /** As {@link #run}, and every whole week of the horizon by itself, up to {@link #WEEKS_MAX}. */
    public static Batch weekly(Scenario scenario, int replications, long seed, int draws) {
        int weeks = (int) Math.min(WEEKS_MAX, scenario.horizonDays() / Ledger.WEEK);
        return run(scenario, replications, seed, draws, null, weeks);
    }

    private static Batch run(
            Scenario scenario, int replications, long seed, int draws, @Nullable Tilt tilt, int weeks) {
        Layout layout = new Layout(scenario);
        byte[] classOf = new byte[layout.nodes];
        for (int c = 0; c + 1 < layout.firstNode.length; c++) {
            java.util.Arrays.fill(classOf, layout.firstNode[c], layout.firstNode[c + 1], (byte) c);
        }
        double[][] factors = new double[draws][];
        for (int d = 0; d < draws; d++) {
            factors[d] = factors(scenario, seed, d, draws);
        }
        Batch batch = new Batch(layout, replications, draws, weeks);
        List<Outcome> blocks = IntStream.range(0, (replications + BLOCK - 1) / BLOCK)
                .parallel()
                .mapToObj(block -> {
                    Outcome sum = new Outcome(layout, 0);
                    int end = Math.min(replications, (block + 1) * BLOCK);
                    for (int r = block * BLOCK; r < end; r++) {
                        Outcome one = new Replication(layout, weeks, classOf, seed, r, factors[r % draws], tilt).run();
                        batch.keep(r, one);
                        add(sum, one);
                    }
                    return sum;
                })
                .toList();
        blocks.forEach(b -> add(batch.total, b));
        return batch;
    }

    /** Multiples of the rates: all 1 without draws, else gamma with mean 1 and the rate's coefficient of variation. */
    private static double[] factors(Scenario scenario, long seed, int draw, int draws) {
        Stream random = new Stream(seed, draw, 13L << 32);
        double[] uncertainty = java.util.stream.DoubleStream.concat(
                        scenario.failures().stream().mapToDouble(Scenario.Failure::uncertainty),
                        scenario.shocks().stream().mapToDouble(Scenario.Shock::uncertainty))
                .toArray();
        double[] out = new double[uncertainty.length];
        for (int i = 0; i < out.length; i++) {
            double u = random.nextDouble();
            double shape = 1 / (uncertainty[i] * uncertainty[i]);
            out[i] = draws == 1 || uncertainty[i] == 0 ? 1 : Special.gammaQuantile(shape, Math.max(u, 1e-12)) / shape;
        }
        return out;
    }

    private void keep(int r, Outcome one) {
        weights[r] = one.weight;
        for (int i = 0; i < worst.length; i++) {
            worst[i][r] = one.worstWindow[i];
            mean[i][r] = one.meanWindow[i];
            held[i][r] = one.breaches[i] == 0;
            credits[i][r] = one.credits[i];
            for (int w = 0; r < WEEKLY_MAX && w < one.weekUnits[i].length; w++) {
                weekUnits[i][w][r] = one.weekUnits[i][w];
                weekShare[i][w][r] = one.weekShare[i][w];
            }
        }
    }

    private static void add(Outcome sum, Outcome one) {
        add(sum.downDays, one.downDays);
        add(sum.racksShortDays, one.racksShortDays);
        add(sum.waitingPartDays, one.waitingPartDays);
        add(sum.waitingCrewDays, one.waitingCrewDays);
        add(sum.busyDays, one.busyDays);
        for (int c = 0; c < sum.downHistogram.length; c++) {
            add(sum.downHistogram[c], one.downHistogram[c]);
        }
        for (int i = 0; i < sum.breaches.length; i++) {
            sum.breaches[i] += one.breaches[i];
            sum.windows[i] += one.windows[i];
        }
        sum.failures += one.failures;
        sum.events += one.events;
    }

    private static void add(double[] sum, double[] one) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += one[i];
        }
    }
}
