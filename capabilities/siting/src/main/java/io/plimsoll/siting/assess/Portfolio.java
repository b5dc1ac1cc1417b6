/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import java.util.List;

/**
 * Many buildings judged by one profile.
 *
 * @param verdict the gravest of all
 * @param layers files that were read
 * @param notes what was told while reading the layers
 */
public record Portfolio(
        SitingVerdict verdict,
        String profile,
        Summary summary,
        List<Assessment> buildings,
        List<String> layers,
        List<String> notes) {

    /** How many of each. */
    public record Summary(int buildings, int cleared, int notCleared, int unknown) {}

    public Portfolio {
        buildings = List.copyOf(buildings);
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    public static Portfolio of(String profile, List<Assessment> buildings, List<String> layers, List<String> notes) {
        SitingVerdict worst = buildings.stream()
                .map(Assessment::verdict)
                .min(SitingVerdict::compareTo)
                .orElse(SitingVerdict.UNKNOWN);
        Summary summary = new Summary(
                buildings.size(),
                count(buildings, SitingVerdict.CLEARED),
                count(buildings, SitingVerdict.NOT_CLEARED),
                count(buildings, SitingVerdict.UNKNOWN));
        return new Portfolio(worst, profile, summary, buildings, layers, notes);
    }

    private static int count(List<Assessment> buildings, SitingVerdict verdict) {
        return (int) buildings.stream().filter(b -> b.verdict() == verdict).count();
    }
}
