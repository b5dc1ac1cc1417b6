/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity;

/** The five readings of "available". All five are computed from one log, so that nobody argues about which was meant. */
public enum Measure {
    UNIT_MEAN("unitMean", "mean over the units: unit time up over unit time held or promised, whichever is more"),
    TIME_MET("timeMet", "share of time in which deliverable was at least what was promised"),
    K_OF_N("kOfN", "share of group time with at least k of n nodes up"),
    WORST_NODE("worstNode", "the share of time that the worst node was up"),
    CONTIGUOUS("contiguous", "share of time in which the promise could be kept with nodes side by side");

    private final String key;
    private final String says;

    Measure(String key, String says) {
        this.key = key;
        this.says = says;
    }

    /** The name in JSON. */
    public String key() {
        return key;
    }

    /** What it counts, in one line. */
    public String says() {
        return says;
    }
}
