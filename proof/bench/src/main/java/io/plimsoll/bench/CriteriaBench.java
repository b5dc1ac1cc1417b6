/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import com.sun.management.OperatingSystemMXBean;
import io.plimsoll.acceptance.criteria.Anchor;
import io.plimsoll.acceptance.criteria.CriteriaJudge;
import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.LearnOptions;
import io.plimsoll.acceptance.criteria.LearnedCriterion;
import io.plimsoll.acceptance.criteria.Learner;
import io.plimsoll.acceptance.criteria.NodeJudgement;
import io.plimsoll.acceptance.criteria.Note;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.model.Verdict;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The measurement behind {@code plimsoll bench criteria}. */
final class CriteriaBench {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final double SPREAD = 0.004;

    /** Nodes judged for each point of the curves, over as many fleets as that takes. */
    private static final int ROC_NODES = 8_192;

    /** Laws of noise; the bad side is the negative one. */
    enum Noise {
        NORMAL,
        LOG_NORMAL,
        SKEWED,
        HEAVY_T4,
        HEAVY_T3,
        /** A tool that prints one digit too few. */
        ROUNDED,
        /** Two clock bins: two modes, which are to be told. */
        BINS;

        double draw(RandomGenerator random) {
            return switch (this) {
                case NORMAL -> random.nextGaussian();
                case LOG_NORMAL -> 1 - Math.exp(0.5 * random.nextGaussian());
                case SKEWED -> 1 - random.nextExponential();
                case HEAVY_T4 -> student(random, 4);
                case HEAVY_T3 -> student(random, 3);
                case ROUNDED -> Math.rint(random.nextGaussian());
                case BINS -> (random.nextDouble() < 0.6 ? 0 : -3) + 0.5 * random.nextGaussian();
            };
        }

        private static double student(RandomGenerator random, int degrees) {
            double squares = 0;
            for (int i = 0; i < degrees; i++) {
                double g = random.nextGaussian();
                squares += g * g;
            }
            return random.nextGaussian() / Math.sqrt(squares / degrees);
        }
    }

    /** @param processorMillis of all threads for both, which a busy machine does not stretch */
    record Speed(
            int nodes, int metrics, int valuesEach, double learnMillis, double judgeMillis, double processorMillis) {}

    /**
     * @param rate share of healthy nodes that fail any of the metrics
     * @param low and high: 95 % interval over seeds
     * @param limitSpreads the median limit, in spreads of the noise under the centre
     * @param multimodal share of metrics that were told to have more than one mode; only those of the bins have
     */
    record FalseFails(
            String noise,
            int nodes,
            int metrics,
            int seeds,
            double rate,
            double low,
            double high,
            double limitSpreads,
            double multimodal) {}

    record Majority(
            double badShare,
            boolean anchored,
            int alarms,
            int badFailed,
            int badInconclusive,
            int badPassed,
            int goodFailed) {}

    record Result(
            Machine machine,
            List<Speed> speed,
            List<CriteriaRoc.Row> roc,
            List<FalseFails> falseFails,
            List<Majority> majority) {}

    private CriteriaBench() {}

    static Result run(int nodes, int metrics, int seeds) {
        List<CriteriaRoc.Row> roc = new ArrayList<>();
        for (double lost : new double[] {0.01, 0.03, 0.05, 0.10, 0.25}) {
            for (int size : new int[] {32, 128, 512, 2_048}) {
                roc.addAll(CriteriaRoc.run(size, Math.max(1, ROC_NODES / size), lost));
            }
        }
        List<FalseFails> rates = new ArrayList<>();
        for (int size : new int[] {128, 1_024}) {
            for (Noise noise : Noise.values()) {
                rates.add(falseFails(noise, size, metrics, seeds));
            }
        }
        List<Majority> majority = new ArrayList<>();
        for (double share : new double[] {0.25, 0.5, 0.6, 1}) {
            majority.add(majority(share, false));
            majority.add(majority(share, true));
        }
        return new Result(Machine.here(), List.of(speed(nodes, metrics, 1)), roc, rates, majority);
    }

    private static double[][] values(RandomGenerator random, int nodes, int metrics, Noise noise) {
        double[][] out = new double[metrics][nodes];
        for (double[] column : out) {
            Arrays.setAll(column, i -> 400 * (1 + SPREAD * noise.draw(random)));
        }
        return out;
    }

    private static Samples table(double[][] values, int each) {
        return Samples.ofTable(
                IntStream.range(0, values[0].length / each)
                        .mapToObj(CriteriaFleet::node)
                        .toList(),
                IntStream.range(0, values.length)
                        .mapToObj(i -> String.format("busbw%05d", i))
                        .toList(),
                "GB/s",
                each,
                values);
    }

    private static Speed speed(int nodes, int metrics, int each) {
        Samples samples = table(values(CriteriaFleet.random(1), nodes * each, metrics, Noise.NORMAL), each);
        double[] learn = new double[ROUNDS];
        double[] judge = new double[ROUNDS];
        double[] processor = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long busy = processorNanos();
            long start = System.nanoTime();
            CriterionSet set = learn(samples);
            long middle = System.nanoTime();
            List<NodeJudgement> judged = CriteriaJudge.judge(set, samples, Map.of());
            long end = System.nanoTime();
            if (judged.size() != nodes) {
                throw new IllegalStateException("judged " + judged.size() + " of " + nodes);
            }
            if (i >= 0) {
                learn[i] = (middle - start) / 1e6;
                judge[i] = (end - middle) / 1e6;
                processor[i] = (processorNanos() - busy) / 1e6;
            }
        }
        Arrays.sort(learn);
        Arrays.sort(judge);
        Arrays.sort(processor);
        return new Speed(nodes, metrics, each, learn[ROUNDS / 2], judge[ROUNDS / 2], processor[ROUNDS / 2]);
    }

    /** Of the whole process, or 0 where the platform does not tell. */
    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    private static CriterionSet learn(Samples samples) {
        return Learner.learn(samples, LearnOptions.of("bench", Instant.EPOCH));
    }

    private static FalseFails falseFails(Noise noise, int nodes, int metrics, int seeds) {
        double[] rates = new double[seeds];
        List<Double> limits = new ArrayList<>();
        long multimodal = 0;
        for (int seed = 0; seed < seeds; seed++) {
            RandomGenerator random = CriteriaFleet.random(31L * seed + nodes);
            CriterionSet set = learn(table(values(random, nodes, metrics, noise), 1));
            for (LearnedCriterion c : set.criteria("all")) {
                limits.add(c.distanceMax() / SPREAD);
                multimodal += c.has(Note.Code.MULTIMODAL) ? 1 : 0;
            }
            List<NodeJudgement> fresh =
                    CriteriaJudge.judge(set, table(values(random, 1_024, metrics, noise), 1), Map.of());
            rates[seed] = (double) fresh.stream()
                            .filter(j -> j.findings().stream().anyMatch(f -> f.verdict() == Verdict.FAIL))
                            .count()
                    / fresh.size();
        }
        double mean = Arrays.stream(rates).average().orElse(0);
        double variance = Arrays.stream(rates).map(r -> (r - mean) * (r - mean)).sum() / Math.max(1, seeds - 1);
        double half = 1.96 * Math.sqrt(variance / seeds);
        // With no failure at all, three over the number of tries is the 95 % bound.
        double high = mean == 0 ? 3.0 / (1_024.0 * seeds) : mean + half;
        limits.sort(Double::compare);
        return new FalseFails(
                noise.name(),
                nodes,
                metrics,
                seeds,
                mean,
                Math.max(0, mean - half),
                high,
                limits.get(limits.size() / 2),
                (double) multimodal / limits.size());
    }

    /** The wrong firmware takes 6 % off two metrics of a share of 1,024 nodes. */
    private static Majority majority(double share, boolean anchored) {
        int nodes = 1_024;
        int bad = (int) (share * nodes);
        LearnOptions options = LearnOptions.of("bench", Instant.EPOCH);
        if (anchored) {
            CriterionSet signed = learn(table(values(CriteriaFleet.random(5), nodes, 8, Noise.NORMAL), 1));
            Anchor anchor =
                    CriterionSets.read(CriterionSets.write(signed), "signed").anchor();
            options = options.withAnchor(anchor);
        }
        double[][] values = values(CriteriaFleet.random(6), nodes, 8, Noise.NORMAL);
        for (int i = 0; i < bad; i++) {
            values[0][i] *= 0.94;
            values[1][i] *= 0.94;
        }
        Samples samples = table(values, 1);
        CriterionSet set = Learner.learn(samples, options);
        List<NodeJudgement> judged = CriteriaJudge.judge(set, samples, Map.of());
        int[] counts = new int[4];
        for (int i = 0; i < nodes; i++) {
            Verdict verdict = judged.get(i).verdict();
            if (i >= bad) {
                counts[3] += verdict == Verdict.FAIL ? 1 : 0;
            } else {
                counts[verdict == Verdict.FAIL ? 0 : verdict == Verdict.PASS ? 2 : 1]++;
            }
        }
        return new Majority(share, anchored, set.alarms().size(), counts[0], counts[1], counts[2], counts[3]);
    }
}
