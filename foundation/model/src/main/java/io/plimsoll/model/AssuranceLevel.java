/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

/** How well a cable was checked, weakest first, so that {@code compareTo} orders by strength. */
public enum AssuranceLevel {
    /** Nobody looked. Never shown like a pass. */
    UNCHECKED("not checked"),
    /** The link is up; who is at the other end is not known. */
    LINK_ONLY("link only"),
    /** The far end is known by a hardware address only. */
    MAC("hardware address"),
    /** One end names itself; the other end is inferred. */
    IDENTITY_ONE_END("identity of one end"),
    /** Both ends name themselves and agree. */
    IDENTITY_BOTH_ENDS("identity of both ends");

    private final String words;

    AssuranceLevel(String words) {
        this.words = words;
    }

    /** The level as a person reads it. */
    public String words() {
        return words;
    }

    public boolean atLeast(AssuranceLevel other) {
        return compareTo(other) >= 0;
    }
}
