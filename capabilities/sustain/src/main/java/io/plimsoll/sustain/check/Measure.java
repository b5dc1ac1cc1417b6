/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.List;

/**
 * What a column of a published table says. Ratios name what they are made of, so that they can be computed again.
 *
 * @param id stable name in answers, such as {@code energy} or {@code energy/revenue}
 * @param additive whether the values of sites add up to a total
 * @param numerators readings of the numerator, the usual one first; empty for what is no ratio
 * @param denominator id of the denominator; empty for what is no ratio
 */
record Measure(String id, Dimension dimension, boolean additive, List<String> numerators, String denominator) {

    static final String ENERGY = "energy";
    static final String IT_ENERGY = "itEnergy";
    static final String LOCATION = "locationBased";
    static final String MARKET = "marketBased";
    static final String WITHDRAWAL = "waterWithdrawal";
    static final String CONSUMPTION = "waterConsumption";
    static final String DISCHARGE = "waterDischarge";
    static final String RENEWABLE = "renewableEnergy";
    static final String PUE = "pue";
    static final String WUE = "wue";
    static final String CUE = "cue";
    static final String SCOPE_1 = "scope1";
    static final String SCOPE_3 = "scope3";
    static final String TOTAL_GHG = "totalGhg";
    static final String FACTOR_LOCATION = "factorLocation";
    static final String FACTOR_MARKET = "factorMarket";

    static Measure sum(String id, Dimension dimension) {
        return new Measure(id, dimension, true, List.of(), "");
    }

    static Measure plain(String id, Dimension dimension) {
        return new Measure(id, dimension, false, List.of(), "");
    }

    static Measure ratio(String id, Dimension dimension, String denominator, String... numerators) {
        return new Measure(id, dimension, false, List.of(numerators), denominator);
    }

    boolean isRatio() {
        return !numerators.isEmpty();
    }

    /** A factor of emissions for each unit of energy, which must change when the grid does. */
    boolean isFactor() {
        return dimension == Dimension.FACTOR;
    }
}
