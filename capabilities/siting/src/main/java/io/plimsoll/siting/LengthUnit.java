/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting;

/** What an elevation is written in. A foot is the international one; a US survey foot differs by 2 in a million. */
public enum LengthUnit {
    FEET(0.3048, "ft"),
    METRES(1, "m");

    private final double metres;
    private final String sign;

    LengthUnit(double metres, String sign) {
        this.metres = metres;
        this.sign = sign;
    }

    public double toMetres(double value) {
        return value * metres;
    }

    public double fromMetres(double value) {
        return value / metres;
    }

    /** {@code ft} or {@code m}. */
    public String sign() {
        return sign;
    }
}
