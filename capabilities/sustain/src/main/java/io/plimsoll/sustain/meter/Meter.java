/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import java.util.OptionalDouble;

/**
 * A meter and its place in the tree.
 *
 * @param parent id of the meter that feeds it; empty for none
 * @param kind what its values are
 * @param uncertainty of its class, as a share; empty where nobody has said
 * @param most watts (or cubic metres an hour) that can flow through it; empty where nobody has said
 * @param rollover the count, in the unit of its readings, at which a counter starts at zero again; empty for none
 */
public record Meter(
        String id,
        Point point,
        String parent,
        Kind kind,
        OptionalDouble uncertainty,
        OptionalDouble most,
        OptionalDouble rollover,
        String source) {

    /** What the values of a meter are. */
    public enum Kind {
        /** A count that only grows, until it is reset. */
        COUNTER,
        /** Power at an instant. */
        POWER,
        /** What flowed since the reading before. */
        INTERVAL
    }

    /** A meter of which nothing more is known. */
    public static Meter plain(String id, Point point, String parent, Kind kind) {
        return new Meter(
                id, point, parent, kind, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), "");
    }
}
