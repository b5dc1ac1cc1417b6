/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.demand;

/**
 * The law of a count X of units that are out (in repair, on the way, on order), and what a stock of {@code s} against it means.
 *
 * <p>Poisson and negative binomial share one recurrence, {@code p(x+1)/p(x) = (m + x(v-1)) / (v(x+1))} with mean m and
 * variance-to-mean v; v = 1 is Poisson. The probabilities are built from the mode outwards and normalised, so that nothing
 * overflows for large means, and all sums run over positive terms, smallest first, with compensation. Immutable.
 *
 * <p>Backorders B = (X - s)+. Formulas: Sherbrooke, Optimal Inventory Modeling of Systems, chapter 2.
 */
public final class CountLaw {

    /** Largest mean that is taken; above it a table of probabilities is the wrong tool. */
    public static final double MEAN_MAX = 200_000;
    /** Largest variance-to-mean ratio that is taken. */
    public static final double VARIANCE_TO_MEAN_MAX = 1_000;

    private static final double NEGLIGIBLE = 1e-40;

    private final double mean;
    private final double[] probability;
    /** P(X > s). */
    private final double[] above;
    /** E(X - s)+. */
    private final double[] backorders;

    private CountLaw(double mean, double[] probability) {
        this.mean = mean;
        this.probability = probability;
        this.above = tails(probability);
        this.backorders = sumsFrom(above);
    }

    /** Poisson with this mean, 0 to {@link #MEAN_MAX}. */
    public static CountLaw poisson(double mean) {
        return of(mean, 1);
    }

    /**
     * Poisson if the variance-to-mean ratio is 1, else negative binomial.
     *
     * @throws IllegalArgumentException if the mean is not in 0..{@link #MEAN_MAX} or the ratio not in
     *     1..{@link #VARIANCE_TO_MEAN_MAX}
     */
    public static CountLaw of(double mean, double varianceToMean) {
        if (!(mean >= 0 && mean <= MEAN_MAX)) {
            throw new IllegalArgumentException("a mean is 0 to " + MEAN_MAX + ", not " + mean);
        }
        if (!(varianceToMean >= 1 && varianceToMean <= VARIANCE_TO_MEAN_MAX)) {
            throw new IllegalArgumentException(
                    "a variance-to-mean ratio is 1 to " + VARIANCE_TO_MEAN_MAX + ", not " + varianceToMean);
        }
        if (mean == 0) {
            return new CountLaw(0, new double[] {1});
        }
        return new CountLaw(mean, build(mean, varianceToMean));
    }

    /** The law with these probabilities of 0, 1, 2, ...; they are normalised. */
    public static CountLaw ofProbabilities(double[] weights) {
        double total = sum(weights);
        double[] p = new double[weights.length];
        double mean = 0;
        for (int x = 0; x < p.length; x++) {
            p[x] = weights[x] / total;
            mean += x * p[x];
        }
        return new CountLaw(mean, p);
    }

    private static double[] build(double m, double v) {
        int mode = (int) Math.max(0, Math.floor(m - (v - 1)));
        int last = mode;
        double p = 1;
        while (p > NEGLIGIBLE) {
            p *= (m + last * (v - 1)) / (v * (last + 1.0));
            last++;
        }
        double[] out = new double[last + 1];
        out[mode] = 1;
        for (int x = mode; x < last; x++) {
            out[x + 1] = out[x] * ((m + x * (v - 1)) / (v * (x + 1.0)));
        }
        for (int x = mode - 1; x >= 0 && out[x + 1] > NEGLIGIBLE; x--) {
            out[x] = out[x + 1] * (v * (x + 1.0) / (m + x * (v - 1)));
        }
        double total = sum(out);
        for (int x = 0; x <= last; x++) {
            out[x] /= total;
        }
        return out;
    }

    private static double sum(double[] values) {
        double sum = 0;
        double lost = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            double y = values[i] - lost;
            double t = sum + y;
            lost = (t - sum) - y;
            sum = t;
        }
        return sum;
    }

    /** From P(X = s) to P(X > s), with compensation. */
    private static double[] tails(double[] p) {
        double[] out = new double[p.length];
        double sum = 0;
        double lost = 0;
        for (int s = p.length - 2; s >= 0; s--) {
            double y = p[s + 1] - lost;
            double t = sum + y;
            lost = (t - sum) - y;
            sum = t;
            out[s] = sum;
        }
        return out;
    }

    /** The sum of the values from index s on, for each s, with compensation. */
    private static double[] sumsFrom(double[] values) {
        double[] out = new double[values.length];
        double sum = 0;
        double lost = 0;
        for (int s = values.length - 1; s >= 0; s--) {
            double y = values[s] - lost;
            double t = sum + y;
            lost = (t - sum) - y;
            sum = t;
            out[s] = sum;
        }
        return out;
    }

    public double mean() {
        return mean;
    }

    /** How many counts, from 0 on, have a probability that is kept. */
    public int size() {
        return probability.length;
    }

    /** P(X = x). */
    public double probability(int x) {
        return x < 0 || x >= probability.length ? 0 : probability[x];
    }

    /** P(X > s): the share of time in which a demand has to wait if the stock is s + 1. */
    public double above(int s) {
        return s < 0 ? 1 : s >= above.length ? 0 : above[s];
    }

    /** P(X &lt;= x). */
    public double atMost(int x) {
        if (x < 0) {
            return 0;
        }
        if (above(x) < 0.5) {
            return 1 - above(x);
        }
        double sum = 0;
        for (int i = 0; i <= Math.min(x, probability.length - 1); i++) {
            sum += probability[i];
        }
        return sum;
    }

    /** E(X - s)+, the expected backorders (EBO) with stock s. */
    public double backorders(int s) {
        return s < 0 ? mean - s : s >= backorders.length ? 0 : backorders[s];
    }

    /** The variance of the backorders (VBO) with stock s, summed around its mean. */
    public double backorderVariance(int s) {
        double expected = backorders(s);
        double none = s < 0 ? 0 : atMost(s);
        double sum = none * expected * expected;
        for (int x = probability.length - 1; x > s && x >= 0; x--) {
            double d = x - s - expected;
            sum += probability[x] * d * d;
        }
        return sum;
    }

    /** The share of single demands that are met from stock at once: P(X &lt; s) for Poisson arrivals. */
    public double fillRate(int s) {
        return atMost(s - 1);
    }

    /** P(X &lt;= s): the share of time in which nothing is backordered. */
    public double readyRate(int s) {
        return atMost(s);
    }

    /** The smallest stock at which P(X > s), a backorder standing, is at most this. */
    public int stockFor(double stockoutProbability) {
        int s = 0;
        while (above(s) > stockoutProbability) {
            s++;
        }
        return s;
    }

    /** The variance of X, summed around its mean. */
    public double variance() {
        double sum = 0;
        for (int x = probability.length - 1; x >= 0; x--) {
            double d = x - mean;
            sum += probability[x] * d * d;
        }
        return sum;
    }

    /** A copy of the probabilities of 0, 1, 2, ... */
    public double[] probabilities() {
        return probability.clone();
    }
}
