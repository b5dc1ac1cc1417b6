/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.carbon;

/**
 * Scope 2 of one site and year in four ways, side by side: location- and market-based, with yearly sums as today and hour by
 * hour as the revision of the GHG Protocol proposes (consultation of October 2025 to January 2026, not in force).
 *
 * @param locationAnnual load times the grid's yearly factor
 * @param marketAnnual load less retired certificates, the rest at the residual mix
 * @param locationHourly each hour at its own factor
 * @param marketHourly each hour less the certificates of the same hour and grid, the rest at the residual mix
 */
public record Scope2(
        double locationAnnual,
        double marketAnnual,
        double locationHourly,
        double marketHourly,
        double unmatchedAnnualMwh,
        double unmatchedHourlyMwh) {

    /**
     * @param loadMwh by the hour
     * @param matchedMwh retired certificates by the hour of production; those of other hours count only in the yearly way
     * @param gridFactor t/MWh by the hour, or one for all hours
     * @param residual t/MWh of what no certificate covers
     */
    public static Scope2 of(double[] loadMwh, double[] matchedMwh, double[] gridFactor, double residual) {
        double load = 0;
        double certificates = 0;
        double located = 0;
        double open = 0;
        double weight = 0;
        for (int h = 0; h < loadMwh.length; h++) {
            double f = gridFactor[gridFactor.length == 1 ? 0 : h];
            load += loadMwh[h];
            certificates += matchedMwh[h];
            located += loadMwh[h] * f;
            open += Math.max(loadMwh[h] - matchedMwh[h], 0);
            weight += f;
        }
        double mean = loadMwh.length == 0 ? 0 : weight / loadMwh.length;
        double rest = Math.max(load - certificates, 0);
        return new Scope2(load * mean, rest * residual, located, open * residual, rest, open);
    }
}
