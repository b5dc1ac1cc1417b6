/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import java.util.Map;
import java.util.Optional;

/**
 * A unit of readings.
 *
 * @param scale to watt-hours, watts or cubic metres
 * @param rate whether it is a power (or flow) and not an amount
 * @param water whether it counts water
 */
public record Unit(String name, double scale, boolean rate, boolean water) {

    private static final Map<String, Unit> KNOWN = Map.ofEntries(
            energy("Wh", 1),
            energy("kWh", 1e3),
            energy("MWh", 1e6),
            energy("GWh", 1e9),
            energy("J", 1 / 3600.0),
            energy("mJ", 1 / 3.6e6),
            energy("kJ", 1 / 3.6),
            energy("MJ", 1e3 / 3.6),
            energy("GJ", 1e6 / 3.6),
            power("W", 1),
            power("mW", 1e-3),
            power("kW", 1e3),
            power("MW", 1e6),
            water("m3", 1),
            water("m³", 1),
            water("kL", 1),
            water("L", 1e-3),
            water("ML", 1e3),
            water("gal", 0.003785411784));

    private static Map.Entry<String, Unit> energy(String name, double scale) {
        return Map.entry(name, new Unit(name, scale, false, false));
    }

    private static Map.Entry<String, Unit> power(String name, double scale) {
        return Map.entry(name, new Unit(name, scale, true, false));
    }

    private static Map.Entry<String, Unit> water(String name, double scale) {
        return Map.entry(name, new Unit(name, scale, false, true));
    }

    /** Case counts: mW is no MW. */
    public static Optional<Unit> of(String text) {
        return Optional.ofNullable(KNOWN.get(text.strip()));
    }

    /** Names, for messages. */
    public static String known() {
        return String.join(", ", KNOWN.keySet().stream().sorted().toList());
    }
}
