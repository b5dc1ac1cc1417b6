/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Newton;
import io.plimsoll.forecast.math.Special;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks whether units of different batches, positions or suppliers live differently long: one Weibull shape, a scale for each. */
final class CovariateTester {

    private static final int VALUES_MAX = 50;

    private CovariateTester() {}

    /** The test over the values that have failures; empty with fewer than two of those, or too many. */
    static Optional<FitReport.CovariateTest> test(String column, Map<String, List<Lifetime>> by) {
        List<String> names = new ArrayList<>();
        List<Likelihood> parts = new ArrayList<>();
        List<Lifetime> all = new ArrayList<>();
        by.forEach((name, rows) -> {
            if (rows.stream().anyMatch(Lifetime::failure)) {
                names.add(name);
                List<Lifetime> merged = LifeTable.merged(rows);
                parts.add(new Likelihood(Family.WEIBULL, merged, false));
                all.addAll(merged);
            }
        });
        if (names.size() < 2 || names.size() > VALUES_MAX) {
            return Optional.empty();
        }
        LawFitter pooledFitter = new LawFitter(Family.WEIBULL, LifeTable.merged(all), 0.95);
        Optional<Newton.Maximum> pooled = pooledFitter.maximum();
        double[] start = new double[names.size() + 1];
        java.util.Arrays.fill(start, -0.5);
        start[0] = pooled.map(m -> m.at()[1]).orElse(0.0);
        Newton.Maximum apart = Newton.maximise(joint(parts), start);
        if (pooled.isEmpty() || !apart.converged()) {
            return Optional.empty();
        }
        double shape = Math.exp(apart.at()[0]);
        Map<String, Double> scales = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            scales.put(names.get(i), Math.exp(parts.get(i).centre - apart.at()[i + 1] / shape));
        }
        double ratio = Math.max(0, 2 * (apart.value() - pooled.get().value()));
        int degrees = names.size() - 1;
        return Optional.of(new FitReport.CovariateTest(
                column, scales, shape, ratio, degrees, Special.chiSquareTail(degrees, ratio)));
    }

    private static Newton.Smooth joint(List<Likelihood> parts) {
        return new Newton.Smooth() {
            @Override
            public double value(double[] at) {
                double sum = 0;
                for (int i = 0; i < parts.size(); i++) {
                    sum += parts.get(i).value(new double[] {at[i + 1], at[0]});
                }
                return sum;
            }

            @Override
            public void gradient(double[] at, double[] out) {
                double[] one = new double[2];
                out[0] = 0;
                for (int i = 0; i < parts.size(); i++) {
                    parts.get(i).gradient(new double[] {at[i + 1], at[0]}, one);
                    out[i + 1] = one[0];
                    out[0] += one[1];
                }
            }
        };
    }
}
