/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

/** How the law of the units that a site waits for is found. Without a depot all three are the same and exact. */
public enum Method {
    EXACT("exact two-echelon law: Poisson plus binomially thinned depot backorders (Simon 1971, Graves 1985)"),
    VARI_METRIC(
            "APPROXIMATION: VARI-METRIC, negative binomial with matched mean and variance (Graves 1985, Sherbrooke 1986)"),
    METRIC("APPROXIMATION: METRIC, Poisson with the mean delay at the depot (Sherbrooke 1968)");

    private final String says;

    Method(String says) {
        this.says = says;
    }

    /** What a reader of the answer must know of it. */
    public String says() {
        return says;
    }
}
