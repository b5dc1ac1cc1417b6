/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.acceptance.criteria.CriteriaJudge;
import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.Explanation;
import io.plimsoll.acceptance.criteria.LearnOptions;
import io.plimsoll.acceptance.criteria.Learner;
import io.plimsoll.acceptance.criteria.NodeJudgement;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.acceptance.criteria.Stratum;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Who is found among nodes that lost a share of one metric on one GPU or link: four detectors on the same values. */
final class CriteriaRoc {

    static final double BAD_SHARE = 0.1036;
    private static final double VARIANCE = 0.05;
    private static final double FALSE_RATE = 1e-3;

    /** Exceeded by the worst of the 36 values of a healthy node with chance 1e-3 at most: 1e-3 / 36 of a normal law. */
    private static final double KNOWN_LIMIT = 4.03;

    /**
     * One detector at one degradation, summed over seeds.
     *
     * @param nodes of a fleet
     * @param found share of bad nodes that fail
     * @param falseFails share of healthy nodes that fail
     * @param area under the ROC curve of its score; 0 where it has none
     * @param foundAtRate share of bad nodes found with its threshold set so that 1 in 1,000 healthy nodes fails
     */
    record Row(
            int nodes,
            double lostPercent,
            String detector,
            double found,
            double falseFails,
            double area,
            double foundAtRate) {}

    private CriteriaRoc() {}

    static List<Row> run(int nodes, int seeds, double lost) {
        List<String> detectors = List.of(
                "learned", "noise known, no fleet", "SuperBench fix_threshold 5 %", "NHC limits", "DCGM SKU limits");
        List<List<double[]>> scores = new ArrayList<>();
        detectors.forEach(d -> scores.add(new ArrayList<>()));
        for (int seed = 0; seed < seeds; seed++) {
            RandomGenerator random = CriteriaFleet.random(1_000L * seed + Math.round(lost * 100));
            List<CriteriaFleet.Defect> defects = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                int metric = random.nextInt(CriteriaFleet.METRICS.size());
                int scope = random.nextInt(CriteriaFleet.METRICS.get(metric).scopes());
                defects.add(
                        random.nextDouble() < BAD_SHARE
                                ? new CriteriaFleet.Defect(metric, scope, lost)
                                : CriteriaFleet.Defect.NONE);
            }
            double[][][] values = CriteriaFleet.values(random, defects);
            double[][] byDetector = {
                learned(values), known(values), variance(values), fixed(values, false), fixed(values, true)
            };
            for (int d = 0; d < byDetector.length; d++) {
                for (int i = 0; i < nodes; i++) {
                    scores.get(d).add(new double[] {
                        byDetector[d][i], defects.get(i).metric() < 0 ? 0 : 1
                    });
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int d = 0; d < detectors.size(); d++) {
            rows.add(row(nodes, 100 * lost, detectors.get(d), scores.get(d)));
        }
        return rows;
    }

    /** Scores over 1 are failures, for every detector. */
    private static Row row(int nodes, double lost, String detector, List<double[]> scores) {
        double[] bad = scores.stream()
                .filter(s -> s[1] > 0)
                .mapToDouble(s -> s[0])
                .sorted()
                .toArray();
        double[] good = scores.stream()
                .filter(s -> s[1] == 0)
                .mapToDouble(s -> s[0])
                .sorted()
                .toArray();
        double threshold = good[good.length - 1 - (int) (FALSE_RATE * good.length)];
        double area = 0;
        for (double b : bad) {
            int at = Arrays.binarySearch(good, b);
            int below = at >= 0 ? at : -at - 1;
            int same = 0;
            while (below > 0 && good[below - 1] == b) {
                below--;
            }
            while (below + same < good.length && good[below + same] == b) {
                same++;
            }
            area += (below + same / 2.0) / good.length / bad.length;
        }
        return new Row(nodes, lost, detector, above(bad, 1), above(good, 1), area, above(bad, threshold));
    }

    private static double above(double[] scores, double threshold) {
        return (double) Arrays.stream(scores).filter(s -> s > threshold).count() / scores.length;
    }

    /** The largest distance over its limit; the verdict is the judge's own. */
    private static double[] learned(double[][][] values) {
        Samples samples = CriteriaFleet.samples(values);
        CriterionSet set = Learner.learn(samples, LearnOptions.of("bench", Instant.EPOCH));
        Map<String, Double> score = new HashMap<>();
        for (CriteriaFleet.Metric m : CriteriaFleet.METRICS) {
            Explanation.of(set, Stratum.ALL, m.name(), samples, Map.of())
                    .filter(e -> e.criterion().used())
                    .ifPresent(e -> e.values()
                            .forEach(v -> score.merge(
                                    v.node(), v.distance() / e.criterion().distanceMax(), Math::max)));
        }
        for (NodeJudgement j : CriteriaJudge.judge(set, samples, Map.of())) {
            double s = score.getOrDefault(j.node(), 0.0);
            score.put(j.node(), j.verdict() == Verdict.FAIL ? Math.max(s, Math.nextUp(1.0)) : Math.min(s, 1));
        }
        double[] out = new double[values.length];
        Arrays.setAll(out, i -> score.getOrDefault(CriteriaFleet.node(i), 0.0));
        return out;
    }

    /** What no learner can beat without other data: centre and spread of every metric are known, and the law is normal. */
    private static double[] known(double[][][] values) {
        double[] out = new double[values.length];
        for (int m = 0; m < CriteriaFleet.METRICS.size(); m++) {
            CriteriaFleet.Metric metric = CriteriaFleet.METRICS.get(m);
            for (int i = 0; i < out.length; i++) {
                for (double v : values[i][m]) {
                    double z = (1 - v / metric.healthy()) / (metric.spread() * Math.sqrt(2));
                    out[i] = Math.max(out[i], z / KNOWN_LIMIT);
                }
            }
        }
        return out;
    }

    /** SuperBench's fix_threshold: the mean, without values 5 % under it, until stable; then 5 % under the mean fails. */
    private static double[] variance(double[][][] values) {
        double[] out = new double[values.length];
        for (int m = 0; m < CriteriaFleet.METRICS.size(); m++) {
            int metric = m;
            double[] all = Arrays.stream(values)
                    .flatMapToDouble(v -> Arrays.stream(v[metric]))
                    .toArray();
            double mean = Arrays.stream(all).average().orElseThrow();
            for (int kept = -1, before = all.length; kept != before; ) {
                before = kept;
                double limit = mean * (1 - VARIANCE);
                double[] in = Arrays.stream(all).filter(v -> v >= limit).toArray();
                kept = in.length;
                mean = Arrays.stream(in).average().orElseThrow();
            }
            for (int i = 0; i < out.length; i++) {
                for (double v : values[i][m]) {
                    out[i] = Math.max(out[i], (1 - v / mean) / VARIANCE);
                }
            }
        }
        return out;
    }

    private static double[] fixed(double[][][] values, boolean dcgm) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            for (int m = 0; m < CriteriaFleet.METRICS.size(); m++) {
                CriteriaFleet.Metric metric = CriteriaFleet.METRICS.get(m);
                double limit = dcgm ? metric.dcgm() : metric.nhc();
                for (double v : values[i][m]) {
                    out[i] = Math.max(out[i], limit / v);
                }
            }
        }
        return out;
    }
}
