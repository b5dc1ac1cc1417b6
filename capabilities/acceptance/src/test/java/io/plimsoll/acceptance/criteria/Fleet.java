/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Synthetic fleets for tests. */
final class Fleet {

    /** Laws of noise with a spread of about one; the bad side is the negative one. */
    enum Noise {
        NORMAL,
        LOG_NORMAL,
        SKEWED,
        HEAVY;

        double draw(RandomGenerator random) {
            return switch (this) {
                case NORMAL -> random.nextGaussian();
                case LOG_NORMAL -> 1 - Math.exp(0.5 * random.nextGaussian());
                case SKEWED -> 1 - random.nextExponential();
                case HEAVY -> {
                    double squares = 0;
                    for (int i = 0; i < 4; i++) {
                        double g = random.nextGaussian();
                        squares += g * g;
                    }
                    yield random.nextGaussian() / Math.sqrt(squares / 4);
                }
            };
        }
    }

    private Fleet() {}

    static List<String> names(String prefix, int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> String.format("%s%05d", prefix, i))
                .toList();
    }

    /** {@code values[metric][node]} around 400 with this spread. */
    static double[][] values(RandomGenerator random, int nodes, int metrics, Noise noise, double spread) {
        double[][] out = new double[metrics][nodes];
        for (double[] column : out) {
            for (int i = 0; i < nodes; i++) {
                column[i] = 400 * (1 + spread * noise.draw(random));
            }
        }
        return out;
    }

    static Samples samples(double[][] values) {
        return Samples.ofTable(names("n", values[0].length), names("busbw", values.length), "GB/s", values);
    }

    static LearnOptions options() {
        return LearnOptions.of("fleet", Instant.EPOCH);
    }

    static CriterionSet learn(double[][] values) {
        return Learner.learn(samples(values), options());
    }

    static List<NodeJudgement> judge(CriterionSet set, double[][] values) {
        return CriteriaJudge.judge(set, samples(values), Map.of());
    }

    static LearnedCriterion first(CriterionSet set) {
        return set.criteria("all").getFirst();
    }
}
