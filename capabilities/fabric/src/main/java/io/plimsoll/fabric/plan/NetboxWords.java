/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * NetBox's words for colours, cable types and units. Source: netbox-community/netbox, choices of dcim cables and
 * utilities (ColorChoices), version 4.5.
 */
final class NetboxWords {

    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("dark red", "aa1409"),
            Map.entry("red", "f44336"),
            Map.entry("pink", "e91e63"),
            Map.entry("rose", "ffe4e1"),
            Map.entry("fuchsia", "ff66ff"),
            Map.entry("purple", "9c27b0"),
            Map.entry("dark purple", "673ab7"),
            Map.entry("indigo", "3f51b5"),
            Map.entry("blue", "2196f3"),
            Map.entry("light blue", "03a9f4"),
            Map.entry("cyan", "00bcd4"),
            Map.entry("teal", "009688"),
            Map.entry("aqua", "00ffff"),
            Map.entry("dark green", "2f6a31"),
            Map.entry("green", "4caf50"),
            Map.entry("light green", "8bc34a"),
            Map.entry("lime", "cddc39"),
            Map.entry("yellow", "ffeb3b"),
            Map.entry("amber", "ffc107"),
            Map.entry("orange", "ff9800"),
            Map.entry("dark orange", "ff5722"),
            Map.entry("brown", "795548"),
            Map.entry("light grey", "c0c0c0"),
            Map.entry("grey", "9e9e9e"),
            Map.entry("dark grey", "607d8b"),
            Map.entry("black", "111111"),
            Map.entry("white", "ffffff"));

    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        COLOURS.forEach((name, hex) -> NAMES.put(hex, name));
    }

    private static final Map<String, String> TYPES = Map.of(
            "DAC", "dac-passive", "AEC", "dac-active", "AOC", "aoc", "MMF-MPO12", "mmf-om4", "SMF-MPO12", "smf-os2");

    private static final Map<String, String> MEDIA = Map.of(
            "dac-passive", "DAC", "dac-active", "AEC", "aoc", "AOC", "mmf-om4", "MMF-MPO12", "smf-os2", "SMF-MPO12");

    /** Millimetres in one unit of length. */
    private static final Map<String, Double> UNITS =
            Map.of("m", 1000.0, "cm", 10.0, "ft", 304.8, "in", 25.4, "km", 1_000_000.0, "mi", 1_609_344.0);

    private NetboxWords() {}

    /** Six hexadecimal digits, empty for a colour that NetBox does not have. */
    static String hex(String colour) {
        return colour.matches("[0-9a-f]{6}") ? colour : COLOURS.getOrDefault(colour, "");
    }

    /** A colour's name, the digits themselves for one without a name. */
    static String colour(String hex) {
        String digits = hex.toLowerCase(java.util.Locale.ROOT);
        return NAMES.getOrDefault(digits, digits);
    }

    static String type(String media) {
        return TYPES.getOrDefault(
                media, media.toLowerCase(java.util.Locale.ROOT).equals(media) ? media : "");
    }

    static String media(String type) {
        return MEDIA.getOrDefault(type, type);
    }

    static boolean isUnit(String unit) {
        return UNITS.containsKey(unit);
    }

    /** Rounded up: a cable must not come out too short. */
    static int decimetres(double length, String unit) {
        return (int) Math.ceil(length * UNITS.getOrDefault(unit, 1000.0) / 100 - 1e-6);
    }
}
