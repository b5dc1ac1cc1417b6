/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import io.plimsoll.forecast.ForecastResult.Band;
import io.plimsoll.forecast.ForecastResult.Week;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.sim.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The weeks ahead of one promise: what will be deliverable, within which band, and how likely each week keeps the target. */
final class Outlook {

    private static final double DAYS = 7;
    private static final double SAME = 1e-9;

    private Outlook() {}

    static List<Week> of(Scenario scenario, Batch batch, int commitment) {
        Scenario.Commitment c = scenario.commitments().get(commitment);
        List<Week> out = new ArrayList<>();
        for (int w = 0; w < batch.weekUnits[commitment].length; w++) {
            double[] units = batch.weekUnits[commitment][w].clone();
            Arrays.sort(units);
            double kept = Arrays.stream(batch.weekShare[commitment][w])
                            .filter(s -> s >= c.target() - SAME)
                            .count()
                    / (double) units.length;
            out.add(new Week(
                    w,
                    w * DAYS,
                    promised(c, (w + 1) * DAYS),
                    Forecaster.quantile(units, 0.5),
                    band(units, 0.5),
                    band(units, 0.9),
                    kept,
                    Forecaster.interval(kept, units.length, new double[] {kept})));
        }
        return out;
    }

    private static Band band(double[] sorted, double level) {
        return new Band(
                Forecaster.quantile(sorted, (1 - level) / 2),
                Forecaster.quantile(sorted, (1 + level) / 2),
                level,
                "deliverable");
    }

    private static int promised(Scenario.Commitment c, double beforeDay) {
        return c.tranches().stream()
                .filter(t -> t.day() < beforeDay)
                .reduce((first, later) -> later)
                .map(Scenario.Tranche::quantity)
                .orElse(0);
    }
}
