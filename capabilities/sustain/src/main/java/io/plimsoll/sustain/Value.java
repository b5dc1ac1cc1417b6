/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain;

import java.util.OptionalDouble;

/**
 * A figure with everything that a reader needs to believe it.
 *
 * @param quantity what it is, by its symbol or name: {@code EDC}, {@code PUE}
 * @param value empty where it is not known; never zero instead
 * @param period such as {@code 2025-01-01T00:00:00Z/2026-01-01T00:00:00Z}
 * @param boundary what is inside it
 * @param category measurement category of the standard, empty where there is none
 * @param method how it was found
 * @param source meters, documents or people that it came from
 * @param licence under which the source may be passed on; empty for own measurements
 * @param uncertainty half width of what it may be, as a share of the value; empty where nobody has said
 * @param supersedes id of the figure that it replaces; empty for none
 */
public record Value(
        String quantity,
        OptionalDouble value,
        String unit,
        String period,
        String boundary,
        String category,
        String method,
        String source,
        String licence,
        OptionalDouble uncertainty,
        String supersedes) {

    /** A computed figure within the boundary of its inputs. */
    public static Value of(
            String quantity,
            OptionalDouble value,
            String unit,
            String period,
            String category,
            String method,
            String source) {
        return new Value(
                quantity, value, unit, period, "site", category, method, source, "", OptionalDouble.empty(), "");
    }

    /** The same with the half width of what it may be, as a share. */
    public Value within(OptionalDouble share) {
        return new Value(quantity, value, unit, period, boundary, category, method, source, licence, share, supersedes);
    }
}
