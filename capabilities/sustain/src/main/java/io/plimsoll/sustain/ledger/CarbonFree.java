/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

import java.util.OptionalDouble;

/**
 * The hourly carbon-free score: the sum over hours of the smaller of load and matched supply, over the load.
 *
 * @param contracted only what was matched by certificates or made on site
 * @param withGrid with the grid's own carbon-free share for the rest; empty without that share
 */
public record CarbonFree(double contracted, OptionalDouble withGrid) {

    /**
     * @param load by the hour, any unit
     * @param supply by the hour, the same unit
     * @param gridShare carbon-free share of the grid by the hour, or one for all hours, or none
     */
    public static CarbonFree of(double[] load, double[] supply, double[] gridShare) {
        double all = 0;
        double matched = 0;
        double grid = 0;
        for (int h = 0; h < load.length; h++) {
            double m = Math.min(load[h], supply[h]);
            all += load[h];
            matched += m;
            if (gridShare.length > 0) {
                grid += (load[h] - m) * gridShare[gridShare.length == 1 ? 0 : h];
            }
        }
        double base = all == 0 ? 1 : all;
        return new CarbonFree(
                matched / base,
                gridShare.length == 0 ? OptionalDouble.empty() : OptionalDouble.of((matched + grid) / base));
    }
}
