/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

/**
 * An elevation as it was given.
 *
 * @param metres above its datum
 * @param unit as written, or as taken where none was written
 * @param unitTold false where the unit was taken for granted
 * @param datum such as {@code NAVD88}; empty where none was written
 * @param field the property, layer or map line that says so
 */
public record Height(double metres, LengthUnit unit, boolean unitTold, String datum, String field) {

    /** The datum of a height that names none in a record whose other heights name different ones. */
    public static final String NOT_TOLD = "(datum not told)";

    public Height withDatum(String other) {
        return new Height(metres, unit, unitTold, other, field);
    }

    /** In the unit that it was written in. */
    public double value() {
        return unit.fromMetres(metres);
    }

    public Height withMetres(double other, String otherField) {
        return new Height(other, unit, unitTold, datum, otherField);
    }
}
