/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.Arrays;
import java.util.List;

/**
 * How a metric is spread where all is well, for "higher is better" metrics: a Student t with 4 degrees of freedom around the
 * median of a learned sample, so that a few outliers in the sample do not widen it. What is degraded may sit anywhere below the
 * median, evenly.
 *
 * @param median of the healthy sample
 * @param scale 1.4826 times the median absolute deviation, and at least 0.2 % of the median
 */
public record HealthyValues(double median, double scale) {

    private static final double SCALE_SHARE_MIN = 0.002;
    private static final double FREEDOM = 4;
    /** Gamma(2.5) / (sqrt(4 pi) Gamma(2)). */
    private static final double PEAK = 0.375;

    public HealthyValues {
        if (!(median > 0) || !Double.isFinite(median)) {
            throw new IllegalArgumentException("a healthy value is above 0, not " + median);
        }
        scale = Math.max(scale, SCALE_SHARE_MIN * median);
    }

    /** From the centroid sample of a learned criterion, or any sample of healthy values. */
    public static HealthyValues of(List<Double> sample) {
        double median = median(sample.stream().mapToDouble(Double::doubleValue).toArray());
        double spread =
                median(sample.stream().mapToDouble(v -> Math.abs(v - median)).toArray());
        return new HealthyValues(median, 1.4826 * spread);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }

    /** Density of a value where all is well. Above the median it is flat: better than usual is no evidence of a fault. */
    double healthyDensity(double value) {
        double t = Math.min(0, value - median) / scale;
        return PEAK / scale * Math.pow(1 + t * t / FREEDOM, -(FREEDOM + 1) / 2);
    }

    /** Density of a value where something is degraded: even below the median, and the tail of the healthy above it. */
    double degradedDensity(double value) {
        double even = 1 / median;
        if (value <= median) {
            return even;
        }
        double t = (value - median) / scale;
        return even * Math.pow(1 + t * t / FREEDOM, -(FREEDOM + 1) / 2);
    }
}
