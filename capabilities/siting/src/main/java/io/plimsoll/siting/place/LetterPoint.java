/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.place;

import io.plimsoll.siting.MapLetter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/**
 * A letter of map change out of a layer. Its point is often rounded, so it belongs to a building by its address.
 *
 * @param names the addresses that the letter names
 */
public record LetterPoint(MapLetter letter, String names, Geometry shape, String layer) {

    private static final Set<String> NO_NAME = Set.of(
            "ST",
            "STREET",
            "AVE",
            "AVENUE",
            "RD",
            "ROAD",
            "DR",
            "DRIVE",
            "LN",
            "LANE",
            "CT",
            "COURT",
            "HWY",
            "HIGHWAY",
            "BLVD",
            "BOULEVARD",
            "WAY",
            "PL",
            "PLACE",
            "N",
            "S",
            "E",
            "W",
            "NORTH",
            "SOUTH",
            "EAST",
            "WEST",
            "NE",
            "NW",
            "SE",
            "SW");

    /** Whether the house number and the street's own name stand in the letter one after the other. */
    public boolean isFor(String address) {
        List<String> wanted = words(address);
        if (wanted.size() < 2 || !wanted.getFirst().matches("[0-9]+[A-Z]?")) {
            return false;
        }
        List<String> there = words(names);
        for (int i = 0; i + 1 < there.size(); i++) {
            if (there.get(i).equals(wanted.get(0)) && there.get(i + 1).equals(wanted.get(1))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"))
                .filter(w -> !w.isEmpty() && !NO_NAME.contains(w))
                .toList();
    }
}
