/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.place;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of things whose distance from a building counts, with the words by which a layer's file name or property tells them. */
public enum Surrounding {
    RAIL("railway", "rail", "railway", "railroad", "train"),
    ACCESS_ROAD("access road", "access", "accessroad"),
    ROAD("road", "road", "roads", "highway", "street", "streets", "motorway"),
    AIRPORT("airport", "airport", "airports", "aeroway", "runway", "aerodrome"),
    COAST("coast", "coast", "coastline", "shore", "shoreline"),
    WATERWAY("waterway", "waterway", "waterways", "river", "rivers", "canal"),
    PLANT(
            "hazardous plant",
            "plant",
            "plants",
            "seveso",
            "refinery",
            "refineries",
            "hazmat",
            "tri",
            "chemical",
            "hazardous"),
    FAULT("fault", "fault", "faults", "qfaults"),
    FOREST("forest", "forest", "forests", "wildfire", "wood", "woods", "wildland");

    private final String words;
    /** Between blanks. */
    private final String names;

    Surrounding(String words, String... names) {
        this.words = words;
        this.names = " " + String.join(" ", names) + " ";
    }

    /** As it is written in a sentence. */
    public String words() {
        return words;
    }

    /** By a word such as {@code rail} or {@code rail-lines.geojson}. */
    public static Optional<Surrounding> of(String name) {
        List<String> parts = Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z]+"));
        for (Surrounding kind : values()) {
            if (parts.stream().anyMatch(p -> !p.isEmpty() && kind.names.contains(" " + p + " "))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
