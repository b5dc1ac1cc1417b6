/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import io.plimsoll.siting.Level;
import io.plimsoll.siting.flood.FloodClass;
import io.plimsoll.siting.place.Surrounding;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The verdict on one building with its evidence.
 *
 * @param reasons the gravest first
 * @param zones what lies under the footprint, the worst first
 * @param covered share of the footprint that the flood map covers
 * @param notes what was taken for granted, mended or put aside
 */
public record Assessment(
        String building,
        SitingVerdict verdict,
        String profile,
        List<Reason> reasons,
        List<Zone> zones,
        double covered,
        List<HeightShown> heights,
        List<Near> distances,
        List<String> notes) {

    public Assessment {
        reasons = List.copyOf(reasons);
        zones = List.copyOf(zones);
        heights = List.copyOf(heights);
        distances = List.copyOf(distances);
        notes = List.copyOf(notes);
    }

    /**
     * One zone under the footprint.
     *
     * @param share of the footprint; 1 for a point
     */
    public record Zone(String zone, FloodClass meaning, double share, String layer, String source) {}

    /**
     * An elevation and where it stands to the base flood.
     *
     * @param aboveBaseFlood in {@code unit}; empty where none is known or the two cannot be compared
     */
    public record HeightShown(
            Level level, double value, String unit, String datum, OptionalDouble aboveBaseFlood, String field) {}

    /** The nearest thing of a kind. */
    public record Near(Surrounding kind, double metres, String name, String layer) {}

    /** The first sentence that decides the verdict; what a table shows in one line. */
    public String headline() {
        return reasons.isEmpty() ? "" : reasons.getFirst().says();
    }
}
