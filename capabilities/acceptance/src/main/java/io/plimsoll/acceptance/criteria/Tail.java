/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

/**
 * How far from the centre a healthy node may be, so that the chance that the next healthy node is farther is {@code p},
 * also where {@code p} is far below one in the number of nodes.
 *
 * <p>Peaks over a threshold (Pickands 1975): the distances beyond the threshold {@code u}, the largest twentieth, follow a
 * generalised Pareto law with P(Y > y) = (1 + theta y)^(-1/shape). For each theta on a grid the best shape is the mean of
 * log(1 + theta y) (Zhang and Stephens 2009), 1/shape has a Gamma posterior with k degrees, and that integrates in closed
 * form to the <b>predictive</b> chance (1 + log(1 + theta y) / (k shape))^-k; the grid points are weighted by their profile
 * likelihood. So the uncertainty of few exceedances is in the limit, and fewer nodes give a wider one. No shape under 0 (a
 * tail that ends) is believed, and none over {@link #SHAPE_MAX}.
 *
 * <p>Bad nodes would make the tail heavy and hide themselves. So the nodes that count are grown outwards from the inner 85
 * %: first those within a limit from that part alone, then, until nothing changes, those within the limit that the present
 * ones give. A heavy tail is taken back in step by step; a group behind a gap is not.
 */
final class Tail {

    /** Student's t with two degrees of freedom; heavier is contamination. */
    static final double SHAPE_MAX = 0.5;

    private static final double THRESHOLD_SHARE = 0.05;
    private static final int EXCEEDANCES_MIN = 30;
    private static final int EXCEEDANCES_MAX = 400;
    private static final int ROUNDS_MAX = 30;
    private static final double START_LOW = 0.60;
    private static final double START_HIGH = 0.85;

    /** Mean excesses beyond the inner part's lower end at which the start is cut: one in a hundred of an exponential tail. */
    private static final double START_CUT = 4.6;

    private static final double[] THETA = {0, 0.03, 0.07, 0.12, 0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.2, 3.5};

    /**
     * The law is asked for this share of the wanted chance; the rest is for what a law fitted at a finite threshold gets
     * wrong (it takes the tails of Student's t with 3 and 4 degrees for lighter than they are).
     */
    static final double MODEL_SHARE = 0.2;

    /** Mean of the exponential prior of the shape: a heavy tail must show itself, and is not ruled out where nodes are few. */
    private static final double SHAPE_PRIOR_MEAN = 0.3;

    /**
     * A node is set aside where fewer than this many of all were to be expected so far out. Here the law is asked for the
     * whole chance: with a share of it bad nodes within the wide limit would be taken in, and would widen it further.
     */
    private static final double EXPECTED_BEYOND = 0.05;

    private Tail() {}

    /**
     * @param limit the distance that a healthy node exceeds with chance p
     * @param kept how many of the sorted distances count as healthy
     * @param exceedances how many of those the tail was fitted on
     * @param shape the posterior mean of the tail's shape
     */
    record Fit(double limit, int kept, int exceedances, double shape) {}

    /**
     * @param sorted distances, ascending
     * @param resolution the smallest step that the tool prints, as a distance; 0 if it is fine
     * @param p wanted chance
     */
    static Fit fit(double[] sorted, double p, double resolution) {
        int n = sorted.length;
        double keepAt = Math.min(p, EXPECTED_BEYOND / n) / MODEL_SHARE;
        int kept = countTo(sorted, start(sorted, resolution));
        for (int round = 0; round < ROUNDS_MAX; round++) {
            int more = countTo(sorted, at(sorted, kept, keepAt, resolution).limit());
            if (more <= kept) {
                break;
            }
            kept = more;
        }
        return at(sorted, kept, p, resolution);
    }

    /** The first limit, from order statistics of the inner part alone: an exponential tail, censored at its upper end. */
    static double start(double[] sorted, double resolution) {
        int n = sorted.length;
        int low = (int) (START_LOW * n);
        int high = Math.max(low + 1, (int) (START_HIGH * n));
        double u = Math.max(0, sorted[Math.min(low, n - 1)]);
        double end = sorted[Math.min(high, n - 1)];
        double sum = 0;
        for (int i = low; i < Math.min(high, n); i++) {
            sum += Math.max(0, sorted[i] - u);
        }
        double mean = (sum + (n - high) * (end - u)) / Math.max(1, high - low);
        return Math.max(end, u + START_CUT * Math.max(mean, resolution)) + resolution;
    }

    static int countTo(double[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The fit on the first {@code n} distances. */
    static Fit at(double[] sorted, int n, double p, double resolution) {
        int k = Math.clamp(Math.round(THRESHOLD_SHARE * n), Math.min(EXCEEDANCES_MIN, n / 3), EXCEEDANCES_MAX);
        k = Math.max(1, Math.min(k, n - 1));
        double u = sorted[n - k - 1];
        double sum = 0;
        for (int i = n - k; i < n; i++) {
            sum += sorted[i] - u;
        }
        double mean = Math.max(sum / k, resolution);
        double wanted = MODEL_SHARE * p * n / k;
        if (mean <= 0 || wanted >= 1) {
            return new Fit(u + resolution, n, k, 0);
        }
        double[] shape = new double[THETA.length];
        double[] weight = new double[THETA.length];
        shapes(sorted, n, k, u, mean, shape);
        double total = weigh(k, shape, weight);
        double shapeMean = 0;
        for (int j = 0; j < THETA.length; j++) {
            weight[j] /= total;
            shapeMean += weight[j] * shape[j];
        }
        double low = 0;
        double high = 1;
        while (predictive(high, k, shape, weight) > wanted && high < 1e9) {
            high *= 2;
        }
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if (predictive(middle, k, shape, weight) > wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Fit(u + high * mean + resolution, n, k, shapeMean);
    }

    /** The best shape for each theta, in units of the mean excess. */
    private static void shapes(double[] sorted, int n, int k, double u, double mean, double[] shape) {
        for (int j = 1; j < THETA.length; j++) {
            double theta = THETA[j];
            double product = 1;
            double sum = 0;
            for (int i = n - k; i < n; i++) {
                product *= 1 + theta * ((sorted[i] - u) / mean);
                if (product > 1e200) {
                    sum += Math.log(product);
                    product = 1;
                }
            }
            shape[j] = Math.max((sum + Math.log(product)) / k, 1e-9);
        }
    }

    /** Profile likelihood times an exponential prior of the shape, unnormalised; returns the sum. */
    private static double weigh(int k, double[] shape, double[] weight) {
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < THETA.length; j++) {
            double log = j == 0 ? -k : k * (Math.log(THETA[j] / shape[j]) - shape[j] - 1);
            log -= shape[j] / SHAPE_PRIOR_MEAN;
            weight[j] = j > 0 && shape[j] > SHAPE_MAX ? Double.NEGATIVE_INFINITY : log;
            best = Math.max(best, weight[j]);
        }
        double total = 0;
        for (int j = 0; j < THETA.length; j++) {
            weight[j] = Math.exp(weight[j] - best);
            total += weight[j];
        }
        return total;
    }

    private static double predictive(double y, int k, double[] shape, double[] weight) {
        double sum = 0;
        for (int j = 0; j < THETA.length; j++) {
            if (weight[j] > 0) {
                double z = j == 0 ? y : Math.log1p(THETA[j] * y) / shape[j];
                sum += weight[j] * Math.exp(-k * Math.log1p(z / k));
            }
        }
        return sum;
    }
}
