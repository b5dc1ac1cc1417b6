/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

/**
 * One difference between plan and observation.
 *
 * @param id stable over runs: a hash of kind and ends, for example {@code F-3f9c21ab}
 * @param a one end of the cable concerned
 * @param b the other end; the planned one where a cable is missing, the seen one where it is extra
 * @param expected what the plan says, in words; empty where it says nothing
 * @param observed what was seen, in words; empty where nothing was
 */
public record Finding(String id, Kind kind, String a, String b, String expected, String observed) {

    /** How a single cable can differ. */
    public enum Kind {
        /** Planned, and neither port shows a link. */
        MISSING,
        /** Seen, and neither port is in the plan. */
        EXTRA,
        /** A planned port is joined to another port than planned. */
        WRONG_PEER,
        /** Up, at less than the planned width or speed. */
        WRONG_SPEED,
        /** A device does not say who it is. */
        IDENTITY_GAP
    }
}
