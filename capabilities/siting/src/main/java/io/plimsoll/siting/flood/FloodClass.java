/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.flood;

/** What the codes of flood maps come down to, the worst first. */
public enum FloodClass {
    FLOODWAY("regulatory floodway"),
    COASTAL("coastal high hazard area (1 % a year with waves)"),
    OPEN_WATER("open water"),
    FREQUENT("flooded more often than 1 % a year"),
    ONE_PERCENT("1 % annual chance flood"),
    TWO_TENTHS("0.2 % annual chance flood"),
    LEVEE("protected by a levee"),
    UNCLASSED("hazard area of a class that is not told"),
    UNDETERMINED("flood hazard not determined"),
    NOT_INCLUDED("not mapped"),
    SHADE_NOT_TOLD("outside the 1 % area; whether the 0.2 % flood reaches is not told"),
    MINIMAL("minimal flood hazard");

    private final String words;

    FloodClass(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** A special flood hazard area: 1 % a year or more. */
    public boolean onePercent() {
        return compareTo(ONE_PERCENT) <= 0;
    }

    /** The map does not say how likely water is. */
    public boolean undecided() {
        return this == UNCLASSED || this == UNDETERMINED || this == NOT_INCLUDED;
    }
}
