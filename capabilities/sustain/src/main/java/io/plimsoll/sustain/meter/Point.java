/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import io.plimsoll.sustain.kpi.Symbol;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a meter sits, from the grid to the GPU, and the quantity of the statements that it feeds. */
public enum Point {
    UTILITY(Symbol.EDC, false),
    BACKUP_GENERATOR(Symbol.EDC_BG, false),
    FUEL(Symbol.FUEL, false),
    PURCHASED_COOLING(Symbol.PURCHASED_COOLING, false),
    ONSITE_RENEWABLE(Symbol.ERES_OS, false),
    UPS_INPUT(Symbol.NONE, false),
    UPS(Symbol.EIT, false),
    RACK_PDU(Symbol.EIT_2, false),
    PSU(Symbol.EIT_3, false),
    GPU(Symbol.NONE, false),
    COOLING(Symbol.COOLING, false),
    HEAT_PUMP(Symbol.HEAT_PUMP, false),
    HEAT_REUSED(Symbol.EREUSE, false),
    HEAT_REMOVED(Symbol.HEAT_REMOVED, false),
    WATER(Symbol.WIN, true),
    POTABLE_WATER(Symbol.WIN_POT, true),
    OTHER(Symbol.NONE, false);

    private final Symbol symbol;
    private final boolean water;

    Point(Symbol symbol, boolean water) {
        this.symbol = symbol;
        this.water = water;
    }

    /** What the sum of such meters is. */
    public Symbol symbol() {
        return symbol;
    }

    /** Whether it counts cubic metres and not watt-hours. */
    public boolean water() {
        return water;
    }

    public static Optional<Point> of(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
        String known = switch (plain) {
            case "GRID", "MAINS" -> "UTILITY";
            case "UPS_OUTPUT", "UPS_OUT" -> "UPS";
            case "PDU", "PDU_OUTPUT", "RACKPDU" -> "RACK_PDU";
            case "IT", "IT_INPUT", "SERVER", "PSU_INPUT" -> "PSU";
            case "GENERATOR" -> "BACKUP_GENERATOR";
            case "SOLAR", "PV" -> "ONSITE_RENEWABLE";
            case "WATER_POTABLE" -> "POTABLE_WATER";
            default -> plain;
        };
        return Arrays.stream(values()).filter(p -> p.name().equals(known)).findFirst();
    }
}
