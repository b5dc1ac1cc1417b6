/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

/**
 * When a posterior decides.
 *
 * @param condemnAbove a part is FAIL above this
 * @param clearBelow a part is PASS below this, if it was tested with enough partners
 * @param referenceBelow a node below this, tested with enough partners, may serve as a known-good reference
 * @param partnersMin how many different partners are enough
 */
public record Thresholds(double condemnAbove, double clearBelow, double referenceBelow, int partnersMin) {

    public static final Thresholds USUAL = new Thresholds(0.99, 0.005, 0.001, 2);

    public Thresholds {
        if (!(referenceBelow <= clearBelow && clearBelow < condemnAbove && condemnAbove < 1) || partnersMin < 1) {
            throw new IllegalArgumentException("thresholds rise from reference over clear to condemn, below 1");
        }
    }
}
