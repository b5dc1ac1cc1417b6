/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.criteria.Run;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.acceptance.criteria.SamplesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A synthetic fleet of 8-GPU H100 nodes. Only means are public, so the spread is built from the repeatabilities that
 * SuperBench published (USENIX ATC'24): for a normal law the mean relative gap of two repeats is 1.128 standard deviations.
 * Nodes differ from one another by as much again; that share is an assumption.
 */
final class CriteriaFleet {

    /**
     * A metric of a node.
     *
     * @param repeatability of SuperBench's benchmark of this kind
     * @param dcgm the limit in DCGM's SKU file for the H100 80GB HBM3; 0 for none
     * @param nhc the limit in AzureHPC NHC's ND H100 v5 configuration; 0 for none
     */
    record Metric(String name, double healthy, double repeatability, int scopes, double dcgm, double nhc) {
        double spread() {
            return (1 - repeatability) / 1.128;
        }
    }

    /** Healthy values and limits from the sources that docs/benchmarks/criteria.md names. */
    static final List<Metric> METRICS = List.of(
            new Metric("hbm_bandwidth", 2_540, 0.9944, 8, 1_905, 0),
            new Metric("sm_stress_gflops", 39_000, 0.9944, 8, 29_250, 0),
            new Metric("h2d_bandwidth", 55, 0.9968, 8, 0, 52),
            new Metric("ib_loopback_busbw", 47, 0.9996, 8, 0, 40),
            new Metric("nvlink_allreduce_busbw", 476.5, 0.9989, 1, 0, 460),
            new Metric("ib_allreduce_busbw", 190, 0.9990, 1, 0, 0),
            new Metric("bert_throughput", 380, 0.9939, 1, 0, 0),
            new Metric("resnet_throughput", 2_700, 0.9921, 1, 0, 0));

    /** One node's defect: a share lost on one scope of one metric. */
    record Defect(int metric, int scope, double lost) {
        static final Defect NONE = new Defect(-1, 0, 0);
    }

    private CriteriaFleet() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static String node(int i) {
        return String.format("n%05d", i);
    }

    /** By node, metric and scope. */
    static double[][][] values(RandomGenerator random, List<Defect> defects) {
        double[][][] out = new double[defects.size()][METRICS.size()][];
        for (int i = 0; i < out.length; i++) {
            for (int m = 0; m < METRICS.size(); m++) {
                Metric metric = METRICS.get(m);
                double own = random.nextGaussian();
                out[i][m] = new double[metric.scopes()];
                for (int s = 0; s < metric.scopes(); s++) {
                    double lost = defects.get(i).metric() == m && defects.get(i).scope() == s
                            ? defects.get(i).lost()
                            : 0;
                    out[i][m][s] =
                            metric.healthy() * (1 - lost) * (1 + metric.spread() * (own + random.nextGaussian()));
                }
            }
        }
        return out;
    }

    static Samples samples(double[][][] values) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            List<Measurement> of = new ArrayList<>();
            for (int m = 0; m < METRICS.size(); m++) {
                for (int s = 0; s < values[i][m].length; s++) {
                    of.add(new Measurement(METRICS.get(m).name(), "", values[i][m][s], "gpu:" + s));
                }
            }
            runs.add(new Run(node(i), "bench", of, List.of()));
        }
        return new SamplesBuilder().addAll(runs).build();
    }
}
